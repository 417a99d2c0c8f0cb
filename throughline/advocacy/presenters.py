"""Acts of advocacy in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.advocacy import rules
from throughline.advocacy.queries import ActPage, ActRow, SpokenFor
from throughline.clients.presenters import ClientHead
from throughline.nhsuk.shapes import Link, SummaryRow, Tag
from throughline.nhsuk.words import short_date


@dataclass(frozen=True)
class ActLine:
    """One act in a list of what was done for somebody."""

    act: ActRow

    @property
    def what(self) -> Link:
        return Link(f"{self.act.kind.label}: {self.act.to_whom}", reverse("advocacy:act", args=[self.act.act_id]))

    @property
    def tag(self) -> Tag | None:
        return None if self.act.result else Tag("No result yet", "yellow")

    @property
    def facts(self) -> str:
        """Say when, what for, and what came of it."""
        act = self.act
        told = [
            f"{short_date(act.done_on)}, {act.noted_by}",
            act.purpose,
            f"Result: {act.result}" if act.result else "",
        ]
        return ". ".join(one.rstrip(".") for one in told if one)

    @property
    def to_ask(self) -> str:
        return ""


@dataclass(frozen=True)
class NotePage:
    """Who is to be spoken for."""

    found: SpokenFor

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.found.who)

    @property
    def client_href(self) -> str:
        return reverse("desk:client", args=[self.found.who.client_id])

    @property
    def agreements_href(self) -> str:
        return reverse("agreements:list", args=[self.found.who.client_id])

    @property
    def in_service(self) -> bool:
        return self.found.in_service


@dataclass(frozen=True)
class OneAct:
    """One act in somebody's name."""

    found: ActPage

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.found.who)

    @property
    def doing(self) -> str:
        return f"{self.found.act.kind.label}: {self.found.act.to_whom}"

    @property
    def help_href(self) -> str:
        return reverse("desk:help", args=[self.found.who.client_id])

    @property
    def facts(self) -> list[SummaryRow]:
        act = self.found.act
        return [
            SummaryRow("When", f"{short_date(act.done_on)}, {act.noted_by}"),
            SummaryRow("What for", act.purpose),
            SummaryRow("Their authority", f"{act.authority_how.label}, {short_date(act.authority_on)}"),
            SummaryRow("It took", rules.hours(act.minutes)),
            SummaryRow("What came of it", act.result or "Not known yet"),
        ]

    @property
    def awaits_result(self) -> bool:
        return not self.found.act.result
