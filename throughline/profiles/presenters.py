"""Profiles in words, a page each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.clients.presenters import ClientHead
from throughline.clients.queries import Named
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.nhsuk.shapes import Link, SummaryRow, Tag
from throughline.nhsuk.words import long_moment, short_date
from throughline.profiles import gate_rules, rules, vulnerability_rules
from throughline.profiles.models import ProfileKind, Source
from throughline.profiles.queries import BeforeContact, Profiles, Status, Version
from throughline.profiles.questions import Answers, Sections, given, said
from throughline.profiles.sheets import SECTIONS

CHANGE = {ProfileKind.ACCESS: "profiles:change_access", ProfileKind.HELPING: "profiles:change_helping"}
DOING = {ProfileKind.ACCESS: "What contact needs", ProfileKind.HELPING: "How I like to be helped"}


@dataclass(frozen=True)
class Part:
    """One section: what was answered, and what nobody has asked yet, in one line."""

    heading: str
    rows: tuple[SummaryRow, ...]
    not_asked: str


def parts(sections: Sections, answers: Answers) -> tuple[Part, ...]:
    """Put answers in words, section by section. What was not asked is always said (R13)."""
    return tuple(
        Part(
            section.heading,
            tuple(SummaryRow(q.says, said(q, answers)) for q in section.questions if q.key in answers),
            ", ".join(_within(q.says) for q in section.questions if q.key not in answers and q.under is None),
        )
        for section in sections
    )


def _within(words: str) -> str:
    """Give words as they stand within a sentence: "What I avoid" -> "what I avoid"."""
    return f"{words[:1].lower()}{words[1:]}"


@dataclass(frozen=True)
class RouteLine:
    """A way to reach them, whether it works, and why not."""

    way: str
    tag: Tag
    why: str


def route_lines(reach: gate_rules.Reach) -> tuple[RouteLine, ...]:
    """Give every way, those that work first and in this person's own order."""
    found = sorted(gate_rules.routes(reach), key=lambda route: (route.barred, not route.is_open))
    return tuple(RouteLine(route.mode.label, _route_tag(route), route.why_not) for route in found)


def _route_tag(route: gate_rules.Route) -> Tag:
    if route.barred:
        return Tag("Not possible", "red")
    return Tag("Open", "green") if route.is_open else Tag("Check first", "yellow")


@dataclass(frozen=True)
class VersionLine:
    """One version in the history."""

    when: str
    by: str
    what: str
    changes: tuple[str, ...]

    @classmethod
    def of(cls, version: Version) -> VersionLine:
        """Say when, by whom, and what became different."""
        what = "Told when they came to the service" if version.source == Source.TOLD else "Asked"
        return cls(long_moment(version.at), version.by, what, tuple(change.words for change in version.changed))


@dataclass(frozen=True)
class StatusLine:
    """That somebody is vulnerable or shields, in words."""

    heading: str
    tag: Tag
    details: tuple[str, ...]
    review: Link | None

    @classmethod
    def of(cls, status: Status, *, today: date, may_review: bool) -> StatusLine:
        """Say since when, who said so, when it is to be reviewed, and how it ended."""
        due = vulnerability_rules.is_due(status.review_on, on=today, ended_on=status.ended_on)
        href = reverse("profiles:review_vulnerability", args=[status.vulnerability_id])
        return cls(
            heading=status.risk.label,
            tag=_status_tag(status, due=due),
            details=tuple(_status_details(status)),
            review=Link("Review or end", href, hidden=status.risk.label)
            if may_review and status.ended_on is None
            else None,
        )


def _status_tag(status: Status, *, due: bool) -> Tag:
    if status.ended_on:
        return Tag("Ended", "grey")
    return Tag("Review due", "red") if due else Tag("Stands", "orange")


def _status_details(status: Status) -> Iterable[str]:
    yield f"Since {short_date(status.started_on)}. {status.told_by.label}. Recorded by {status.recorded_by}."
    if status.ended_on:
        yield f"Ended on {short_date(status.ended_on)}, confirmed by {status.ended_by}: {status.end_note}"
        return
    yield f"Review on {short_date(status.review_on)}. Until then, and after it, it stands."
    if status.reviewed_on:
        yield f"Last confirmed on {short_date(status.reviewed_on)} by {status.reviewed_by}."


