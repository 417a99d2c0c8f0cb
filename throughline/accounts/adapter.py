"""Our answers to what allauth asks: no sign-up, plain words, and every sign-in and sign-out in the audit trail.

allauth offers these methods to be overridden, so that nothing here listens to signals.
"""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from throughline.accounts import commands
from throughline.accounts.commands import DoorAct
from throughline.accounts.models import User
from throughline.accounts.queries import actor_for
from throughline.core.actor import Actor

NOTICES = {
    "account/messages/logged_out.txt": "You have signed out.",
    "account/messages/password_changed.txt": "Your password has been changed.",
    "mfa/messages/totp_activated.txt": "From now on you need a code from your phone to sign in.",
    "mfa/messages/totp_deactivated.txt": "You no longer need a code to sign in.",
    "mfa/messages/recovery_codes_generated.txt": "You have new backup codes. The old ones no longer work.",
}
"""What the page says after each act. What is not here, such as having signed in, needs no saying."""

ACTS = {
    "account/email/password_changed": DoorAct.PASSWORD_CHANGED,
    "mfa/email/totp_activated": DoorAct.CODE_ADDED,
    "mfa/email/totp_deactivated": DoorAct.CODE_REMOVED,
    "mfa/email/recovery_codes_generated": DoorAct.BACKUP_CODES_RENEWED,
}
"""What is audited where allauth would tell the account's owner by e-mail."""


class ClosedDoorAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No sign-up: accounts are opened by the operator. Locks out after ten wrong tries (ACCOUNT_RATE_LIMITS)."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The email address or the password is not right. Check both and try again.",
        "too_many_login_attempts": "Too many wrong tries. Wait 15 minutes, or ask your manager.",
        "rate_limited": "Too many wrong tries. Wait 15 minutes, or ask your manager.",
        "incorrect_password": "That is not your password. Try again.",
        "enter_current_password": "That is not your password now. Try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count this try, and record that it was turned away if there were too many."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            self._note_failure(DoorAct.LOCKED_OUT, credentials["email"])
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a wrong try."""
        self._note_failure(DoorAct.FAILED, credentials["email"])

    def reauthenticate(self, user: User, password: str) -> bool:
        """Say whether this is the password of somebody signed in. Our e-mail address stands on the account itself."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign somebody in."""
        super().login(request, user)
        self._note(DoorAct.SIGNED_IN, user)

    def logout(self, request: HttpRequest) -> None:
        """Sign somebody out."""
        if isinstance(request.user, User):
            self._note(DoorAct.SIGNED_OUT, request.user)
        super().logout(request)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Tell the holder of a closed account so."""
        self._note(DoorAct.CLOSED_ACCOUNT, user)
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response

    def send_notification_mail(self, template_prefix: str, user: User, *_: object, **__: object) -> None:
        """Record what changed about how somebody signs in. (No mail is sent.)"""
        self._note(ACTS[template_prefix], user)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str = "", *_: object, **__: object
    ) -> None:
        """Say on the next page what was done, in our words."""
        if words := NOTICES.get(message_template):
            messages.add_message(request, level, words)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count tries by e-mail address alone.

        allauth's own key begins with the Host header, so that an attacker got ten more tries with every port named.
        """
        return str(credentials.get("email", "")).strip().lower()

    def _note(self, act: DoorAct, user: User) -> None:
        commands.note_at_door(act=act, by=actor_for(user, purpose="sign-in"), at=self.request.now)

    def _note_failure(self, act: DoorAct, email: str) -> None:
        commands.note_turned_away(act=act, email=email, by=Actor.system("sign-in"), at=self.request.now)
