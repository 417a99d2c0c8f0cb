"""What a person sees who may not come in, or asks for what is not there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from throughline.nhsuk.pages import show


def not_allowed(request: HttpRequest) -> HttpResponse:
    """Say no (403), plainly."""
    return show(request, "nhsuk/errors/403.jinja", status=403)


def not_found(request: HttpRequest) -> HttpResponse:
    """Say that there is no such page (404); the same words whether it is absent or another provider's."""
    return show(request, "nhsuk/errors/404.jinja", status=404)
