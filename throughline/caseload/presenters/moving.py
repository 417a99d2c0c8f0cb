"""People who move between workers, in words: allocate, hand over, take back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from throughline.caseload.moving_queries import Allocation, Handover, TakingBack, WorkerChoice
from throughline.cases.models import Way
from throughline.clients.models import Answer
from throughline.clients.presenters import ClientHead
from throughline.clients.queries import Named
from throughline.clients.rules import age_on
from throughline.core.working_days import on_or_after
from throughline.nhsuk.shapes import SummaryRow
from throughline.nhsuk.words import long_date, plural, sentence, short_date
from throughline.profiles.presenters import BeforeWords
from throughline.referrals.queries import ReferralSheet


@dataclass(frozen=True)
class AllocatePage:
    """A referred person, and what happens when a link worker is chosen."""

    page: Allocation

    @property
    def sheet(self) -> ReferralSheet:
        return self.page.referral

    @property
    def back_href(self) -> str:
        return reverse("caseload:waiting")

    @property
    def sheet_href(self) -> str:
        return reverse("referrals:sheet", args=[self.sheet.referral_id])

    @property
    def facts(self) -> list[SummaryRow]:
        sheet = self.sheet
        age = age_on(sheet.date_of_birth, sheet.referred_on)
        return [
            SummaryRow("Surgery", sheet.surgery),
            SummaryRow("Referred", f"{short_date(sheet.referred_on)}, at age {age}"),
            SummaryRow("Eligibility", sentence(sheet.decision_reason or sheet.why)),
            SummaryRow("Why they were referred", sheet.reason or "Not said"),
            SummaryRow("What contact needs so that it works", sheet.communication_needs or "Not said"),
        ]

    @property
    def promised(self) -> str:
        """Say what will be promised before it is saved."""
        days = plural(self.page.within_days, "working day")
        return f"First contact by {long_date(self.page.first_contact_on)}: {days} from today, bank holidays left out."

    @property
    def can_choose(self) -> bool:
        return any(choice.may_take for choice in self.page.choices)

    @property
    def cannot_take(self) -> list[str]:
        return cannot_take(self.page.choices)


@dataclass(frozen=True)
class HandOverPage:
    """An open case, and who could take it over."""

    page: Handover
    leaving: bool

    @property
    def name(self) -> str:
        return self.page.name

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(Named(self.page.client_id, self.page.name, self.page.standing))

    @property
    def before(self) -> BeforeWords:
        """Give what the next link worker must know before the first call (R14)."""
        return BeforeWords(self.page.before)

    @property
    def back_href(self) -> str:
        """Go back to the leaver's list if that is where the manager comes from."""
        if self.leaving:
            return reverse("caseload:leaver", args=[self.page.from_worker_id])
        return reverse("desk:client", args=[self.page.client_id])

    @property
    def facts(self) -> list[SummaryRow]:
        page = self.page
        return [
            SummaryRow("Link worker now", page.from_worker),
            SummaryRow("Next contact promised", self._promised),
            SummaryRow("Surgery", page.surgery or "Not known"),
            SummaryRow("Can be phoned", page.standing.can_be_phoned.label),
        ]

    @property
    def first_answers(self) -> dict[str, object]:
        """Propose what was promised already, if the new worker can keep it; else the last day allowed."""
        page = self.page
        promised = page.next_contact_on
        return {
            "contact_on": promised if promised and page.today <= promised <= page.latest else page.latest,
            "way": page.way,
            "reason": f"{page.from_worker} is leaving the service." if self.leaving else "",
        }

    @property
    def cannot_take(self) -> list[str]:
        return cannot_take(self.page.choices)

    @property
    def _promised(self) -> str:
        """Say what stands. A database that lost a constraint may hold nothing: this page is where to mend it."""
        if self.page.next_contact_on is None or self.page.way is None:
            return "None: give them one here"
        return f"{long_date(self.page.next_contact_on)}, {self.page.way.label.lower()}"


@dataclass(frozen=True)
class TakeBackPage:
    """A closed case, and what starting again means."""

    page: TakingBack

    @property
    def name(self) -> str:
        return self.page.name

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(Named(self.page.client_id, self.page.name, self.page.standing))

    @property
    def back_href(self) -> str:
        return reverse("desk:client", args=[self.page.client_id])

    @property
    def facts(self) -> list[SummaryRow]:
        page = self.page
        return [
            SummaryRow("Closed", short_date(page.closed_at) if page.closed_at else "No"),
            SummaryRow("Why", page.reason.label if page.reason else "Not said"),
            SummaryRow("What was agreed", page.note or "Not said"),
            SummaryRow("Link worker then", page.last_worker),
            SummaryRow("Surgery", page.surgery or "Not known"),
        ]

    @property
    def first_answers(self) -> dict[str, object]:
        """Propose the worker they knew, soon, in a way that works."""
        page = self.page
        return {
            "worker": str(page.last_worker_id),
            "contact_on": on_or_after(page.latest),
            "way": Way.POST if page.standing.can_be_phoned == Answer.NO else Way.PHONE,
        }


def cannot_take(choices: Sequence[WorkerChoice]) -> list[str]:
    """Say who cannot be chosen and why, one reason once."""
    reasons: dict[str, list[str]] = {}
    for choice in choices:
        if not choice.may_take:
            reasons.setdefault(choice.may_take.reason, []).append(choice.name)
    return [f"{_names(names)}: {reason}" for reason, names in reasons.items()]


def _names(names: Iterable[str]) -> str:
    found = list(names)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"
