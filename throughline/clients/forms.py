"""The questions of the page on which particulars are put right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from throughline import nhsuk
from throughline.clients import rules
from throughline.clients.commands import Particulars
from throughline.clients.particulars_queries import WhoTheyAre
from throughline.core.decisions import Refused
from throughline.nhsuk.words import phone_for_reading

MOST_PHONES = 6


class PutRight(nhsuk.Form):
    """Who somebody is, as it should be."""

    full_name = nhsuk.Text(label="Full name", missing="Enter their full name", max_length=200, width="two-thirds")
    date_of_birth = nhsuk.DateParts(label="Date of birth", missing="Enter their date of birth")
    nhs_number = nhsuk.Text(
        label="NHS number, if known", hint="10 digits, like 999 123 4543", width=10, inputmode="numeric"
    )
    phones = nhsuk.Textarea(
        label="Phone numbers, if any", hint="One a line, the one to try first on top. Numbers from abroad with their +",
        rows=3,
    )  # fmt: skip
    email = nhsuk.Email(label="Email, if any")
    address = nhsuk.Textarea(
        label="Address, if known",
        hint="To put it right. If they have moved, say from which day among what is known about them",
        rows=3,
    )
    postcode = nhsuk.Text(
        label="Postcode, if known", hint="ZZ99 3VZ for somebody of no fixed abode", width=10, autocomplete="off"
    )
    address_confirmed = nhsuk.Tick(label="They told me today that they live at this address")
    reason = nhsuk.Text(
        label="Why does it change?", hint="Optional. For example: married, or typed wrongly", max_length=300,
        width="two-thirds",
    )  # fmt: skip

    def __init__(self, *args: Any, who: WhoTheyAre, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["date_of_birth"].latest = today  # type: ignore[attr-defined]
        self.initial = {
            "full_name": who.named.name,
            "date_of_birth": who.date_of_birth,
            "nhs_number": who.nhs_number,
            "phones": "\n".join(phone_for_reading(phone) for phone in who.phones),
            "email": who.email,
            "address": who.address,
            "postcode": who.postcode,
        }

    def clean_full_name(self) -> str:
        """Read the name."""
        return str(self._read("full_name", rules.full_name))

    def clean_nhs_number(self) -> str:
        """Read the number with its check digit."""
        return self._read("nhs_number", rules.nhs_number) or ""

    def clean_postcode(self) -> str:
        """Read the postcode."""
        return str(self._read("postcode", rules.postcode))

    def clean_phones(self) -> list[str]:
        """Read one number a line."""
        lines = [line for line in self.cleaned_data["phones"].splitlines() if line.strip()]
        if len(lines) > MOST_PHONES:
            raise ValidationError(f"Enter {MOST_PHONES} phone numbers at most")
        return [str(_read_as(rules.phone_number, line)) for line in lines]

    def _read(self, name: str, read_as: Callable[[str], str | None]) -> str | None:
        return _read_as(read_as, self.cleaned_data[name])

    @property
    def particulars(self) -> Particulars:
        """Give what was typed."""
        said = self.cleaned_data
        names = ("full_name", "date_of_birth", "nhs_number", "phones", "email", "address", "postcode")
        return Particulars(**{name: said[name] for name in names})


def _read_as(read_as: Callable[[str], str | None], text: str) -> str | None:
    try:
        return read_as(text)
    except Refused as refusal:
        raise ValidationError(str(refusal)) from refusal
