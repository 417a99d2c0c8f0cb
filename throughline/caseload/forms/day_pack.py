"""What is asked before a day is taken away."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from throughline import nhsuk

SHORTEST = 12


class TakePack(nhsuk.Form):
    """A password for this pack alone. It is not kept: whoever forgets it takes another pack."""

    password = nhsuk.Password(
        label="Choose a password for this pack",
        hint=f"{SHORTEST} characters or more: three words you can remember will do. It is not kept here.",
        missing="Enter a password for the pack",
        autocomplete="new-password",
    )
    again = nhsuk.Password(label="Type it again", missing="Type the password again", autocomplete="new-password")

    def clean_password(self) -> str:
        """Refuse what could be guessed at leisure by whoever finds the file."""
        password: str = self.cleaned_data["password"]
        if len(password) < SHORTEST:
            raise ValidationError(f"The password must have {SHORTEST} characters or more")
        return password

    def clean(self) -> dict[str, Any]:
        """Catch a slip: a pack with a mistyped password can never be opened."""
        answers = self.cleaned_data
        if "password" in answers and "again" in answers and answers["password"] != answers["again"]:
            self.add_error("again", "The two passwords are not the same. Type it again")
        return answers
