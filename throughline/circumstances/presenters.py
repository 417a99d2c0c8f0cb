"""A person's circumstances in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from throughline.circumstances import rules
from throughline.circumstances.condition_rules import keys_of
from throughline.circumstances.models import Said
from throughline.circumstances.queries import About, ConditionRow, Entry
from throughline.circumstances.topics import CHOICES, Answer, Topic
from throughline.clients.presenters import ClientHead
from throughline.nhsuk.shapes import Link, SummaryRow, Tag
from throughline.nhsuk.words import moment, sentence, short_date

SECTIONS: tuple[tuple[str, tuple[Topic, ...]], ...] = (
    ("Home", (Topic.HOUSEHOLD, Topic.HOME, Topic.TENURE, Topic.HOUSING_TYPE, Topic.OUTSIDE_SPACE)),
    ("Work and money", (Topic.EMPLOYMENT, Topic.BENEFITS, Topic.INCOME, Topic.EDUCATION)),
    ("Who they are", (Topic.GENDER, Topic.ETHNICITY, Topic.LANGUAGE)),
)
HISTORY_COLUMNS = ("Answer", "From", "Said by", "Recorded")


def answer_words(entry: Entry | None) -> str:
    """Give an answer in words. Nobody asked is said so: it is never "no"."""
    if entry is None or entry.answer != Answer.ANSWERED:
        return entry.answer.label if entry else Answer.NOT_ASKED.label
    choices = CHOICES.get(entry.topic)
    if choices is None:
        return ", ".join(filter(None, (line.strip() for value in entry.values for line in value.splitlines())))
    return "; ".join(choices(value).label for value in entry.values)


@dataclass(frozen=True)
class History:
    """All that was ever recorded on one topic, newest first."""

    topic: Topic
    rows: list[list[object]]

    columns = HISTORY_COLUMNS


@dataclass(frozen=True)
class AboutPage:
    """What is known of a person's life on a day, and how it came to be."""

    about: About
    may_record: bool

    @property
    def head(self) -> ClientHead:
        """Begin as every page about this person does."""
        return ClientHead.of(self.about.who, at="circumstances:about")

    @property
    def is_today(self) -> bool:
        return self.about.on == self.about.today

    @property
    def heading(self) -> str:
        return "About them today" if self.is_today else f"About them on {short_date(self.about.on)}"

    @property
    def today_href(self) -> str:
        return reverse("circumstances:about", args=[self.about.client_id])

    @property
    def sections(self) -> list[tuple[str, list[SummaryRow]]]:
        return [(heading, [self._row(topic) for topic in topics]) for heading, topics in SECTIONS]

    @property
    def conditions_heading(self) -> str:
        return f"Long-term conditions: {self.about.count.shown}"

    @property
    def conditions_count(self) -> list[SummaryRow]:
        """Say what the lists come to: all count, anxiety and depression too; not all of them qualify (AM16)."""
        count = self.about.count
        return [
            SummaryRow("Of those that qualify for the service", str(count.qualifying) if count.qualifying else "None"),
            SummaryRow("Anxiety", "On record" if count.anxiety else "Not on record"),
            SummaryRow("Depression", "On record" if count.depression else "Not on record"),
        ]

    @property
    def condition_lists(self) -> list[tuple[str, list[SummaryRow]]]:
        """Give both lists, which may differ."""
        found = self.about.standing_conditions
        return [(said.label, [self._condition(c) for c in found if c.said == said]) for said in Said]

    @property
    def ended_conditions(self) -> list[str]:
        ended = [c for c in self.about.conditions if c.ended_on]
        return [f"{sentence(c.name)}: {'recorded by mistake, taken off' if c.mistaken else 'ended'} on"
                f" {short_date(c.ended_on)} ({c.said.label.lower()})" for c in ended if c.ended_on]  # fmt: skip

    @property
    def add_condition_href(self) -> str:
        return reverse("circumstances:add_condition", args=[self.about.client_id]) if self._may_change else ""

    @property
    def neighbourhood(self) -> list[str]:
        """Say what each edition tells of where they live, and what could not be matched."""
        found = self.about.neighbourhood
        return [*([found.unmatched] if found.unmatched else []), *(f"{one.words}." for one in found.found)]

    @property
    def area_href(self) -> str:
        return change_href(self.about.client_id, Topic.AREA) if self._may_change else ""

    @property
    def _may_change(self) -> bool:
        return self.may_record and self.is_today

    def _condition(self, condition: ConditionRow) -> SummaryRow:
        lines = [f"since {short_date(condition.since_on)}"] if condition.since_on else []
        told: list[object] = [Tag("Qualifies", "blue")] if condition.key in keys_of(self.about.qualifying) else []
        told.append(", ".join([*lines, f"recorded {short_date(condition.recorded_at)}, {condition.recorded_by}"]))
        links: tuple[Link, ...] = ()
        if self._may_change:
            href = reverse("circumstances:end_condition", args=[self.about.client_id, condition.condition_id])
            links = (Link("Take off", href, hidden=condition.name),)
        return SummaryRow(sentence(condition.name), told, links)  # type: ignore[arg-type]

    @property
    def histories(self) -> list[History]:
        found = [(topic, self.about.of(topic)) for topic in Topic]
        return [History(topic, [self._told(entry) for entry in entries]) for topic, entries in found if entries]

    def _row(self, topic: Topic) -> SummaryRow:
        entry = self.about.held.get(topic)
        return SummaryRow(topic.label, "\n".join(self._lines(topic, entry)), self._links(topic))

    def _lines(self, topic: Topic, entry: Entry | None) -> list[str]:
        lines = [answer_words(entry)]
        if entry and entry.answer == Answer.ANSWERED:
            lines += [entry.note] if entry.note else []
            if topic == Topic.BENEFITS:
                lines.append(f"Counted as: {rules.benefit_group(entry.values)}")
            lines.append(f"Since {short_date(entry.from_on)}")
        if topic == Topic.ETHNICITY and entry:
            lines.append(f"Ethnic category of 2001: {rules.ethnic_code_of_2001(entry)}")
        return lines

    def _links(self, topic: Topic) -> Sequence[Link]:
        if not self._may_change:
            return ()
        return (Link("Change", change_href(self.about.client_id, topic), hidden=topic.label.lower()),)

    def _told(self, entry: Entry) -> list[object]:
        said = [answer_words(entry), *([entry.note] if entry.note else [])]
        answer: list[object] = ["; ".join(said)]
        corrected = entry.id in self.about.corrected
        if corrected:
            answer = [Tag("Corrected", "grey"), *answer]
        elif entry.corrects:
            answer = [Tag("Correction", "blue"), *answer]
        if self.may_record and not corrected and entry.id != self.about.client_id and entry.answer != Answer.MISTAKEN:
            href = reverse("circumstances:correct", args=[self.about.client_id, entry.id])
            answer.append(Link("Correct", href, hidden=f"{entry.topic.label.lower()} from {short_date(entry.from_on)}"))
        recorded = f"{moment(entry.recorded_at)}, {entry.recorded_by}"
        return [answer, short_date(entry.from_on), entry.source.label, recorded]


