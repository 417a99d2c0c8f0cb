"""Services, their ways of joining and what was said of them, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from throughline.core.paging import Page
from throughline.directory import rules
from throughline.directory.kinds import Category, Status, Suits
from throughline.directory.models import Service
from throughline.directory.queries import Observation, ServiceRow, WayRow
from throughline.directory.rules import Headline, Staleness
from throughline.nhsuk.shapes import Link, SummaryRow, Tag, TimelineEvent
from throughline.nhsuk.words import moment, phone_for_reading, plural, sentence, short_date

COLOURS = {
    Status.OPEN: "green", Status.REDUCED: "aqua-green", Status.WAITING_LIST_CLOSED: "yellow", Status.PAUSED: "orange",
    Status.CLOSED: "grey", Status.UNKNOWN: "purple",
}  # fmt: skip
NOT_SAID = "Nobody has said"


def status_tag(status: Status) -> Tag:
    """Give the tag of a status."""
    return Tag(status.label, COLOURS[status])


def headline_tag(headline: Headline) -> Tag:
    """Give the tag of a service's headline: open remotely is another colour than open."""
    return Tag(headline.words, "blue" if headline.remotely else COLOURS[headline.status])


def wait_words(weeks: int | None) -> str:
    """Say how long one waits."""
    if weeks is None:
        return NOT_SAID
    return f"about {plural(weeks, 'week')}" if weeks else "none"


def verified_words(way: WayRow, *, on: date, after: int) -> str:
    """Say when a status was verified, by whom and how sure they were; of an old one, how old it is."""
    who = f"by {way.said_by.label}, {way.how.label}; {way.how_sure.label.lower()}"
    age = way.age(on=on, after=after)
    return f"{age_words(age)}: last {short_date(way.verified_at)} {who}" if age.is_stale else f"{age_words(age)} {who}"


def age_words(age: Staleness) -> str:
    """Say how old a status is: verified 3 days ago, or not verified for 15 days."""
    if age.is_stale:
        return f"not verified for {plural(age.days, 'day')}"
    return "verified today" if age.days == 0 else f"verified {plural(age.days, 'day')} ago"


def held_words(before: Status, after: Status) -> str:
    """Say, of a way of joining that stopped, where to go on for those who leaned on it (R46)."""
    if not rules.stops(before, after):
        return ""
    return "Plans that leaned on it are on hold: open Lists, then On hold, to say what people do meanwhile."


@dataclass(frozen=True)
class ServicesPage:
    """What was found in the directory."""

    found: Page[ServiceRow]
    asked: dict[str, str]
    today: date
    after: int
    may_add: bool

    columns = ("Service", "Offered by", "What for", "Status", "Ways of joining", "Verified")

    @property
    def rows(self) -> list[list[object]]:
        return [self._row(row) for row in self.found.rows]

    @property
    def caption(self) -> str:
        return "Services that match" if any(self.asked.values()) else "All services"

    @property
    def round_href(self) -> str:
        return reverse("verification:round")

    @property
    def previous_href(self) -> str:
        return self._href(self.found.number - 1) if self.found.number > 1 else ""

    @property
    def next_href(self) -> str:
        return self._href(self.found.number + 1) if self.found.has_next else ""

    def _href(self, number: int) -> str:
        return f"{reverse('directory:services')}?{urlencode({**self.asked, 'page': number})}"

    def _row(self, row: ServiceRow) -> list[object]:
        name = Link(row.name, reverse("directory:service", args=[row.id]))
        oldest = max(
            (way.age(on=self.today, after=self.after) for way in row.ways), key=lambda age: age.days, default=None
        )
        verified = _verified(oldest)
        ways = "; ".join(_way_in_a_line(way) for way in row.ways)
        return [name, row.offered_by, row.category.label, headline_tag(row.headline), ways, verified]


