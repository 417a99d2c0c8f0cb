"""Recording and closing in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from throughline.cases import rules as case_rules
from throughline.cases.presenters import WILL, when
from throughline.cases.rules import NextContact
from throughline.clients.models import Answer
from throughline.clients.presenters import Phone, phones
from throughline.contacts.commands import Ending
from throughline.contacts.queries import Closing, Recording
from throughline.nhsuk.words import long_date, moment, plural, short_date

WEEK = 7


def gap_words(days: int) -> str:
    """Give "6 weeks", or "10 days" where it is not whole weeks."""
    return plural(days // WEEK, "week") if days % WEEK == 0 else plural(days, "day")


def then_choices(page: Recording, *, on: date) -> list[tuple[str, str]]:
    """List when the next contact can be, with each day worked out for this person."""
    gaps = sorted(page.gap_days.items(), key=lambda entry: entry[1])
    days = [
        (level.value, f"In {gap_words(gap)}, {long_date(case_rules.usual_next_contact(level, on=on, gap_days=gap))}")
        for level, gap in gaps
    ]
    return [("PROPOSED", "As proposed"), *days, ("OTHER", "Another date"), ("ENDING", "We agreed an ending")]


def then_hints(page: Recording) -> dict[str, Markup]:
    """Say what "as proposed" comes to for each outcome (of which the style sheet leaves one), and what is usual."""
    among = page.proposals
    lines = [
        ("spoke", f"If you spoke: in {gap_words(page.gap_days[page.level])}, {long_date(among.spoke_on)}."),
        ("tried", f"If you could not speak: try again on {when(among.try_on, among.try_part)}."),
        ("sent", f"If you only sent something: {when(among.sent_on, among.sent_part)}."),
    ]
    proposed = Markup(" ").join(Markup('<span class="app-if app-if--{}">{}</span>').format(*line) for line in lines)
    return {"PROPOSED": proposed, page.level.value: Markup(f"Usual at the {page.level.label.lower()} level")}


def recorded(page: Recording, then: NextContact | Ending) -> str:
    """Say that it is saved, and what was promised."""
    if isinstance(then, Ending):
        return f"Recorded. {page.name}’s time in the service has ended."
    name = next((colleague.name for colleague in page.colleagues if colleague.id == then.by_id), "")
    return f"Recorded. Next for {page.name}: {name} will {WILL[then.way]} on {when(then.on, then.part)}."


@dataclass(frozen=True)
class RecordingPage:
    """The page on which a contact is recorded."""

    page: Recording
    client_href: str
    ticket: str
    draft_href: str

    @property
    def name(self) -> str:
        return self.page.name

    @property
    def promised(self) -> str:
        return self.page.promise.words

    @property
    def phones(self) -> tuple[Phone, ...]:
        return phones(self.page.ways)

    @property
    def cannot_be_phoned(self) -> bool:
        return self.page.can_be_phoned == Answer.NO

    @property
    def access_needs(self) -> str:
        return self.page.access_needs

    @property
    def kept(self) -> str:
        return moment(self.page.draft.kept_at) if self.page.draft else ""

    @property
    def closed(self) -> str:
        return short_date(self.page.closed_on) if self.page.closed_on else ""


@dataclass(frozen=True)
class ClosingPage:
    """The page on which a case is closed without a conversation."""

    page: Closing
    client_href: str
    record_href: str

    @property
    def name(self) -> str:
        return self.page.name

    @property
    def closed(self) -> str:
        return short_date(self.page.closed_on) if self.page.closed_on else ""
