"""Questions in words: what was asked for somebody, one question, and all that still wait."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.clients.presenters import ClientHead
from throughline.core.paging import Page
from throughline.enquiries.queries import Asker, EnquiryPage, EnquiryRow, OpenRow
from throughline.nhsuk.shapes import Link, SummaryRow, Tag, TimelineEvent
from throughline.nhsuk.words import long_date, plural, short_date


def tag_of(enquiry: EnquiryRow) -> Tag:
    """Say how a question stands in a word or two."""
    if enquiry.is_closed:
        return Tag("Closed", "grey")
    if enquiry.waits:
        return Tag("With a manager", "orange") if enquiry.with_manager_since else Tag("Waiting", "yellow")
    return Tag("Told", "green") if enquiry.told_on else Tag("Tell them", "red")


@dataclass(frozen=True)
class EnquiryLine:
    """One question in a list of what was done for somebody."""

    enquiry: EnquiryRow

    @property
    def what(self) -> Link:
        return Link(self.enquiry.question, reverse("enquiries:enquiry", args=[self.enquiry.enquiry_id]))

    @property
    def tag(self) -> Tag:
        return tag_of(self.enquiry)

    @property
    def facts(self) -> str:
        """Say of whom it was asked and when, and the answer."""
        asked = f"Asked of {self.enquiry.asked_of} on {short_date(self.enquiry.asked_on)}"
        return f"{asked}. Answer: {self.enquiry.answer}" if self.enquiry.answer else asked

    @property
    def to_ask(self) -> str:
        return "Tell them the answer" if self.enquiry.is_to_be_told else ""


@dataclass(frozen=True)
class AskPage:
    """For whom something is to be asked."""

    found: Asker

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.found.who)

    @property
    def client_href(self) -> str:
        return reverse("desk:client", args=[self.found.who.client_id])

    @property
    def in_service(self) -> bool:
        return self.found.in_service


@dataclass(frozen=True)
class OneEnquiry:
    """One question, how it stands, and what is done next."""

    found: EnquiryPage

    @property
    def enquiry(self) -> EnquiryRow:
        return self.found.enquiry

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.found.who)

    @property
    def tag(self) -> Tag:
        return tag_of(self.enquiry)

    @property
    def help_href(self) -> str:
        return reverse("desk:help", args=[self.found.who.client_id])

    @property
    def record_href(self) -> str:
        return reverse("contacts:record", args=[self.found.case_id]) if self.found.in_service else ""

    @property
    def facts(self) -> list[SummaryRow]:
        one = self.enquiry
        told = [
            ("They ask", one.question),
            ("Asked of", f"{one.asked_of}, {short_date(one.asked_on)}"),
            ("Answer", one.answer or "None yet"),
            ("With a manager since", short_date(one.with_manager_since) if one.with_manager_since else ""),
            ("Last told", self._last_told),
            ("Tell them by", long_date(self.found.tell_by) if self.found.tell_by else ""),
        ]
        return [SummaryRow(key, value) for key, value in told if value]

    @property
    def _last_told(self) -> str:
        told = self.enquiry.told_on or self.enquiry.last_told_on
        return short_date(told) if told else "Not since it was asked"

    @property
    def events(self) -> list[TimelineEvent]:
        return [
            TimelineEvent(when=short_date(step.on), heading=step.kind.label, body=step.words, by=step.noted_by)
            for step in self.found.steps
        ]


@dataclass(frozen=True)
class OpenPage:
    """The questions that are not closed."""

    found: Page[OpenRow]

    columns = ("Person", "Question", "Asked of", "How it stands", "Link worker")

    @property
    def summary(self) -> str:
        return plural(len(self.found.rows), "question", "questions") if self.found.rows else "No question is open."

    @property
    def rows(self) -> list[list[object]]:
        return [_open_row(row) for row in self.found.rows]

    @property
    def links(self) -> dict[str, str]:
        number = self.found.number
        return {
            "previous_href": f"?page={number - 1}" if number > 1 else "",
            "next_href": f"?page={number + 1}" if self.found.has_next else "",
        }


def _open_row(row: OpenRow) -> list[object]:
    one = row.enquiry
    return [
        Link(row.name, reverse("enquiries:enquiry", args=[one.enquiry_id])),
        one.question,
        f"{one.asked_of}, {short_date(one.asked_on)}",
        tag_of(one),
        row.worker,
    ]
