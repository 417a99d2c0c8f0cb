"""What can happen: a list is compared with all clients, and a person says who is who."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.core.ids import new_id
from throughline.core.scope import NOBODY
from throughline.linkage import gather
from throughline.linkage.engine import prepared, score
from throughline.linkage.engine.score import Outcome, Thresholds
from throughline.linkage.models import PossibleMatch, Said
from throughline.organisations import queries as organisations
from throughline.organisations.numbers import ASK_WEIGHT, LINK_WEIGHT
from throughline.outreach import commands as outreach
from throughline.outreach.models import ListedPerson, VulnerableList

Far = Callable[[int, int], None]
STAGES = 6
BATCH = 5000


@dataclass(frozen=True)
class Compared:
    """What comparing a list came to."""

    list_id: UUID
    listed: int
    clients: int
    pairs: int
    linked: int
    asked: int
    """People about whom somebody is asked."""


@transaction.atomic
def forget_matches(*, person_ids: Collection[UUID], by: Actor, at: datetime) -> None:
    """Forget who listed people may have been, once their list is deleted. Part of that, which has asked (R53)."""
    gone, _ = PossibleMatch.objects.visible_to(by).filter(person_id__in=person_ids).delete()
    if gone:
        provider_id = by.organisation_id or NOBODY
        audit.record_about(
            "MATCHES_FORGOTTEN", table="linkage_possiblematch", about_id=NOBODY, provider_id=provider_id, by=by, at=at,
            details={"number": gone},
        )  # fmt: skip


@transaction.atomic
def compare_list(*, list_id: UUID, folder: Path, progress: Far, by: Actor, at: datetime) -> Compared:
    """Compare a list with all clients: links who is alike beyond doubt, and asks about who may be one.

    All of it is one transaction: whatever ends it early leaves the list as it was, to be compared again.

    :raises NotAllowed: if `by` may not take lists in
    :raises NotFound: if the list is not there
    :raises Refused: if it was deleted, another list is being compared, or what a region needs is not installed
    """
    policy.require(Permission.TAKE_IN_LISTS, actor=by)
    one: VulnerableList | None = VulnerableList.objects.visible_to(by).select_for_update().filter(id=list_id).first()
    if one is None:
        raise NotFound("no such list")
    if one.deleted_at is not None:
        raise Refused("This list was deleted: nobody on it is known any more.")
    _require_alone()
    return _Comparing(one, folder, progress, by=by, at=at).compare()


@transaction.atomic
def say_who_it_is(*, person_id: UUID, client_id: UUID | None, said: Said, by: Actor, at: datetime) -> None:
    """Say that a listed person is one of the clients shown, that they are none of them, or that one cannot tell yet.

    :raises NotAllowed: if `by` may not take lists in
    :raises NotFound: if nothing is asked about this person, or the client was not shown
    :raises Refused: if the two cannot be one
    """
    policy.require(Permission.TAKE_IN_LISTS, actor=by)
    asked = PossibleMatch.objects.visible_to(by).open_questions().filter(person_id=person_id)
    held = list(asked.select_for_update(of=("self",)).order_by("id"))
    chosen = next((m for m in held if m.client_id == client_id), None)
    if not held or (said == Said.SAME and chosen is None):
        raise NotFound("no such question")
    for match in held:
        match.answer = said if said != Said.SAME or match is chosen else Said.DIFFERENT
        match.answered_at, match.answered_by_id = at, by.user_id
        match.save(update_fields=["answer", "answered_at", "answered_by"])
    if chosen is not None and said == Said.SAME:
        _join(person_id, chosen.client_id, by=by, at=at)
    audit.record("LISTED_PERSON_COMPARED", about=held[0].person, by=by, at=at,
                 details={"said": said, "shown": [m.client_id for m in held]})  # fmt: skip


def _join(person_id: UUID, client_id: UUID, *, by: Actor, at: datetime) -> None:
    """Tie a listed person to a client; a client who has an entry already is called once, under that."""
    entries = ListedPerson.objects.visible_to(by).standing().filter(client_id=client_id).exclude(id=person_id)
    entry_id = entries.order_by("id").values_list("id", flat=True).first()
    if entry_id is None:
        outreach.say_is_client(person_id=person_id, client_id=client_id, by=by, at=at)
    else:
        outreach.say_same_person(person_id=person_id, as_id=entry_id, by=by, at=at)


class _Comparing:
    """One list on its way through the engine."""

    def __init__(self, one: VulnerableList, folder: Path, progress: Far, *, by: Actor, at: datetime) -> None:
        self._one, self._folder, self._by, self._at = one, folder / "linkage", by, at
        self._progress, self._stage = progress, 0

    def compare(self) -> Compared:
        self._make_room()
        try:
            with prepared.opened(self._folder) as engine:
                self._far()
                gather.clients(self._folder / "clients.csv", provider_id=self._one.provider_id)
                gather.listed_people(
                    self._folder / "listed.csv", list_id=self._one.id, provider_id=self._one.provider_id
                )
                thresholds = self._thresholds()
                weighed = score.weigh(
                    engine, clients=self._folder / "clients.csv", listed=self._folder / "listed.csv",
                    thresholds=thresholds, far=lambda what: self._far(),
                )  # fmt: skip
                self._far()
                linked, asked = self._store(score.outcomes(engine))
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)
        outreach.note_compared(list_id=self._one.id, by=self._by, at=self._at)
        found = Compared(self._one.id, weighed.listed, weighed.clients, weighed.pairs, linked, asked)
        audit.record("LIST_COMPARED", about=self._one, by=self._by, at=self._at,
                     details={"linked": linked, "asked": asked, "from": [thresholds.link, thresholds.ask]})  # fmt: skip
        self._far()
        return found

    def _make_room(self) -> None:
        """Begin clean: what a killed run left behind tells of people, and goes."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(mode=0o700, parents=True)

    def _far(self) -> None:
        self._progress(self._stage, STAGES)
        self._stage += 1

    def _thresholds(self) -> Thresholds:
        on, provider_id = clock.local_date(self._at), self._one.provider_id
        link = organisations.number_in_force(LINK_WEIGHT, provider_id=provider_id, on=on)
        return Thresholds(link / 10, organisations.number_in_force(ASK_WEIGHT, provider_id=provider_id, on=on) / 10)

    def _store(self, outcomes: Iterator[Outcome]) -> tuple[int, int]:
        """Write what came out. A pair that a person said no to is not linked, and no pair is asked about twice."""
        refused = set(
            PossibleMatch.objects.filter(provider_id=self._one.provider_id, answer=Said.DIFFERENT).values_list(
                "person_id", "client_id"
            )
        )
        linked, asked = 0, set()
        while batch := list(islice(outcomes, BATCH)):
            pairs = [(o, UUID(o.listed_id), UUID(o.client_id)) for o in batch]
            links = [(person, client) for o, person, client in pairs if o.band == "LINKED"]
            linked += self._link([pair for pair in links if pair not in refused])
            rows = [self._row(o, person, client) for o, person, client in pairs if o.band == "ASKED"]
            PossibleMatch.objects.bulk_create(rows, ignore_conflicts=True)
            asked |= {row.person_id for row in rows if (row.person_id, row.client_id) not in refused}
        return linked, len(asked)

    def _row(self, outcome: Outcome, person_id: UUID, client_id: UUID) -> PossibleMatch:
        return PossibleMatch(
            id=new_id(), provider_id=self._one.provider_id, person_id=person_id, client_id=client_id,
            weight=round(outcome.weight * 10), place=outcome.place, found_at=self._at, found_by_id=self._by.user_id,
        )  # fmt: skip

    def _link(self, pairs: list[tuple[UUID, UUID]]) -> int:
        done = set(outreach.say_are_clients(pairs=pairs, provider_id=self._one.provider_id, by=self._by, at=self._at))
        for person_id, client_id in pairs:
            if person_id not in done:
                _join(person_id, client_id, by=self._by, at=self._at)
        return len(pairs)


def _require_alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtext('linkage.compare_list'))")
        if not cursor.fetchone()[0]:
            raise Refused("Another list is being compared. Wait until it has ended, then compare this one.")
