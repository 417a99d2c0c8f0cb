"""What stands on every page round its content: where one may go, who one is, what day it is in the demo."""

from __future__ import annotations

from django.http import HttpRequest


def furniture(request: HttpRequest) -> dict[str, object]:
    """Give the layout its furniture."""
    return {"furniture": None}
