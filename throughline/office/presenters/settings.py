"""Settings and their history, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.nhsuk.shapes import Link
from throughline.nhsuk.words import moment, sentence, short_date
from throughline.office.queries import Conditions, DischargePolicies, Office, Setting
from throughline.organisations import numbers
from throughline.organisations.queries import Change, ConditionsChange

GROUPS = (
    ("Who the service is for", (numbers.YOUNGEST, numbers.OLDEST)),
    (
        "How often to speak",
        (
            numbers.GAP_INTENSIVE, numbers.GAP_REGULAR, numbers.GAP_LIGHT, numbers.STEP_DOWN, numbers.NO_GOAL_PROMPTS,
            numbers.OPEN_TO_IDEAS, numbers.NO_GOAL_TALK,
        ),
    ),
    (
        "When to look again",
        (
            numbers.SHIELDING_REVIEW, numbers.NEED_UNMET, numbers.ADDRESS_STALE, numbers.STATUS_STALE,
            numbers.STATUS_STALE_DISRUPTED,
        ),
    ),
    ("What to suggest", (numbers.SUGGEST_WITHIN,)),
    ("How soon", (numbers.FIRST_CONTACT, numbers.HANDOVER_CONTACT, numbers.GAIN_AT_RISK, numbers.REPLY)),
    (
        "What was given, and what was asked for somebody",
        (numbers.ITEM_ARRIVES, numbers.ITEM_FOLLOW_UP, numbers.STILL_WAITING_UPDATE),
    ),
    (
        "While they wait for a service",
        (
            numbers.WAITING_TOUCH, numbers.WAITING_ESCALATE, numbers.NOT_ENOUGH_CONTACT, numbers.HOLD_REVIEW,
            numbers.ASK_ONLINE_AGAIN,
        ),
    ),
    (
        "When nobody answers",
        (numbers.TRIES, numbers.PARTS_OF_DAY, numbers.SILENT_GAPS, numbers.SILENT_DISRUPTED),
    ),
    ("When nobody can be met", (numbers.TELL_OF_CHANGE,)),
    (
        "Lists of vulnerable people",
        (
            numbers.LISTED_FIRST_TRY, numbers.LISTED_TURN, numbers.LISTED_SUPPORT_LOW, numbers.LISTED_SUPPORT_HIGH,
            numbers.LISTED_KEPT, numbers.LINK_WEIGHT, numbers.ASK_WEIGHT,
        ),
    ),
    ("When it ends", (numbers.REVIEW_CONTACT, numbers.COME_BACK)),
    (
        "Whom to call first in a campaign",
        (
            numbers.CAMPAIGN_PRIORITY, numbers.CAMPAIGN_EVERYONE, numbers.CAMPAIGN_PRIORITY_FROM,
            numbers.POINTS_JUDGED, numbers.POINTS_SHIELDING, numbers.POINTS_ALONE, numbers.POINTS_CONDITIONS,
            numbers.POINTS_LOW_MOOD, numbers.POINTS_LOSS, numbers.POINTS_GROUND_AT_RISK, numbers.POINTS_NEW_WORKER,
            numbers.POINTS_LONG_AGO, numbers.POINTS_DIGITALLY_EXCLUDED,
        ),
    ),
    (
        "How long in the service",
        (
            numbers.ENGAGEMENT, numbers.ENGAGEMENT_FIRST_WARNING, numbers.ENGAGEMENT_LAST_WARNING,
            numbers.DISRUPTION_GIVEN_BACK,
        ),
    ),
)  # fmt: skip
"""The numbers, as one looks for them."""


@dataclass(frozen=True)
class SettingsPage:
    """Every number, and whether a disruption is on."""

    found: Office

    columns = ("What", "Now", "Since when, who and why", "To do")

    @property
    def tables(self) -> list[tuple[str, list[list[object]]]]:
        found = {s.number.name: s for s in self.found.settings}
        tables = [(heading, [_row(found[number.name]) for number in held]) for heading, held in GROUPS]
        tables[0][1].append(_conditions_row(self.found.conditions))
        return tables

    @property
    def disruption(self) -> str:
        now = self.found.disruption
        if now is None:
            return "Work is as usual: no disruption is declared."
        return f"{now.name}: work has not been as usual since {short_date(now.starts_on)}."


@dataclass(frozen=True)
class SettingPage:
    """One number with its history."""

    setting: Setting

    columns = ("From", "Value", "Why", "Who and when")

    @property
    def says(self) -> str:
        return self.setting.number.says

    @property
    def now(self) -> str:
        number = self.setting.number
        return (
            f"{number.in_words(self.setting.value)} today. Throughline begins with: {number.in_words(number.default)}."
        )

    @property
    def rows(self) -> list[list[object]]:
        says = self.setting.number.in_words
        return [
            [short_date(change.from_on), says(change.value), change.reason, f"{who}, {moment(change.set_at)}"]
            for change, who in self.setting.changes
        ]


@dataclass(frozen=True)
class ConditionsPage:
    """Of which conditions one is needed, with the history."""

    found: Conditions

    columns = ("From", "Conditions", "Why", "Who and when")

    @property
    def now(self) -> list[str]:
        return [sentence(name) for name in self.found.now]

    @property
    def first_answers(self) -> dict[str, object]:
        """Offer what holds today, to be changed."""
        return {"conditions": "\n".join(self.found.now)}

    @property
    def rows(self) -> list[list[object]]:
        return [
            [short_date(c.from_on), ", ".join(c.conditions), c.reason, f"{who}, {moment(c.set_at)}"]
            for c, who in self.found.changes
        ]


@dataclass(frozen=True)
class DischargePage:
    """By which policy cases are closed, with the history."""

    found: DischargePolicies

    columns = ("From", "Policy", "Why", "Who and when")

    @property
    def now(self) -> str:
        return self.found.now.policy.label

    @property
    def rows(self) -> list[list[object]]:
        return [
            [short_date(c.from_on), c.policy.label, c.reason, f"{who}, {moment(c.set_at)}"]
            for c, who in self.found.changes if c.from_on and c.set_at
        ]  # fmt: skip


def _row(setting: Setting) -> list[object]:
    number = setting.number
    to_come = [f"{number.in_words(c.value)} from {short_date(c.from_on)}" for c, _ in reversed(setting.to_come)]
    change = Link("Change", reverse("office:setting", args=[number.name]), hidden=number.says)
    return [number.says, ", then ".join([number.in_words(setting.value), *to_come]), _made(setting.in_force), change]


def _conditions_row(found: Conditions) -> list[object]:
    says = "Conditions of which one is needed"
    to_come = [f"others from {short_date(c.from_on)}" for c, _ in reversed(found.changes) if c.from_on > found.on]
    change = Link("Change", reverse("office:conditions"), hidden=says)
    return [says, ", then ".join([sentence(", ".join(found.now)), *to_come]), _made(found.in_force), change]


def _made(change: tuple[Change | ConditionsChange, str] | None) -> str:
    if change is None:
        return "Never changed"
    made, who = change
    return f"{short_date(made.from_on)}, {who}: {made.reason}"
