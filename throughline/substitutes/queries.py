"""What can be asked of the library: what there is, one method with how it went here, and what to offer somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from throughline.cases.models import Case
from throughline.clients import queries as clients
from throughline.clients.models import Client
from throughline.clients.queries import Named
from throughline.core.actor import Actor
from throughline.core.decisions import Decision, NotFound
from throughline.directory.kinds import Category, Mode
from throughline.substitutes import rules
from throughline.substitutes.models import Substitute, Use, Verdict, Went
from throughline.substitutes.rules import Method


@dataclass(frozen=True)
class SubstituteRow(Method):
    """One method of the library. `uses`: how often at the viewer's own provider, by how it went."""

    substitute_id: UUID
    title: str
    stands_in_for: Category
    mode: Mode
    steps: tuple[str, ...]
    caution_words: str
    shared_by: str
    shared_by_id: UUID
    written_by: str
    written_on: date
    review_words: str
    reviewed_by: str
    reviewed_on: date | None
    uses: dict[Went, int]

    @property
    def times_used(self) -> int:
        return sum(self.uses.values())

    @property
    def is_reviewed(self) -> bool:
        return self.verdict is not None


@dataclass(frozen=True)
class UseRow:
    """That a method was used with somebody of the viewer's own provider."""

    substitute_id: UUID
    title: str
    used_on: date
    went: Went
    words: str
    by: str


@dataclass(frozen=True)
class SubstitutePage:
    """One method, and what was said of it here. It does not say with whom it was used."""

    substitute: SubstituteRow
    uses: tuple[UseRow, ...]
    is_ours: bool


@dataclass(frozen=True)
class Offer:
    """A method for one person: whether it may be used with them, and which of its cautions they meet."""

    substitute: SubstituteRow
    may: Decision
    is_for_them: bool
    cautions_met: tuple[str, ...]


@dataclass(frozen=True)
class Offers:
    """What could be tried with somebody."""

    who: Named
    in_service: bool
    rows: tuple[Offer, ...]


def library(*, viewer: Actor, category: Category | None = None) -> tuple[SubstituteRow, ...]:
    """List the library, all of it or what stands in for one category, in two statements."""
    found = Substitute.objects.order_by("stands_in_for", "title", "id")
    return _rows(found.filter(stands_in_for=category) if category else found, viewer=viewer)


def substitute_page(substitute_id: UUID, *, viewer: Actor) -> SubstitutePage:
    """Give one method with the latest of how it went at the viewer's own provider.

    :raises NotFound: if there is no such method
    """
    rows = _rows(Substitute.objects.filter(id=substitute_id), viewer=viewer)
    if not rows:
        raise NotFound("no such method")
    found = Use.objects.visible_to(viewer).filter(substitute_id=substitute_id)
    return SubstitutePage(rows[0], _uses(found)[:20], rows[0].shared_by_id == viewer.organisation_id)


def substitutes_for(category: Category | None, client_id: UUID, *, viewer: Actor) -> tuple[Offer, ...]:
    """List what could stand in for a category with this person, in three statements, what may be used at the top.

    What may not be used with them now is listed last, with the reason and what to do about it.

    :raises NotFound: if the viewer cannot see the client
    """
    client = Client.objects.visible_to(viewer).filter(id=client_id).values_list("conditions", flat=True)
    conditions = client.first()
    if conditions is None:
        raise NotFound("no such client")
    offers = [
        Offer(
            row,
            rules.may_use(row, conditions=conditions),
            bool(rules.met(row.for_whom, conditions)),
            rules.met(row.cautions, conditions),
        )
        for row in library(viewer=viewer, category=category) if row.verdict != Verdict.NOT_TO_BE_USED
    ]  # fmt: skip
    return tuple(sorted(offers, key=_order))


def offers_for(client_id: UUID, *, viewer: Actor, category: Category | None = None) -> Offers:
    """Give what could be tried with somebody, with whose page it is.

    :raises NotFound: if the viewer cannot see the client
    """
    return Offers(
        who=clients.named(client_id, viewer=viewer),
        in_service=Case.objects.visible_to(viewer).still_open().filter(client_id=client_id).exists(),
        rows=substitutes_for(category, client_id, viewer=viewer),
    )


def uses_with(client_id: UUID, *, viewer: Actor) -> tuple[UseRow, ...]:
    """List what was used with somebody and how it went, in one statement, the latest at the top."""
    return _uses(Use.objects.visible_to(viewer).filter(case__client_id=client_id))


def _order(offer: Offer) -> tuple[object, ...]:
    row = offer.substitute
    return rules.order(
        may=bool(offer.may), is_for_them=offer.is_for_them, is_reviewed=row.is_reviewed, uses=row.times_used,
        title=row.title,
    )  # fmt: skip


def _uses(found: QuerySet[Use]) -> tuple[UseRow, ...]:
    columns = ("substitute_id", "substitute__title", "used_on", "went", "words", "noted_by__name")
    told = found.order_by("-used_on", "-noted_at").values_list(*columns)
    return tuple(UseRow(id_, title, on, Went(went), words, by) for id_, title, on, went, words, by in told)


def _rows(found: QuerySet[Substitute], *, viewer: Actor) -> tuple[SubstituteRow, ...]:
    methods = list(found.select_related("shared_by", "written_by", "reviewed_by"))
    uses = _times([method.id for method in methods], viewer=viewer)
    return tuple(_row(method, uses.get(method.id, {})) for method in methods)


def _times(substitute_ids: Iterable[UUID], *, viewer: Actor) -> dict[UUID, dict[Went, int]]:
    times: dict[UUID, dict[Went, int]] = {}
    found = Use.objects.visible_to(viewer).filter(substitute_id__in=list(substitute_ids))
    for substitute_id, went, count in found.values_list("substitute_id", "went").annotate(Count("id")):
        times.setdefault(substitute_id, {})[Went(went)] = count
    return times


def _row(method: Substitute, uses: dict[Went, int]) -> SubstituteRow:
    return SubstituteRow(
        verdict=Verdict(method.verdict) if method.verdict else None,
        for_whom=tuple(method.for_whom),
        cautions=tuple(method.cautions),
        substitute_id=method.id,
        title=method.title,
        stands_in_for=Category(method.stands_in_for),
        mode=Mode(method.mode),
        steps=tuple(step for step in method.steps.splitlines() if step.strip()),
        caution_words=method.caution_words,
        shared_by=method.shared_by.name,
        shared_by_id=method.shared_by_id,
        written_by=method.written_by.name,
        written_on=method.written_at.date(),
        review_words=method.review_words,
        reviewed_by=method.reviewed_by.name if method.reviewed_by else "",
        reviewed_on=method.reviewed_at.date() if method.reviewed_at else None,
        uses=uses,
    )
