"""Questions answered by typing on one line or several."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError

from throughline.nhsuk.forms.question import Question

WORD = re.compile(r"\S+")


class Text(Question, forms.CharField):
    """A short answer on one line."""

    spellcheck = True

    def __init__(self, *, max_length: int | None = None, **words: Any) -> None:
        super().__init__(**words)
        self.longest = max_length

    def validate(self, value: str) -> None:
        super().validate(value)
        if self.longest and len(value) > self.longest:
            raise ValidationError(f"{self.called} must be {self.longest} characters or fewer", code="long")


class Textarea(Question, forms.CharField):
    """A longer answer. With `max_words`, a count of the words left is kept under it."""

    kind: ClassVar[str] = "textarea"

    def __init__(self, *, max_words: int | None = None, rows: int = 5, **words: Any) -> None:
        super().__init__(**words)
        self.max_words, self.rows = max_words, rows

    def to_python(self, value: Any) -> str:
        """Give the text with one kind of line ending, whatever the browser sent."""
        return str(super().to_python(value)).replace("\r\n", "\n")

    def validate(self, value: str) -> None:
        super().validate(value)
        used = len(WORD.findall(value))
        if self.max_words and used > self.max_words:
            raise ValidationError(
                f"{self.called} must be {self.max_words} words or fewer. You used {used}", code="long"
            )


class Email(Question, forms.EmailField):
    """An e-mail address."""

    type: ClassVar[str] = "email"
    spellcheck = False

    def __init__(self, **words: Any) -> None:
        wrong = {"invalid": "Enter an email address in the correct format, like name@example.com"}
        super().__init__(**{"autocomplete": "email", "width": 30, "error_messages": wrong, **words})


class Phone(Question, forms.CharField):
    """A telephone number, kept as it was typed. Numbers without a country code are taken as British."""

    type: ClassVar[str] = "tel"
    spellcheck = False

    def __init__(self, **words: Any) -> None:
        super().__init__(**{"autocomplete": "tel", "width": 20, **words})

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not _could_be_dialled(value):
            raise ValidationError("Enter a phone number, like 01632 960 001 or 07700 900 982", code="invalid")


class WholeNumber(Question, forms.IntegerField):
    """A whole number, typed: no arrows that change it by accident (NHS service manual, text input)."""

    spellcheck = False

    def __init__(self, *, smallest: int | None = None, largest: int | None = None, **words: Any) -> None:
        super().__init__(**{"inputmode": "numeric", "width": 5, "widget": forms.TextInput, **words})
        self.smallest, self.largest = smallest, largest
        self.error_messages["invalid"] = f"{self.called} must be a whole number, like 12"

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is not None and self.smallest is not None and value < self.smallest:
            raise ValidationError(f"{self.called} must be {self.smallest} or more", code="small")
        if value is not None and self.largest is not None and value > self.largest:
            raise ValidationError(f"{self.called} must be {self.largest} or less", code="large")


class Password(Question, forms.CharField):
    """A password, which is never sent back to the page."""

    kind: ClassVar[str] = "password"
    type: ClassVar[str] = "password"

    def __init__(self, **words: Any) -> None:
        hidden = forms.PasswordInput()
        super().__init__(**{"autocomplete": "current-password", "width": 20, "strip": False, "widget": hidden, **words})


class Hidden(forms.CharField):
    """A value the page carries and nobody is asked for. It can be forged like any other: check what comes back."""

    kind: ClassVar[str] = "hidden"

    def __init__(self, *, missing: str = "", **more: Any) -> None:
        if missing:
            more["error_messages"] = {"required": missing}
        super().__init__(required=bool(missing), widget=forms.HiddenInput, **more)


def _could_be_dialled(text: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, "GB"))
    except phonenumbers.NumberParseException:
        return False
