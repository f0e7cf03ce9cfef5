"""Index of the addresses of what was promised and done."""

from django.urls import URLPattern, URLResolver

from plans.api.urls import urlpatterns as api
from plans.calendars.urls import urlpatterns as calendars
from plans.dashboards.urls import urlpatterns as dashboards
from plans.evidence.urls import urlpatterns as evidence
from plans.exports.urls import urlpatterns as exports
from plans.imports.urls import urlpatterns as imports
from plans.indicators.urls import urlpatterns as indicators
from plans.opendata.urls import urlpatterns as opendata
from plans.planning.urls import urlpatterns as planning
from plans.progress.urls import urlpatterns as progress
from plans.public.urls import urlpatterns as public
from plans.reminders.urls import urlpatterns as reminders
from plans.review.urls import urlpatterns as review
from plans.rollups.urls import urlpatterns as rollups
from plans.standards.urls import urlpatterns as standards

urlpatterns: list[URLPattern | URLResolver] = [
    *standards,
    *planning,
    *progress,
    *indicators,
    *evidence,
    *review,
    *public,
    *imports,
    *reminders,
    *calendars,
    *rollups,
    *dashboards,
    *exports,
    *opendata,
    *api,
]
