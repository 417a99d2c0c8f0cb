"""The questions of the sign-in pages, in our words. What the answers mean is allauth's affair."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.account.forms import ReauthenticateForm as PasswordAgainForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm

from throughline import nhsuk


def _password(label: str = "Password", **words: Any) -> nhsuk.Password:
    return nhsuk.Password(label=label, **{"missing": "Enter your password", **words})


def _code(hint: str) -> nhsuk.Text:
    return nhsuk.Text(
        label="Code", hint=hint, missing="Enter the code", inputmode="numeric", autocomplete="one-time-code", width=10
    )


class SignIn(LoginForm):  # type: ignore[misc]
    """Who are you?"""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["login"] = nhsuk.Email(
            label="Email address", missing="Enter your email address", autocomplete="username"
        )
        self.fields["password"] = _password()


class ChangePassword(ChangePasswordForm):  # type: ignore[misc]
    """What shall your password be?"""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["oldpassword"] = _password("Your password now", missing="Enter your password now")
        self.fields["password1"] = _password(
            "New password",
            missing="Enter a new password",
            hint="12 characters or more. Three words that do not belong together are good.",
            autocomplete="new-password",
        )
        self.fields["password2"] = _password(
            "New password again", missing="Enter the new password again", autocomplete="new-password"
        )

    def clean_password1(self) -> str:
        """Hold the new password to the rules (AUTH_PASSWORD_VALIDATORS)."""
        return str(get_adapter().clean_password(self.cleaned_data["password1"], user=self.user))


class PasswordAgain(PasswordAgainForm):  # type: ignore[misc]
    """Is it still you?"""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["password"] = _password()


class Code(AuthenticateForm):  # type: ignore[misc]
    """Have you got your phone?"""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["code"] = _code("6 numbers from the app on your phone, or a backup code of 8 numbers")


class CodeAgain(CodeAgainForm):  # type: ignore[misc]
    """Is it still you, and your phone?"""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["code"] = _code("6 numbers from the app on your phone, or a backup code of 8 numbers")


class FirstCode(ActivateTOTPForm):  # type: ignore[misc]
    """Does the app on your phone work?"""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["code"] = _code("6 numbers, from the app")
