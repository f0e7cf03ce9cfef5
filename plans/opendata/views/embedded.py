"""Pictures for other people's pages: how an area stands, and the map of England."""

from __future__ import annotations

from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from areas.places.queries import area_called
from concordat.charts.hexmap import Hex, make_hexmap
from concordat.web.words import date_words
from plans.dashboards.views.maps import STAGE_KINDS
from plans.dashboards.views.pieces import state_bar
from plans.opendata.views.drawn import bar_picture, map_picture
from plans.rollups.queries import area_rows

#: Seconds for which anybody may keep a picture.
KEPT = 600
#: A picture loads nothing and runs nothing, and any page may show it.
_POLICY = "default-src 'none'; frame-ancestors *"


@require_safe
@xframe_options_exempt
def area_bar(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw the actions of an area's published plans by state: everybody."""
    place, today = area_called(slug), timezone.localdate()
    rows = area_rows(today, area_id=place.pk, public=True)
    if not rows:
        raise Http404
    href = settings.SITE_URL + place.get_absolute_url()
    says = f"Crisis care promises by state · Concordat, {date_words(today)}"
    return _picture(request, bar_picture(state_bar(rows[0].figures), name=place.name, href=href, says=says))


@require_safe
@xframe_options_exempt
def england_map(request: HttpRequest) -> HttpResponse:
    """Draw the areas of England by stage: everybody."""
    today = timezone.localdate()
    hexes = [
        Hex(row.hex_x, row.hex_y, row.hex_label, row.name, row.stage.value, href=f"/areas/{row.slug}/")
        for row in area_rows(today, public=True)
        if row.hex_x is not None and row.hex_y is not None
    ]
    drawn = make_hexmap("England’s local areas by stage", hexes, STAGE_KINDS)
    return _picture(request, map_picture(drawn, site=settings.SITE_URL, says=f"Concordat, {date_words(today)}"))


def _picture(request: HttpRequest, drawn: str) -> HttpResponse:
    """Hand a picture to any page; whoever kept it and asks again gets it only if it is another."""
    etag = f'"{sha256(drawn.encode()).hexdigest()[:32]}"'
    response = HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")
    response.headers["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response) or response
    answer.headers["Content-Security-Policy"] = _POLICY
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        patch_cache_control(answer, private=True, no_store=True)
    else:
        patch_cache_control(answer, public=True, max_age=KEPT)
    return answer
