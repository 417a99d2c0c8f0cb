"""How everybody comes in: without signing in, from any website, and with an answer that may be kept for a while."""

from __future__ import annotations

import functools
import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path
from django.utils.cache import get_conditional_response
from ninja import NinjaAPI

from throughline.access.doors import View, open_to_all

MAY_BE_KEPT_SECONDS = 300
CALLED = {"api-root": "which standard it is in", "openapi-json": "its description for programs"}


def published(view: View, *, says: str) -> View:
    """Make a door for everybody: an answer that did not change is not sent again."""

    @functools.wraps(view)
    def door(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        answer = view(request, *args, **kwargs)
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = "ETag"
        if answer.status_code != 200 or not isinstance(answer, HttpResponse):
            return answer
        etag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
        answer["ETag"] = etag
        answer["Cache-Control"] = f"public, max-age={MAY_BE_KEPT_SECONDS}"
        return get_conditional_response(request, etag, response=answer) or answer

    door.csrf_exempt = True  # type: ignore[attr-defined]
    return open_to_all(door, says=says)


def doors(api: NinjaAPI) -> list[URLPattern]:
    """List an API's addresses as doors of ours. The library's own page at the root comes last, behind ours."""
    patterns, _, _ = api.urls
    first: dict[str | None, URLPattern] = {}
    for one in patterns:
        if isinstance(one, URLPattern):
            first.setdefault(one.name, one)
    return [path(str(one.pattern), published(one.callback, says=_says(name)), name=name) for name, one in first.items()]


def _says(name: str | None) -> str:
    what = CALLED.get(name or "", f"its {(name or '').replace('-', ' ')}")
    return f"Give everybody the published directory: {what}."