@dataclass(frozen=True)
class ServicePage:
    """One service: every way of joining it, what is known of it, and its history."""

    service: Service
    ways: list[WayRow]
    history: list[Observation]
    today: date
    after: int
    may_report: bool
    may_keep: bool

    columns = ("Way of joining", "Now", "Wait", "One needs", "Verified")

    @property
    def name(self) -> str:
        return self.service.name

    @property
    def offered_by(self) -> str:
        return self.service.organisation.name

    @property
    def headline(self) -> Tag:
        return headline_tag(rules.headline((way.mode, way.status) for way in self.ways))

    @property
    def rows(self) -> list[list[object]]:
        return [self._row(way) for way in self.ways]

    def _row(self, way: WayRow) -> list[object]:
        how: list[object] = [f"{way.mode.label}: {way.place}" if way.place else way.mode.label]
        if self.may_report:
            how.append(Link("Change", reverse("directory:way", args=[way.id]), f"how it is {way.mode.label.lower()}"))
        needs = "; ".join(rules.needs_in_words(way.needs)) or "nothing that we know of"
        shown: list[object] = [sentence(needs)]
        if self.may_keep:
            shown.append(Link("Change", reverse("directory:needs", args=[way.id]), f"needs, {way.mode.label.lower()}"))
        now: list[object] = [status_tag(way.status), f"since {short_date(way.status_since)}"]
        verified = sentence(verified_words(way, on=self.today, after=self.after))
        stale = way.age(on=self.today, after=self.after).is_stale
        checked: list[object] = [Tag("Verify again", "orange"), verified] if stale else [verified]
        return [how, now, sentence(wait_words(way.wait_weeks)), shown, checked]

    @property
    def facts(self) -> list[SummaryRow]:
        said = self.service
        told = (
            ("What for", Category(said.category).label), ("Who can come", said.eligibility), ("Ages", _ages(said)),
            ("Cost", _cost(said)), ("For people from", said.area), ("Languages", ", ".join(said.languages)),
            ("Who to ring", said.who_to_ring), ("Telephone", phone_for_reading(said.phone) if said.phone else ""),
            ("Email", said.email), ("Website", said.url),
            ("Sessions", f"At most {said.session_limit}" if said.session_limit else ""),
            ("Room for", plural(said.capacity, "person", "people") if said.capacity else ""),
            ("What it has going for it", "; ".join(Suits(code).label for code in said.helps_by)),
        )  # fmt: skip
        return [SummaryRow(what, words) for what, words in told if words]

    @property
    def events(self) -> list[TimelineEvent]:
        return [_event(said) for said in self.history]

    @property
    def here(self) -> str:
        return reverse("directory:service", args=[self.service.id])

    @property
    def change_href(self) -> str:
        return reverse("directory:change", args=[self.service.id])

    @property
    def add_way_href(self) -> str:
        return reverse("directory:add_way", args=[self.service.id])

    @property
    def link_href(self) -> str:
        return reverse("verification:link", args=[self.service.id])


@dataclass(frozen=True)
class WayPage:
    """One way of joining, of which somebody says how it is or what one needs."""

    service: ServiceRow
    way: WayRow

    @property
    def title(self) -> str:
        place = f", {self.way.place}" if self.way.place else ""
        return f"{self.service.name}: {self.way.mode.label.lower()}{place}"

    def kept(self, told: Status) -> str:
        """Say what follows from what was said of it."""
        return f"Kept. Every provider sees it. {held_words(self.way.status, told)}".strip()

    @property
    def now(self) -> str:
        return f"{self.way.status.label} since {short_date(self.way.status_since)}, as last told."

    @property
    def back_href(self) -> str:
        return reverse("directory:service", args=[self.service.id])


def _verified(oldest: Staleness | None) -> object:
    if oldest is None:
        return Tag("Never verified", "orange")
    return Tag(sentence(age_words(oldest)), "orange") if oldest.is_stale else sentence(age_words(oldest))


def _way_in_a_line(way: WayRow) -> str:
    wait = f", wait {wait_words(way.wait_weeks)}" if way.wait_weeks is not None else ""
    return f"{way.mode.label}: {way.status.label.lower()}{wait}"


def _ages(service: Service) -> str:
    youngest, oldest = service.minimum_age, service.maximum_age
    if youngest is not None and oldest is not None:
        return f"{youngest} to {oldest}"
    if youngest is not None:
        return f"{youngest} and over"
    return f"up to {oldest}" if oldest is not None else ""


def _cost(service: Service) -> str:
    free = {True: "Free", False: "", None: ""}[service.is_free]
    return "; ".join(part for part in (free, service.cost) if part)


def _event(said: Observation) -> TimelineEvent:
    where = f", {said.place}" if said.place else ""
    body = f"Said by {said.said_by.label}, {said.how.label}. {said.how_sure.label}."
    wait = f" Wait {wait_words(said.wait_weeks)}." if said.wait_weeks is not None else ""
    remark = f" “{said.remark}”" if said.remark else ""
    return TimelineEvent(
        when=moment(said.observed_at), iso=said.observed_at.isoformat(),
        heading=f"{said.mode.label}{where}: {said.status.label.lower()}", body=f"{body}{wait}{remark}",
        by=f"{said.recorded_by}, {said.provider}" if said.provider else said.recorded_by,
    )  # fmt: skip
