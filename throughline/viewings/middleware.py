"""The one way in to every page about a client: whoever has no caseload reason is asked, and every look is kept."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.drafts import commands as drafts
from throughline.viewings import commands, queries
from throughline.viewings.whose import named_client

ASKS = "viewings:why"


class EntranceMiddleware:
    """Stands between the door's actor and the page. It knows a client's page by the arguments of its address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _: object, arguments: dict[str, object]
    ) -> HttpResponse | None:
        """Ask why before a record outside the caseload is opened; write down who looked at any record.

        Who may not come in at all, and who sees no such client, is answered by the page's own door.
        """
        actor: Actor = request.actor  # type: ignore[attr-defined]
        name = request.resolver_match.view_name if request.resolver_match else ""
        named = named_client(arguments)
        if named is None or name == ASKS or not _may_come_in(actor, view):
            return None
        now = request.now  # type: ignore[attr-defined]
        entrance = queries.entrance(named, viewer=actor, on=clock.local_date(now))
        if entrance is None:
            return None
        if entrance.must_say_why:
            if request.method == "POST":
                drafts.rescue(request.POST, at=now)
            going = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse(ASKS, args=[entrance.client_id])}?{going}")
        if request.method == "GET":
            commands.note_viewing(entrance=entrance, page=name, by=actor, at=now)
        return None


def _may_come_in(actor: Actor, view: Callable[..., HttpResponse]) -> bool:
    needed = (getattr(view, "permission", None), getattr(view, "or_else", None))
    return any(isinstance(p, Permission) and policy.permits(actor, p) for p in needed)
