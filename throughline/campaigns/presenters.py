"""A campaign in words: its coverage as bars with their tables, who is untried by name, and each score line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode
from uuid import UUID

from django.urls import reverse

from throughline.campaigns.coverage_queries import By, Count, Coverage
from throughline.campaigns.models import Campaign, Order
from throughline.campaigns.queries import Calls, StillToCall
from throughline.campaigns.rules import Reason, total
from throughline.nhsuk.pages import address
from throughline.nhsuk.shapes import Column, Link, Tag
from throughline.nhsuk.words import long_date, plural, short_date

YES_OR_NO = {"true": "Yes", "false": "No", "unknown": "Not asked"}
NOT_KNOWN = "9"
GROUPS: tuple[tuple[By, str, dict[str, str]], ...] = (
    (By.WORKER, "By link worker", {}),
    (
        By.AREA,
        "By how deprived the area is (2019)",
        {"1": "Most deprived fifth", "2": "Second fifth", "3": "Middle fifth", "4": "Fourth fifth",
         "5": "Least deprived fifth", NOT_KNOWN: "Not known"},
    ),
    (By.DIGITAL, "Digitally excluded", YES_OR_NO),
    (By.ALONE, "Lives alone", YES_OR_NO),
    (By.SHIELDING, "Shielding", YES_OR_NO),
    (By.CONDITIONS, "By long-term conditions", {"0": "None", "1": "One", "2": "Two", "3": "Three or more"}),
    (
        By.SPOKEN,
        "By how long ago they were last spoken with, when it began",
        {"1": "Up to 28 days", "2": "29 to 56 days", "3": "57 to 91 days", "4": "More than 91 days",
         NOT_KNOWN: "Never spoken with"},
    ),
)  # fmt: skip
COUNTED = (
    Column("People", numeric=True), Column("Reached", numeric=True), Column("Tried", numeric=True),
    Column("Untried", numeric=True),
)  # fmt: skip


def why_words(row: StillToCall, reason: Reason) -> str:
    """Say one line of a score."""
    changed = short_date(row.changed_on) if row.changed_on else "a day not known"
    return {
        Reason.JUDGED: f"moved up: {row.moved_up}",
        Reason.SHIELDING: "shielding",
        Reason.ALONE: "lives alone",
        Reason.CONDITIONS: f"{row.conditions_count} long-term conditions",
        Reason.LOW_MOOD: "low mood lately",
        Reason.LOSS: "lost somebody lately",
        Reason.GROUND_AT_RISK: "what they gained is at risk",
        Reason.NEW_WORKER: f"link worker changed on {changed}, and the new one has not spoken with them",
        Reason.LONG_AGO: f"nobody has spoken with them for {plural(row.days, 'day')}",
        Reason.DIGITALLY_EXCLUDED: "digitally excluded",
    }[reason]


def points_words(points: int) -> str:
    """Say how many points: "1 point", "11 points"."""
    return plural(points, "point")


@dataclass(frozen=True)
class CoveragePage:
    """How far a campaign has come."""

    found: Coverage
    today: date
    may_run: bool

    @property
    def campaign(self) -> Campaign:
        return self.found.campaign

    @property
    def whole(self) -> Count:
        return self.found.whole

    @property
    def summary(self) -> str:
        return f"{self.whole.reached_share}% reached, {self.whole.tried_share}% tried"

    @property
    def named(self) -> str:
        """Say how many have not been tried, as the link to their names."""
        return f"{plural(self.whole.untried, 'person', 'people')} not tried: see who"

    @property
    def untried_href(self) -> str:
        return reverse("campaigns:untried", args=[self.campaign.id])

    @property
    def goes_on(self) -> bool:
        return self.campaign.completed_at is None

    @property
    def days(self) -> str:
        found = self.campaign
        if found.completed_at:
            return f"Begun on {long_date(found.begun_at)}, complete on {long_date(found.completed_at)}."
        return (
            f"Begun on {long_date(found.begun_at)}. Whoever has many points is to be tried by"
            f" {long_date(found.priority_by_on)}, everybody by {long_date(found.everyone_by_on)}."
        )

    @property
    def left_out(self) -> str:
        parts = []
        if self.whole.left_out:
            parts.append(f"{plural(self.whole.left_out, 'person is', 'people are')} left untried with a reason.")
        if self.found.ended:
            parts.append(
                f"The time in the service of {plural(self.found.ended, 'person', 'people')} has ended since it began:"
                " they are not counted here."
            )
        return " ".join(parts)

    @property
    def whole_row(self) -> list[list[object]]:
        return [["Everybody", *_figures(self.whole)]]

    columns = ("Who", *COUNTED)

    @property
    def groups(self) -> list[tuple[str, list[list[object]]]]:
        """Give each way of grouping with its rows, in the order in which one says them."""
        return [(heading, _rows(self.found.groups.get(by, []), words)) for by, heading, words in GROUPS]


def _rows(counts: Sequence[Count], words: dict[str, str]) -> list[list[object]]:
    if not words:
        return [[count.value, *_figures(count)] for count in counts]
    by_value = {count.value: count for count in counts}
    return [[said, *_figures(by_value[value])] for value, said in words.items() if value in by_value]


def _figures(count: Count) -> list[object]:
    left = f" (and {count.left_out} left with a reason)" if count.left_out else ""
    return [
        count.people, f"{count.reached} ({count.reached_share}%)", f"{count.tried} ({count.tried_share}%)",
        f"{count.untried}{left}",
    ]  # fmt: skip


@dataclass(frozen=True)
class UntriedPage:
    """Who has not been tried, by name, and who was left untried with which reason."""

    campaign: Campaign
    people: Sequence[StillToCall]
    left: Sequence[StillToCall]
    order: Order
    may_run: bool

    columns = ("Person", "Why they come here", "Last spoken", "Link worker", "What to do")
    left_columns = ("Person", "Why they are left untried", "Link worker")

    @property
    def heading(self) -> str:
        return f"{plural(len(self.people), 'person', 'people')} not tried"

    @property
    def orders(self) -> list[tuple[str, str, bool]]:
        return [(order.label, f"?{urlencode({'order': order.value})}", order == self.order) for order in Order]

    @property
    def rows(self) -> list[list[object]]:
        client, back = address("desk:client"), reverse("campaigns:untried", args=[self.campaign.id])
        return [_line(row, self.campaign, client(row.client_id), back=back) for row in self.people]

    @property
    def left_rows(self) -> list[list[object]]:
        client = address("desk:client")
        return [[Link(row.name, client(row.client_id)), row.left_untried, row.worker] for row in self.left]


@dataclass(frozen=True)
class CallsPage:
    """Who to call next."""

    found: Calls
    may_run: bool

    columns = UntriedPage.columns

    @property
    def heading(self) -> str:
        return "Who to call next"

    @property
    def summary(self) -> str:
        others = self.found.total - self.found.own
        own = plural(self.found.own, "person", "people")
        return f"{own} of yours still to call, and {others} of colleagues after them."

    @property
    def rows(self) -> list[list[object]]:
        client, back = address("desk:client"), reverse("campaigns:calls")
        return [_line(r, self.found.campaign, client(r.client_id), back=back) for r in self.found.page.rows]

    @property
    def links(self) -> dict[str, str]:
        number = self.found.page.number
        return {
            "previous_href": f"?page={number - 1}" if number > 1 else "",
            "next_href": f"?page={number + 1}" if self.found.page.has_next else "",
        }


@dataclass(frozen=True)
class PersonPage:
    """One person in a campaign: every line of their score, and their latest day."""

    campaign: Campaign
    row: StillToCall
    may_run: bool

    columns = ("Why", Column("Points", numeric=True))

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def lines(self) -> list[list[object]]:
        said: list[list[object]] = [[_upper(why_words(self.row, line.reason)), line.points] for line in self.row.lines]
        return [*said, ["Total", total(self.row.lines)]]

    @property
    def latest(self) -> str:
        if self.row.overdue:
            due = long_date(self.row.latest_on)
            return f"They were to be tried by {due}. Until they are, they come before all others."
        return f"They are to be tried by {long_date(self.row.latest_on)} at the latest, however few points they have."

    @property
    def tried(self) -> str:
        if not self.row.days_tried:
            return "Nobody has tried to reach them since the campaign began."
        return f"Tried on {plural(self.row.days_tried, 'day')} since the campaign began, and not reached."

    @property
    def record_href(self) -> str:
        return _record(self.row.case_id, reverse("campaigns:calls"))

    @property
    def client_href(self) -> str:
        return reverse("desk:client", args=[self.row.client_id])

    @property
    def may_move_up(self) -> bool:
        return self.campaign.completed_at is None and not self.row.moved_up

    @property
    def may_leave(self) -> bool:
        untried = not self.row.days_tried and not self.row.left_untried
        return self.may_run and self.campaign.completed_at is None and untried


@dataclass(frozen=True)
class CampaignsPage:
    """Every campaign there was."""

    campaigns: Sequence[Campaign]
    may_run: bool

    columns = ("Campaign", "Begun", "By", "Complete")

    @property
    def rows(self) -> list[list[object]]:
        return [
            [Link(one.name, reverse("campaigns:coverage", args=[one.id])), long_date(one.begun_at), one.begun_by.name,
             long_date(one.completed_at) if one.completed_at else Tag("Goes on", "blue")]
            for one in self.campaigns
        ]  # fmt: skip

    @property
    def may_begin(self) -> bool:
        return self.may_run and all(one.completed_at for one in self.campaigns)


def _line(row: StillToCall, campaign: Campaign, href: str, *, back: str) -> list[object]:
    who: list[object] = [Link(row.name, href)]
    if row.overdue:
        who.append(Tag("Past the latest day", "red"))
    if row.days_tried:
        who.append(Tag(f"Tried on {plural(row.days_tried, 'day')}", "yellow"))
    why = "; ".join(why_words(row, line.reason) for line in row.lines)
    score = Link(points_words(row.score), reverse("campaigns:person", args=[campaign.id, row.case_id]),
                 hidden=f"of {row.name}: see how they add up")  # fmt: skip
    spoken = short_date(row.last_reached_on) if row.last_reached_on else "Never"
    record = Link("Record contact", _record(row.case_id, back), hidden=f"with {row.name}")
    return [who, [score, why and f"({why})", f"By {short_date(row.latest_on)}."], spoken, row.worker, record]


def _record(case_id: UUID, back: str) -> str:
    return f"{reverse('contacts:record', args=[case_id])}?then={quote(back)}"


def _upper(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