@dataclass(frozen=True)
class AccessPage:
    """All that is kept of how to reach somebody, as it stands or as it stood."""

    head: ClientHead
    warnings: tuple[str, ...]
    still: str
    routes: tuple[RouteLine, ...]
    access: tuple[Part, ...]
    helping: tuple[Part, ...]
    codes: tuple[tuple[str, str], ...]
    statuses: tuple[StatusLine, ...]
    history: tuple[VersionLine, ...]
    as_at: str
    actions: dict[str, str]

    @classmethod
    def of(cls, found: Profiles, *, viewer: Actor, today: date, on: date | None) -> AccessPage:
        """Put it all in words; `on`: the day for which it is wanted, if not now."""
        access, helping = (_wanted(found.history(about), on) for about in (ProfileKind.ACCESS, ProfileKind.HELPING))
        may = policy.permits(viewer, Permission.RECORD_PROFILE)
        return cls(
            head=ClientHead.of(found.who, at="profiles:access"),
            warnings=tuple(_warnings(found.reach)),
            still=", ".join(_within(q.says) for q in rules.still_to_ask(found.access[0].answers)),
            routes=route_lines(found.reach),
            access=parts(SECTIONS[ProfileKind.ACCESS], access),
            helping=parts(SECTIONS[ProfileKind.HELPING], helping),
            codes=tuple((label, code) for code, label in rules.snomed_codes(access).items()),
            statuses=tuple(StatusLine.of(one, today=today, may_review=may) for one in found.statuses),
            history=tuple(VersionLine.of(one) for one in _by_time(found)),
            as_at=short_date(on) if on else "",
            actions=_actions(found.who, may=may),
        )


def _wanted(history: tuple[Version, ...], on: date | None) -> Answers:
    """Give the answers as they stand, or as they stood at the end of a day; none where nothing was on record."""
    found = next((one for one in history if clock.local_date(one.at) <= on), None) if on else history[0]
    return found.answers if found else {}


def _by_time(found: Profiles) -> list[Version]:
    """Give what was asked and told of both profiles, newest first."""
    kept = [one for one in (*found.access, *found.helping) if one.version_id or one.answers]
    return sorted(kept, key=lambda one: one.at, reverse=True)


def _warnings(reach: gate_rules.Reach) -> Iterable[str]:
    if reach.digitally_excluded:
        yield f"Digitally excluded: {', '.join(reach.digitally_excluded)}. Nothing by email, link or video."
    if reach.cannot_read:
        yield "Cannot read: a letter, text or email is never the only way. Ring, go, or have it read out."
    if reach.shielding:
        yield "Shielding: nothing in person. What is brought is left on the doorstep, at a distance."


def _actions(who: Named, *, may: bool) -> dict[str, str]:
    pages = {"sheet": "profiles:sheet"}
    if may:
        pages |= {"access": CHANGE[ProfileKind.ACCESS], "helping": CHANGE[ProfileKind.HELPING],
                  "start": "profiles:start_vulnerability"}  # fmt: skip
    return {key: reverse(name, args=[who.client_id]) for key, name in pages.items()}


@dataclass(frozen=True)
class ChangePage:
    """The page on which a profile is answered."""

    who: Named
    about: ProfileKind

    @classmethod
    def of(cls, found: Profiles, about: ProfileKind) -> ChangePage:
        """Begin the page of one of somebody's profiles."""
        return cls(found.who, about)

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.who)

    @property
    def doing(self) -> str:
        return DOING[self.about]

    @property
    def here(self) -> str:
        return reverse(CHANGE[self.about], args=[self.who.client_id])

    @property
    def back_href(self) -> str:
        return reverse("profiles:access", args=[self.who.client_id])

    @property
    def draft_page(self) -> str:
        return f"profile:{self.about.value}:{self.who.client_id}"

    @property
    def in_their_voice(self) -> bool:
        return self.about == ProfileKind.HELPING

    @property
    def saved(self) -> str:
        return "Saved. What is left can be asked another day"


@dataclass(frozen=True)
class SheetPage:
    """How somebody likes to be helped, on paper."""

    found: Profiles

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.found.who)

    @property
    def parts(self) -> tuple[Part, ...]:
        return parts(SECTIONS[ProfileKind.HELPING], self.found.helping[0].answers)

    @property
    def needs(self) -> str:
        return rules.so_that_it_works(self.found.access[0].answers)

    @property
    def back_href(self) -> str:
        return reverse("profiles:access", args=[self.found.who.client_id])


@dataclass(frozen=True)
class VulnerabilityPage:
    """The page on which a status starts, or is reviewed."""

    who: Named
    status: Status | None = None

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.who)

    @property
    def back_href(self) -> str:
        return reverse("profiles:access", args=[self.who.client_id])

    @property
    def line(self) -> StatusLine | None:
        """Say what stands, without a way to where one is already."""
        return StatusLine.of(self.status, today=self.status.review_on, may_review=False) if self.status else None


@dataclass(frozen=True)
class BeforeWords:
    """What to have read before one rings."""

    found: BeforeContact

    @property
    def known_word(self) -> str:
        return given(self.found.access, "known_word")

    @property
    def cautions(self) -> tuple[str, ...]:
        """Say which ways do not work, and why."""
        return tuple(
            f"{route.mode.label}: {route.why_not}" for route in gate_rules.routes(self.found.reach)
            if route.barred or route.mode.value in self.found.access.get("failing", [])
        )  # fmt: skip

    @property
    def helping(self) -> tuple[SummaryRow, ...]:
        """Give what they told us of how they like to be helped, and nothing where nobody asked."""
        return tuple(row for part in parts(SECTIONS[ProfileKind.HELPING], self.found.helping) for row in part.rows)

    @property
    def trust_sensitive(self) -> bool:
        return given(self.found.helping, "trust_sensitive") == "YES"
