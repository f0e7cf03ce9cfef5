"""Index of the addresses of who and where."""

from django.urls import URLPattern, URLResolver

from areas.declarations.urls import urlpatterns as declarations
from areas.elections.urls import urlpatterns as elections
from areas.history.urls import urlpatterns as history
from areas.partnerships.urls import urlpatterns as partnerships
from areas.people.urls import urlpatterns as people
from areas.tokens.urls import urlpatterns as tokens

urlpatterns: list[URLPattern | URLResolver] = [*people, *tokens, *partnerships, *declarations, *elections, *history]