@dataclass(frozen=True)
class AskingPage:
    """The page on which one topic is asked, or one answer put right."""

    about: About
    topic: Topic
    correcting: Entry | None = None

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.about.who)

    @property
    def doing(self) -> str:
        return f"Correct: {self.topic.label.lower()}" if self.correcting else self.topic.label

    @property
    def back_href(self) -> str:
        return reverse("circumstances:about", args=[self.about.client_id])

    @property
    def holds(self) -> str:
        """Say what is on record now, so that nobody records it twice."""
        entry = self.correcting or self.about.held.get(self.topic)
        if entry is None:
            return ""
        since = f" since {short_date(entry.from_on)}" if entry.answer == Answer.ANSWERED else ""
        return f"On record{since}: {answer_words(entry)} ({entry.recorded_by}, {moment(entry.recorded_at)})."


@dataclass(frozen=True)
class ConditionPage:
    """The page on which a condition is put on a list, or taken off it."""

    about: About
    doing: str

    holds = ""

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.about.who)

    @property
    def back_href(self) -> str:
        return reverse("circumstances:about", args=[self.about.client_id])


def change_href(client_id: UUID, topic: Topic) -> str:
    """Give the address of the page on which a topic is asked."""
    return reverse("circumstances:change", args=[client_id, topic.value.lower()])
