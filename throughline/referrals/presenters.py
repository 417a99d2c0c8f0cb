"""A referral in words: what it is now, what comes next, and what its reader can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from throughline.agreements.rules import ASKED_NOT_TO_SHARE
from throughline.core.paging import Page
from throughline.nhsuk.shapes import Link, SummaryRow, Tag
from throughline.nhsuk.words import moment, phone_for_reading, plural, sentence, short_date
from throughline.referrals.commands import Received
from throughline.referrals.models import State
from throughline.referrals.queries import OursPage, Referring, SheetPage, SurgeryRow
from throughline.referrals.rules import ENDINGS, EXCEPTIONS

NOT_SHARED = Tag("Not shared", "grey")
COLOURS = {
    State.WAITING: "blue",
    State.TO_DECIDE: "yellow",
    State.NOT_ELIGIBLE: "orange",
    State.DECLINED: "orange",
    State.ALLOCATED: "aqua-green",
    State.CONTACTED: "green",
    State.ASSESSED: "green",
    State.COULD_NOT_REACH: "orange",
    State.CHECK_INS: "purple",
    State.ENDED: "grey",
}
SHORT = {
    State.WAITING: "Received",
    State.TO_DECIDE: "Being decided",
    State.NOT_ELIGIBLE: "Not eligible",
    State.DECLINED: "Declined",
    State.ALLOCATED: "Allocated",
    State.CONTACTED: "Contacted",
    State.ASSESSED: "Assessed",
    State.COULD_NOT_REACH: "Could not reach",
    State.CHECK_INS: "Check-in calls",
    State.ENDED: "Ended",
}


def state_tag(state: State) -> Tag:
    """Give a state in a word or two."""
    return Tag(SHORT[state], COLOURS[state])


def paged_links(page: Page[object], href: str) -> dict[str, str]:
    """Give the addresses of the pages before and after."""
    return {
        "previous_href": f"{href}?page={page.number - 1}" if page.number > 1 else "",
        "next_href": f"{href}?page={page.number + 1}" if page.has_next else "",
    }


def phone_words(number: str) -> str:
    """Give a work number as people write it, or words where there is none."""
    return phone_for_reading(number) if number else "no work number yet"


@dataclass(frozen=True)
class Ours:
    """A surgery's referrals, newest first, and its link workers."""

    page: OursPage

    columns = ("Patient", "Referred", "What is happening", "Link worker")

    @property
    def rows(self) -> list[list[object]]:
        return [self._row(row) for row in self.page.referrals.rows]

    @property
    def workers(self) -> list[str]:
        return [f"{w.name}: {phone_words(w.phone)}, here since {short_date(w.since)}" for w in self.page.workers]

    @property
    def links(self) -> dict[str, str]:
        return paged_links(self.page.referrals, reverse("referrals:ours"))  # type: ignore[arg-type]

    def _row(self, row: SurgeryRow) -> list[object]:
        link = Link(row.name, reverse("referrals:sheet", args=[row.referral_id]))
        if row.withheld:
            return [link, short_date(row.referred_on), [NOT_SHARED, f"{ASKED_NOT_TO_SHARE}."], "Not shared"]
        return [link, short_date(row.referred_on), [state_tag(row.state), self._since(row)], _worker_words(row)]

    def _since(self, row: SurgeryRow) -> str:
        if row.state in (State.NOT_ELIGIBLE, State.TO_DECIDE, State.DECLINED):
            return sentence(row.why)
        return f"{'on' if row.state in ENDINGS else 'since'} {short_date(row.moved_on)}"


@dataclass(frozen=True)
class ReferPage:
    """What stands above the form: for whom the service is, and a draft if one was kept."""

    page: Referring
    kept_at: datetime | None = None

    @property
    def for_whom(self) -> str:
        return (
            f"{self.page.provider} is for people aged {self.page.youngest} to {self.page.oldest} with a long-term"
            " condition. You see at once whether the patient is eligible."
        )


