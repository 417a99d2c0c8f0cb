"""The door: turns the session into `request.actor`, reads the clock once, and holds one scoped transaction."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from throughline.accounts.models import User
from throughline.accounts.queries import actor_for
from throughline.accounts.scopes import acting_as
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotAllowed, NotFound

NOBODY_SIGNED_IN = Actor(
    user_id=Actor.system("").user_id, organisation_id=None, roles=frozenset(), purpose="signed out"
)


class ActorMiddleware:
    """Opens the request's one transaction, scoped to the actor's organisation (the second lock)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer within the actor's scope. Static files and the like are answered before this."""
        request.now = clock.now()  # type: ignore[attr-defined]
        user = request.user
        signed_in = isinstance(user, User)
        actor = actor_for(user, purpose="direct care") if isinstance(user, User) else NOBODY_SIGNED_IN
        request.actor = actor  # type: ignore[attr-defined]
        if not signed_in:
            return self.get_response(request)
        with acting_as(actor):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Undo everything the view did: by now Django is about to turn the exception into a response.

        Commands' own words for "no" get their status here, in one place.
        """
        from throughline.access.answers import not_allowed, not_found

        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
        if isinstance(exception, NotAllowed):
            return not_allowed(request)
        if isinstance(exception, NotFound):
            return not_found(request)
        return None
