"""What a person sees when something went wrong: plain words, what to do next, nothing about anybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from throughline.access.doors import open_to_all
from throughline.core import clock
from throughline.drafts import commands as drafts
from throughline.nhsuk.pages import show, show_alone


@open_to_all
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request made no sense (400)."""
    return show(request, "nhsuk/errors/400.jinja", status=400)


@open_to_all
def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say no (403)."""
    return show(request, "nhsuk/errors/403.jinja", status=403)


@open_to_all
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page (404)."""
    return show(request, "nhsuk/errors/404.jinja", status=404)


@open_to_all
def server_error(request: HttpRequest) -> HttpResponse:
    """Say that it is our fault (500)."""
    return show_alone("nhsuk/errors/500.jinja", status=500)


@open_to_all
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page was open too long; what was typed is kept as a draft first."""
    kept = drafts.rescue(request.POST, at=clock.now())
    return show(request, "nhsuk/errors/csrf.jinja", status=403, kept=kept)
