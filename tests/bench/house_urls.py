"""The service's addresses and the empty form's."""

from django.urls import path

from concordat.urls import handler400, handler403, handler404, handler500, urlpatterns
from tests.bench.bare import empty_of_the_house

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("empty/", empty_of_the_house), *urlpatterns]  # type: ignore[list-item]
