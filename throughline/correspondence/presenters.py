"""Notices in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.core.paging import Page
from throughline.correspondence.models import Form, State
from throughline.correspondence.queries import NoticeRow, NoticeSheet
from throughline.nhsuk.shapes import Link
from throughline.nhsuk.words import moment, short_date

DONE_WORDS = {
    Form.LETTER: "I have posted it",
    Form.LARGE_PRINT: "I have posted it",
    Form.SPOKEN: "I have told them",
    Form.IN_PERSON: "They have been told",
}


@dataclass(frozen=True)
class ToDoPage:
    """One page of what is to be told."""

    rows: tuple[tuple[object, ...], ...]
    previous_href: str
    next_href: str

    columns = ("Who", "What", "In which form", "Link worker", "Since")

    @classmethod
    def of(cls, found: Page[NoticeRow]) -> ToDoPage:
        """Put a page of notices in words."""
        return cls(
            rows=tuple(_line(row) for row in found.rows),
            previous_href=f"?page={found.number - 1}" if found.number > 1 else "",
            next_href=f"?page={found.number + 1}" if found.has_next else "",
        )


def _line(row: NoticeRow) -> tuple[object, ...]:
    link = Link(row.name, reverse("correspondence:notice", args=[row.notice_id]))
    return link, row.about.label, row.form.label, row.worker, short_date(row.queued_at)


@dataclass(frozen=True)
class NoticePage:
    """One notice, to print or to read out."""

    sheet: NoticeSheet

    @property
    def name(self) -> str:
        return self.sheet.name

    @property
    def paragraphs(self) -> list[list[str]]:
        """Give the text as paragraphs of lines."""
        return [paragraph.split("\n") for paragraph in self.sheet.words.split("\n\n")]

    @property
    def form_label(self) -> str:
        return self.sheet.form.label

    @property
    def why_so(self) -> str:
        return self.sheet.why_so

    @property
    def large(self) -> bool:
        return self.sheet.form == Form.LARGE_PRINT

    @property
    def is_letter(self) -> bool:
        return self.sheet.form in (Form.LETTER, Form.LARGE_PRINT)

    @property
    def address(self) -> str:
        return self.sheet.address

    @property
    def date(self) -> str:
        return short_date(self.sheet.queued_at)

    @property
    def to_do(self) -> bool:
        return self.sheet.state == State.QUEUED

    @property
    def done_words(self) -> str:
        return DONE_WORDS[self.sheet.form]

    @property
    def settled(self) -> str:
        """Say what became of it."""
        if self.sheet.settled_at is None:
            return ""
        note = f": {self.sheet.settled_note}" if self.sheet.settled_note else ""
        return f"{self.sheet.state.label}{note}. {self.sheet.settled_by}, {moment(self.sheet.settled_at)}."
