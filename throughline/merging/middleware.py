"""Old addresses of a record that was merged lead to the record that stands."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from throughline.core.decisions import NotFound
from throughline.merging import queries


class MergedRecordMiddleware:
    """Stands within the actor's transaction. A page about somebody who is not there may be about a merged record."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as ever."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Go to the same page of the record that stands; whatever the first try wrote is taken back."""
        match = request.resolver_match
        client_id = match.kwargs.get("client_id") if match else None
        if not (isinstance(exception, NotFound) and client_id and match and request.method in ("GET", "HEAD")):
            return None
        standing_id = queries.stands_for(client_id, viewer=request.actor)  # type: ignore[attr-defined]
        if standing_id is None:
            return None
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
        answer: HttpResponse = redirect(match.view_name, **match.kwargs | {"client_id": standing_id})
        return answer
