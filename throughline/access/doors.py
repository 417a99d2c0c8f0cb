"""How a view says who may come in. A view with neither mark fails an architecture test."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.core.actor import Actor
from throughline.drafts import commands as drafts

View = Callable[..., HttpResponseBase]


class StaffRequest(HttpRequest):
    """A request by somebody signed in, as the middleware leaves it."""

    actor: Actor
    now: datetime


def needs(permission: Permission, *, or_else: Permission | None = None) -> Callable[[View], View]:
    """Let in those who hold a permission, or the other one; ask the others to sign in, or answer 403.

    What a person typed before their session ended is kept as their draft on the way to the sign-in page.
    """

    def mark(view: View) -> View:
        @functools.wraps(view)
        def door(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return sign_in_first(request)
            if or_else is None or not policy.permits(request.actor, or_else):
                policy.require(permission, actor=request.actor)
            return view(request, *args, **kwargs)

        door.permission, door.or_else = permission, or_else  # type: ignore[attr-defined]
        return door

    return mark


def signed_in(view: View, *, says: str = "") -> View:
    """Let in anybody with an account. `says` tells the permission table of a view that is not ours what it is for."""

    @functools.wraps(view)
    def door(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if request.user.is_authenticated else sign_in_first(request)

    door.permission = "signed in"  # type: ignore[attr-defined]
    door.__doc__ = says or view.__doc__
    return door


def open_to_all(view: View, *, says: str = "") -> View:
    """Let in everybody, signed in or not. Tests hold the list of these."""
    view.permission = "open to all"  # type: ignore[attr-defined]
    view.__doc__ = says or view.__doc__
    return view


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Ask for sign-in and come back here, keeping what was typed."""
    if request.method == "POST":
        drafts.rescue(request.POST, at=request.now)  # type: ignore[attr-defined]
    return redirect_to_login(request.get_full_path())
