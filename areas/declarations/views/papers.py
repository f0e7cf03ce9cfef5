"""A declaration to take away: in Word, and the copies that people attached."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from areas.declarations import queries
from areas.declarations.rules import DeclarationStatus
from areas.people.access import reach_of
from areas.places.queries import area_called
from concordat.documents import write_docx
from concordat.documents.download import made_file


@require_safe
def declaration_word(request: HttpRequest, slug: str, partnership: str) -> FileResponse:
    """Hand a declaration over as a Word document: a signed one to everybody, others to who works with it."""
    area, today = area_called(slug), timezone.localdate()
    shown = queries.declarations_of_area(area, reach_of(request.user), today)
    one = next((one for one in shown if one.partnership.slug == partnership), None)
    if one is None or one.declaration is None or not (one.may_view or one.status is DeclarationStatus.SIGNED):
        raise Http404
    paper = queries.declaration_paper(one, today)
    name = f"declaration-{slugify(one.partnership.name)}-{today.isoformat()}.docx"
    return made_file(partial(write_docx.write_docx, paper=paper), name, write_docx.CONTENT_TYPE)


@login_required
@require_safe
def declaration_copy(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out a signed copy as a file to keep, never to be opened inside the service's pages."""
    copy = queries.copy_for(reach_of(request.user), pk)
    try:
        opened = copy.file.open("rb")
    except FileNotFoundError:
        raise Http404("The file of this copy is missing") from None
    response = FileResponse(opened, as_attachment=True, filename=copy.name, content_type=copy.content_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
