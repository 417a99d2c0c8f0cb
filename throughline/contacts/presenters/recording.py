"""Recording and closing in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from throughline.cases import rules as case_rules
from throughline.cases.models import Way
from throughline.cases.presenters import BY_WAY, promise, when
from throughline.cases.rules import NextContact
from throughline.clients.models import Answer
from throughline.clients.presenters import ClientHead, Phone, phones
from throughline.clients.queries import Named
from throughline.contacts.agenda import AgendaItem
from throughline.contacts.attempt_rules import Step, Try
from throughline.contacts.commands import Ending
from throughline.contacts.models import Barrier, Outcome
from throughline.contacts.presenters.guide import GuideStep, call_guide
from throughline.contacts.recording_queries import Closing, Recording
from throughline.contacts.rules import Proposed
from throughline.contacts.way_rules import ProposedWay, Reach
from throughline.endings.presenters import BeforeWords as EndingWords
from throughline.endings.presenters import policy_words
from throughline.nhsuk.words import long_date, long_moment, moment, phone_for_reading, plural, sentence, short_date
from throughline.profiles.presenters import BeforeWords

WHAT_CAME_OF_IT = {
    Outcome.SPOKE: "Spoke",
    Outcome.NO_ANSWER: "No answer",
    Outcome.LEFT_MESSAGE: "Left a message",
    Outcome.REARRANGED: "Asked for another time",
    Outcome.DECLINED: "Did not want to talk",
    Outcome.DID_NOT_ATTEND: "Did not attend",
    Outcome.SENT: "Sent something",
    Outcome.ASKED_TRUSTED: "Asked somebody they trust",
}
WEEK = 7
MEET_OR_CALL_SOON = (
    "The last two calls were hard to connect in: offer to meet when that is allowed, or call again within a week."
)
MOST_TOLD = 4
"""Of what was tried in vain, so that a page stays short."""


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
    why = why_this_way(page.reaching.usual, barrier=page.reaching.barrier)
    lines = [
        ("spoke", f"If you spoke: in {gap_words(page.gap)}, {proposal(among.spoke)}. {why}"),
        ("tried", f"If you could not speak: {next_step(page)}"),
        ("sent", f"If you only sent something: {proposal(among.sent)}."),
    ]
    proposed = Markup(" ").join(Markup('<span class="app-if app-if--{}">{}</span>').format(*line) for line in lines)
    return {"PROPOSED": proposed, page.level.value: Markup(f"Usual at the {page.level.label.lower()} level")}


def proposal(one: Proposed) -> str:
    """Give "Tuesday 14 April 2020, by phone"."""
    return f"{when(one.on, one.part, one.time)}, {BY_WAY[one.way]}"


def why_this_way(proposed: ProposedWay, *, barrier: Barrier | None) -> str:
    """Say why another way than the promised one is proposed, with the figures, or nothing (R29)."""
    if proposed.instead_of is None or proposed.of_usual is None:
        return ""
    instead = f"{sentence(BY_WAY[proposed.instead_of])} they answered {_of(proposed.of_usual)}"
    better = f", {BY_WAY[proposed.way]} {_of(proposed.of_way)}" if proposed.of_way else ""
    told = f" What got in the way: {barrier.label.lower()}." if barrier else ""
    return f"{instead}{better}.{told}"


def reach_words(by_way: Mapping[Way, Reach]) -> str:
    """Give "By phone 3 of 3, by video 0 of 1": how often they answered, the way that was tried most first."""
    tried = sorted(by_way.items(), key=lambda entry: -entry[1].tried)
    return sentence(", ".join(f"{BY_WAY[way]} {_of(reach)}" for way, reach in tried))


def _of(reach: Reach) -> str:
    return f"{reach.answered} of {reach.tried}"


def next_step(page: Recording) -> str:
    """Say what is proposed after another try in vain, with the tries it follows from (R28)."""
    after = page.reaching.after_try
    tried = tried_words(page.reaching.efforts)
    on = when(after.on, after.part)
    words = {
        Step.TRY_AGAIN: f"try again on {on}, {BY_WAY[after.way]}.",
        Step.OTHER_WAY: f"try another way, {BY_WAY[after.way]}, on {on}.",
        Step.LETTER: f"write a letter, or ask somebody they trust, on {on}.",
        Step.MANAGER: f"it goes to a manager to decide what next. Look again on {on}.",
    }[after.step]
    return f"{words} {tried}".strip()


def tried_words(efforts: Sequence[Try]) -> str:
    """Give "Tried so far: Monday 2 March 2020 at 10am by phone." of what was tried in vain, or nothing."""
    told = [f"{long_moment(effort.at)} {BY_WAY[effort.way]}" for effort in efforts[-MOST_TOLD:]]
    return f"Tried so far: {', '.join(told)}." if told else ""


def barrier_question(page: Recording) -> str:
    """Ask what got in the way, of now or of what was missed before and nobody has asked about (R28)."""
    missed = page.reaching.barrier == Barrier.NOT_ASKED
    return "What got in the way of the ones they missed?" if missed else "What got in the way, if they said?"


def recorded(page: Recording, then: NextContact | Ending) -> str:
    """Say that it is saved, and what was promised."""
    if isinstance(then, Ending):
        return f"Recorded. {page.name}’s time in the service has ended."
    name = next((colleague.name for colleague in page.colleagues if colleague.id == then.by_id), "")
    number = page.phones_of.get(then.by_id, "") if then.way in (Way.PHONE, Way.TEXT) else ""
    told = promise(by=name, way=then.way, on=then.on, part=then.part, at=then.time, place=then.place)
    return f"Recorded. Next for {page.name}: {told}{f', from {phone_for_reading(number)}' if number else ''}."


@dataclass(frozen=True)
class RecordingPage:
    """The page on which a contact is recorded."""

    page: Recording
    client_href: str
    ticket: str
    draft_href: str
    guide_on: bool = True

    @property
    def name(self) -> str:
        return self.page.name

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(Named(self.page.client_id, self.page.name, self.page.standing))

    @property
    def before(self) -> BeforeWords:
        return BeforeWords(self.page.before)

    @property
    def promised(self) -> str:
        return self.page.promise.words

    @property
    def called_from(self) -> str:
        """Give the number that the person was told to expect."""
        number = self.page.phones_of.get(self.page.promise.by_id, "")
        return phone_for_reading(number) if number and self.page.promise.way in (Way.PHONE, Way.TEXT) else ""

    @property
    def barrier_unasked(self) -> bool:
        """Say whether something was missed and nobody has asked what got in the way."""
        return self.page.reaching.barrier == Barrier.NOT_ASKED

    @property
    def never_met(self) -> bool:
        return self.page.reaching.never_met

    @property
    def guide(self) -> tuple[GuideStep, ...]:
        """Give the call guide, or nothing to whoever turned it off (R30)."""
        return call_guide(never_met=self.never_met) if self.guide_on else ()

    @property
    def hints(self) -> list[str]:
        """Give what the worker should know before and while they speak, each with its reason."""
        reaching, held = self.page.reaching, self.page.goals_held_until
        said = [
            "Nobody has met them in person yet." if reaching.never_met else "",
            MEET_OR_CALL_SOON if reaching.wants_meeting else "",
            f"Last time they wanted a chat: leave goals until {long_date(held)}, unless they ask." if held else "",
            tried_words(reaching.efforts),
        ]
        return [words for words in said if words]

    @property
    def agenda(self) -> tuple[AgendaItem, ...]:
        return self.page.agenda

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
    def policy(self) -> str:
        """Say by which policy an ending is judged, unless it is the ordinary one."""
        return policy_words(self.page.ending.policy)

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
    def before(self) -> EndingWords:
        return EndingWords(self.page.before)

    @property
    def reviewed(self) -> str:
        return short_date(self.page.reviewed_on) if self.page.reviewed_on else ""

    @property
    def name(self) -> str:
        return self.page.name

    @property
    def closed(self) -> str:
        return short_date(self.page.closed_on) if self.page.closed_on else ""
