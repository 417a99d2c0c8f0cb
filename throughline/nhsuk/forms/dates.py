"""Dates and times of day, typed in boxes: people know them and need no calendar to pick from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from throughline.nhsuk import words
from throughline.nhsuk.forms.question import Question

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>am|pm)?")


class DateAnswer(NamedTuple):
    """A date as it was typed."""

    day: str = ""
    month: str = ""
    year: str = ""

    @property
    def left_out(self) -> list[str]:
        return [part for part in self._fields if not getattr(self, part)]

    @property
    def month_number(self) -> int:
        return MONTHS.index(self.month[:3].lower()) + 1 if self.month[:3].lower() in MONTHS else int(self.month)


class DateBoxes(forms.Widget):
    """Reads `name-day`, `name-month` and `name-year`."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> DateAnswer:
        return DateAnswer(*(str(data.get(f"{name}-{part}") or "").strip() for part in DateAnswer._fields))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(f"{name}-{part}" not in data for part in DateAnswer._fields)


class DateParts(Question):
    """A date in three boxes. `earliest` and `latest` may be set by the form, which is told what day it is."""

    kind: ClassVar[str] = "date"
    grouped: ClassVar[bool] = True
    widget = DateBoxes

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **question: Any) -> None:
        super().__init__(**question)
        self.called = question.get("called") or (self.called if self.called == question["label"] else "Date")
        self.earliest, self.latest = earliest, latest
        self.birthday = self.autocomplete == "bday"

    def prepare_value(self, value: Any) -> DateAnswer:
        """Give the three boxes' contents, whether from what was typed or from a date."""
        if isinstance(value, date):
            return DateAnswer(str(value.day), str(value.month), str(value.year))
        return value if isinstance(value, DateAnswer) else DateAnswer()

    def to_python(self, value: Any) -> date | None:
        """Read the three boxes, or say plainly what is wrong with them."""
        if isinstance(value, date):
            return value
        if not value or not any(value):
            return None
        if value.left_out:
            raise ValidationError(f"{self.called}: enter the {' and the '.join(value.left_out)}", code="part")
        if not re.fullmatch(r"\d{4}", value.year, re.ASCII):
            raise ValidationError(f"{self.called}: enter the year with 4 numbers, like 2020", code="year")
        try:
            return date(int(value.year), value.month_number, int(value.day))
        except ValueError:
            raise ValidationError(f"{self.called} must be a real date", code="invalid") from None

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and self.latest and value > self.latest:
            raise ValidationError(f"{self.called} must be {words.short_date(self.latest)} or earlier", code="late")
        if value and self.earliest and value < self.earliest:
            raise ValidationError(f"{self.called} must be {words.short_date(self.earliest)} or later", code="early")

    def parts_in_error(self, answer: DateAnswer) -> list[str]:
        """Say which boxes an error is about: those left out, or a year that is not one, or all three."""
        if any(answer) and answer.left_out:
            return answer.left_out
        if any(answer) and not re.fullmatch(r"\d{4}", answer.year, re.ASCII):
            return ["year"]
        return list(DateAnswer._fields)

    def anchor(self, base_id: str, answer: Any) -> str:
        return f"{base_id}-{self.parts_in_error(answer)[0]}"


class TimeOfDay(Question, forms.CharField):
    """A time of day in one box, however people write it: 2:15pm, 14:15, 9am, midday."""

    spellcheck = False

    def __init__(self, **question: Any) -> None:
        super().__init__(**{"width": 5, **question})
        self.empty_value = None

    def prepare_value(self, value: Any) -> Any:
        return words.clock_time(value) if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:  # type: ignore[override]
        text = (super().to_python(value) or "").lower().replace(" ", "")
        if not text:
            return None
        found = CLOCK.fullmatch({"midday": "12pm", "noon": "12pm", "midnight": "12am"}.get(text, text))
        try:
            return _read_time(found)
        except ValueError:
            raise ValidationError(f"{self.called} must be a time, like 2:15pm or 14:15", code="invalid") from None


def _read_time(found: re.Match[str] | None) -> time:
    if not found or not (found["half"] or found["minute"]):
        raise ValueError
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if not found["half"]:
        return time(hour, minute)
    if not 1 <= hour <= 12:
        raise ValueError
    return time(hour % 12 + (12 if found["half"] == "pm" else 0), minute)