@dataclass(frozen=True)
class Sheet:
    """One referral: the answer first, then what was said."""

    page: SheetPage

    @property
    def name(self) -> str:
        return self.page.sheet.name

    @property
    def tag(self) -> Tag:
        return NOT_SHARED if self.page.sheet.withheld else state_tag(self.page.sheet.state)

    @property
    def back(self) -> Link | None:
        if self.page.for_surgery:
            return Link("Our referrals", reverse("referrals:ours"))
        return Link("Needs allocating", reverse("caseload:waiting")) if self.page.may_see_waiting else None

    @property
    def answer(self) -> str:
        """Say in one line what the referral came to."""
        sheet = self.page.sheet
        if sheet.withheld:
            return ASKED_NOT_TO_SHARE
        return {
            State.WAITING: "Eligible: a link worker will be in touch",
            State.TO_DECIDE: "A person will decide",
            State.NOT_ELIGIBLE: f"Not eligible: {sheet.why}",
            State.DECLINED: "Declined",
            State.ALLOCATED: f"{sheet.worker} is the link worker",
            State.CONTACTED: f"{sheet.worker} has spoken with the patient",
            State.ASSESSED: f"{sheet.worker} has made the first assessment with the patient",
            State.COULD_NOT_REACH: "The link worker could not reach the patient",
            State.CHECK_INS: f"Not eligible: {sheet.why}. On the list for check-in calls",
            State.ENDED: "The patient’s time in the service has ended",
        }[sheet.state]

    @property
    def next(self) -> list[str]:
        """Say what comes next, and what can be done."""
        if self.page.sheet.withheld:
            return [f"What you sent stays below. If you are worried about this patient, {self._call_provider}."]
        sheet, days = self.page.sheet, plural(self.page.first_contact_days, "working day")
        told = {
            State.WAITING: [f"First contact is within {days} of being given a link worker."],
            State.TO_DECIDE: [
                f"{sentence(sheet.why)}. A manager at {sheet.provider} will decide, and this page will show it."
            ],
            State.NOT_ELIGIBLE: [*self._other_doors, *self._exceptions],
            State.CHECK_INS: ["Somebody will ring them while the disruption lasts.", *self._other_doors],
            State.DECLINED: [sheet.decision_reason, f"If this seems wrong, {self._call_provider}."],
            State.ALLOCATED: [self._reach_worker, self._first_contact_by],
            State.CONTACTED: [f"They first spoke by {short_date(sheet.moved_on)}.", self._reach_worker],
            State.ASSESSED: [f"It was made by {short_date(sheet.moved_on)}.", self._reach_worker],
            State.COULD_NOT_REACH: [
                f"Every way was tried, until {short_date(sheet.moved_on)}. If you know how to reach them,"
                " refer them again and say so."
            ],
            State.ENDED: [f"It ended on {short_date(sheet.moved_on)}. You can refer them again."],
        }[sheet.state]
        if sheet.decision_reason and sheet.state != State.DECLINED:
            told = [*told, f"Admitted by a person’s decision: {sheet.decision_reason}"]
        return [line for line in told if line]

    @property
    def facts(self) -> list[SummaryRow]:
        sheet = self.page.sheet
        return [
            SummaryRow("Date of birth", short_date(sheet.date_of_birth)),
            SummaryRow("Surgery", sheet.surgery),
            SummaryRow("Referred", short_date(sheet.referred_on)),
            SummaryRow("Came from", sheet.source.label),
            SummaryRow("Received", f"{moment(sheet.received_at)}, from {sheet.received_by}"),
            SummaryRow("Eligibility", f"{sheet.eligible.label}: {sheet.why}"),
            SummaryRow("Agreed to be phoned", "Yes" if sheet.agreed_to_phone else "No"),
            SummaryRow("Long-term conditions", conditions_words(sheet.conditions)),
        ]

    @property
    def said(self) -> list[tuple[str, Sequence[str]]]:
        """Give what the surgery wrote, as paragraphs under headings."""
        sheet = self.page.sheet
        return [
            ("Why they were referred", _lines(sheet.reason)),
            ("What the patient wants", _lines(sheet.wants)),
            ("What contact needs so that it works", _lines(sheet.communication_needs)),
        ]

    @property
    def actions(self) -> list[Link]:
        found, id_ = [], self.page.sheet.referral_id
        if self.page.may_allocate:
            found.append(Link("Allocate to a link worker", reverse("caseload:allocate", args=[id_])))
        if self.page.may_decide:
            exception = self.page.sheet.state in EXCEPTIONS
            words = "Admit as an exception" if exception else "Decide this referral"
            found.append(Link(words, reverse("referrals:decide", args=[id_])))
        if self.page.may_leave_message:
            found.append(Link("Leave a message for the link worker", reverse("tasks:message", args=[id_])))
        return found

    @property
    def record_href(self) -> str:
        if not self.page.may_open_record:
            return ""
        return reverse("desk:client", args=[self.page.sheet.client_id])

    @property
    def may_list(self) -> bool:
        """Say whether check-in calls can be asked for on this page."""
        return bool(self.page.may_list_for_check_ins)

    @property
    def _other_doors(self) -> list[str]:
        """Name services that may help all the same: a no opens another door (R8)."""
        doors = [f"{name} ({phone_for_reading(phone)})" if phone else name for name, phone in self.page.other_doors]
        return [f"These may help: {'; '.join(doors)}."] if doors else []

    @property
    def _exceptions(self) -> list[str]:
        if not self.page.for_surgery:
            return ["The surgery has been told. A manager can admit somebody with a reason; exceptions are counted."]
        return [f"If you think an exception should be made, {self._call_provider}. A manager can admit with a reason."]

    @property
    def _call_provider(self) -> str:
        phone = self.page.sheet.provider_phone
        return f"call {self.page.sheet.provider} on {phone_for_reading(phone)}" if phone else (
            f"ask {self.page.sheet.provider}"
        )  # fmt: skip

    @property
    def _reach_worker(self) -> str:
        return f"To reach {self.page.sheet.worker}: {phone_words(self.page.sheet.worker_phone)}."

    @property
    def _first_contact_by(self) -> str:
        due = self.page.first_contact_by
        if due is None:
            return ""
        return f"First contact {'is' if due >= self.page.today else 'was'} promised by {short_date(due)}."


