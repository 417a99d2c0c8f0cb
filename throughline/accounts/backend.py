"""How an account is found again from its session: with its organisation, in the one statement every page pays for."""

from __future__ import annotations

from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend

from throughline.accounts.models import User


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """Signs in by e-mail address and password. A closed account is not found, so its live sessions end at once."""

    def get_user(self, user_id: UUID) -> User | None:
        """Find an active account by its id."""
        found: User | None = User.objects.filter(id=user_id, is_active=True).select_related("organisation").first()
        return found
