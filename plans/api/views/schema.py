"""The API and its description."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from plans.api.problems import CONTENT_TYPE, Refused, problem
from plans.opendata.rules import LICENCE

PREFIX = "/api/v1/"
_ABOUT = (
    "What the local areas of England have declared, promised and done. Without a token it tells what is public; with "
    "a personal token (Authorization: Bearer …) also what its owner may see. It can only be read. Ids stay the same "
    "for good. Lists come in pages: follow “next”. Send the ETag of an answer back as If-None-Match to hear whether "
    "anything changed."
)


class Api(NinjaAPI):
    """An API whose description says how problems are told and that a token may be brought."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """Return the description (OpenAPI 3.1)."""
        schema = super().get_openapi_schema(path_prefix=PREFIX)
        schema["servers"] = [{"url": settings.SITE_URL}]
        schema["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        for path in schema["paths"].values():
            for operation in path.values():
                operation["security"] = [{}, {"token": []}]
                for status, told in operation["responses"].items():
                    _tell(int(status), told)
        return schema


def _tell(status: int, told: dict[str, Any]) -> None:
    """Correct how one answer is described: problems have a type of their own, "not modified" has no body."""
    if status == HTTPStatus.NOT_MODIFIED:
        told.pop("content", None)
    elif status >= HTTPStatus.BAD_REQUEST:
        told["content"] = {CONTENT_TYPE: next(iter(told["content"].values()))}
    told["description"] = HTTPStatus(status).phrase


api = Api(
    title="Concordat",
    version="1",
    description=_ABOUT,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api-v1",
    openapi_extra={"info": {"license": {"name": LICENCE["title"], "url": LICENCE["path"]}}},
)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, why: Refused) -> HttpResponse:
    response = problem(why.status, why.detail)
    for name, value in why.headers.items():
        response.headers[name] = value
    return response


@api.exception_handler(Http404)
def _missing(request: HttpRequest, why: Http404) -> HttpResponse:
    return problem(HTTPStatus.NOT_FOUND, "There is nothing here, or nothing that you may see.")


@api.exception_handler(ValidationError)
def _wrong(request: HttpRequest, why: ValidationError) -> HttpResponse:
    errors = [{"name": str(one["loc"][-1]), "says": str(one["msg"])} for one in why.errors]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "Some parameters cannot be read.", errors=errors)


@api.exception_handler(HttpError)
def _failed(request: HttpRequest, why: HttpError) -> HttpResponse:
    return problem(HTTPStatus(why.status_code), str(why))
