"""Puts the personas on the sign-in page. Only the demo's settings name this: sign-in itself knows nothing of a demo."""

from __future__ import annotations

from django.http import HttpRequest

from throughline.accounts.models import RoleCode
from throughline.demo.personas import by_organisation


def personas(request: HttpRequest) -> dict[str, object]:
    """Give the sign-in page its personas; other pages have no use for them."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    return {"personas": by_organisation(), "role_names": dict(RoleCode.choices)} if here == "account_login" else {}
