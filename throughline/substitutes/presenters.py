"""The library in words: its list, one method, and what could be tried with somebody."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.clients.presenters import ClientHead
from throughline.nhsuk.shapes import Link, SummaryRow, Tag, TimelineEvent
from throughline.nhsuk.words import plural, short_date
from throughline.substitutes.models import Verdict, Went
from throughline.substitutes.queries import Offer, Offers, SubstitutePage, SubstituteRow, UseRow

NOT_REVIEWED = Tag("Not reviewed", "orange")
TAGS = {Verdict.GOOD: Tag("Reviewed", "green"), Verdict.NOT_TO_BE_USED: Tag("Not to be used", "red")}
WENT = {Went.WELL: Tag("Went well", "green"), Went.PARTLY: Tag("Partly", "yellow"), Went.BADLY: Tag("Not well", "grey")}


def tag_of(row: SubstituteRow) -> Tag:
    """Say whether somebody has reviewed it, and what they found."""
    return TAGS[row.verdict] if row.verdict else NOT_REVIEWED


def uses_words(row: SubstituteRow) -> str:
    """Say how often it was used here, and how it went."""
    if not row.uses:
        return "Not used here yet"
    went = ", ".join(f"{times} {went.label.lower()}" for went, times in sorted(row.uses.items(), key=_best_first))
    return f"{plural(row.times_used, 'use')}: {went}"


def _best_first(pair: tuple[Went, int]) -> int:
    return list(Went).index(pair[0])


@dataclass(frozen=True)
class LibraryPage:
    """What there is."""

    found: tuple[SubstituteRow, ...]

    columns = ("Method", "Stands in for", "How", "For", "Used here")

    @property
    def rows(self) -> list[list[object]]:
        return [
            [
                [Link(row.title, reverse("substitutes:substitute", args=[row.substitute_id])), tag_of(row)],
                row.stands_in_for.label,
                row.mode.label,
                ", ".join(row.for_whom) or "Anybody",
                uses_words(row),
            ]
            for row in self.found
        ]


@dataclass(frozen=True)
class Described:
    """One method as it is read before it is used."""

    row: SubstituteRow

    @property
    def tag(self) -> Tag:
        return tag_of(self.row)

    @property
    def steps(self) -> tuple[str, ...]:
        return self.row.steps

    @property
    def cautions(self) -> str:
        named = f"Take care with: {', '.join(self.row.cautions)}." if self.row.cautions else ""
        return " ".join(filter(None, [named, self.row.caution_words]))

    @property
    def facts(self) -> list[SummaryRow]:
        row = self.row
        reviewed = f"{row.reviewed_by}, {short_date(row.reviewed_on)}" if row.reviewed_on else "Nobody yet"
        told = [
            ("Stands in for", row.stands_in_for.label),
            ("How", row.mode.label),
            ("For", ", ".join(row.for_whom) or "Anybody"),
            ("Written up by", f"{row.written_by}, {row.shared_by}, {short_date(row.written_on)}"),
            ("Reviewed by", ". ".join(filter(None, [reviewed, row.review_words]))),
            ("Used here", uses_words(row)),
        ]
        return [SummaryRow(key, value) for key, value in told]


@dataclass(frozen=True)
class OneSubstitute(Described):
    """One method with how it went here."""

    found: SubstitutePage

    @property
    def change_href(self) -> str:
        return reverse("substitutes:change", args=[self.row.substitute_id]) if self.found.is_ours else ""

    @property
    def events(self) -> list[TimelineEvent]:
        return [
            TimelineEvent(when=short_date(use.used_on), heading=WENT[use.went].text, body=use.words, by=use.by)
            for use in self.found.uses
        ]


@dataclass(frozen=True)
class OfferCard:
    """A method that could be tried with one person."""

    offer: Offer
    href: str

    @property
    def title(self) -> str:
        return self.offer.substitute.title

    @property
    def tag(self) -> Tag:
        return tag_of(self.offer.substitute)

    @property
    def may(self) -> bool:
        return bool(self.offer.may)

    @property
    def facts(self) -> str:
        row = self.offer.substitute
        theirs = "for a condition of theirs" if self.offer.is_for_them else ""
        return ". ".join(
            [", ".join(filter(None, [row.stands_in_for.label, row.mode.label.lower(), theirs])), uses_words(row)]
        )

    @property
    def caution(self) -> str:
        """Say why it may not be used, or which cautions they meet."""
        if not self.offer.may:
            return self.offer.may.reason
        met = ", ".join(self.offer.cautions_met)
        return f"Its cautions name {met}, which they have. Read them first." if met else ""


@dataclass(frozen=True)
class OffersPage:
    """What could be tried with somebody."""

    found: Offers

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.found.who)

    @property
    def help_href(self) -> str:
        return reverse("desk:help", args=[self.found.who.client_id])

    @property
    def cards(self) -> list[OfferCard]:
        who = self.found.who.client_id
        return [
            OfferCard(offer, reverse("substitutes:use", args=[who, offer.substitute.substitute_id]))
            for offer in self.found.rows
        ]


@dataclass(frozen=True)
class UsePage(Described):
    """One method as it is used with somebody."""

    found: Offers
    offer: Offer

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.found.who)

    @property
    def card(self) -> OfferCard:
        return OfferCard(self.offer, "")

    @property
    def back_href(self) -> str:
        return reverse("substitutes:offered", args=[self.found.who.client_id])

    @property
    def can_be_noted(self) -> bool:
        return bool(self.offer.may) and self.found.in_service


@dataclass(frozen=True)
class UseLine:
    """One use in a list of what was done for somebody."""

    use: UseRow

    @property
    def what(self) -> Link:
        return Link(self.use.title, reverse("substitutes:substitute", args=[self.use.substitute_id]))

    @property
    def tag(self) -> Tag:
        return WENT[self.use.went]

    @property
    def facts(self) -> str:
        return ". ".join(filter(None, [f"{short_date(self.use.used_on)}, {self.use.by}", self.use.words]))

    @property
    def to_ask(self) -> str:
        return ""