@dataclass(frozen=True)
class Decision:
    """The page on which a person decides."""

    page: SheetPage

    @property
    def exception_only(self) -> bool:
        return self.page.sheet.state in EXCEPTIONS

    @property
    def heading(self) -> str:
        return "Admit as an exception" if self.exception_only else "Decide a referral"

    @property
    def explained(self) -> str:
        sheet = self.page.sheet
        if self.exception_only:
            return (
                f"{sheet.surgery} was told “not eligible: {sheet.why}”. You can admit this person all the same, with"
                " your reason written down. Exceptions are counted."
            )
        return f"The eligibility rule leaves this to a person: {sheet.why}."

    @property
    def facts(self) -> list[SummaryRow]:
        sheet = self.page.sheet
        return [
            SummaryRow("Date of birth", short_date(sheet.date_of_birth)),
            SummaryRow("Surgery", sheet.surgery),
            SummaryRow("Long-term conditions", conditions_words(sheet.conditions)),
            SummaryRow("Why they were referred", sheet.reason or "Not said"),
        ]

    @property
    def back_href(self) -> str:
        return reverse("referrals:sheet", args=[self.page.sheet.referral_id])


def conditions_words(conditions: Sequence[str]) -> str:
    """List conditions as given, in a line."""
    return sentence(", ".join(conditions)) or "None given"


def _worker_words(row: SurgeryRow) -> str:
    to_come = row.state in (State.WAITING, State.TO_DECIDE)
    return row.worker or ("Not yet" if to_come else "None now")


def _lines(text: str) -> list[str]:
    return text.splitlines() or ["Not said"]


def joined(received: Received) -> str:
    """Say that a referral joined the one that was there."""
    return (
        f"This patient was already referred on {short_date(received.first_referred_on)}. Your referral joined it:"
        " what was new in it has been added."
    )
