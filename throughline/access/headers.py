"""What every answer tells the browser: run nothing of anybody else's, and keep no copy of a signed-in person's page."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:{maps}; object-src 'none'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'"
)


class HeadersMiddleware:
    """Adds the headers. Stands first of all, so that no answer goes without them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = CONTENT_SECURITY_POLICY.format(maps=_host_of_maps())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say what the browser may do with the answer."""
        response = self.get_response(request)
        response["Content-Security-Policy"] = self.policy
        actor = getattr(request, "actor", None)
        if actor and actor.roles:
            # Computers in surgeries and charities are shared: "back" after signing out must show nothing.
            response["Cache-Control"] = "no-store"
        return response


def _host_of_maps() -> str:
    """Give the one other host that pictures may come from: that of map tiles, where the settings name one."""
    tiles = urlsplit(settings.MAP_TILES)
    return f" {tiles.scheme}://{tiles.netloc}" if tiles.netloc else ""
