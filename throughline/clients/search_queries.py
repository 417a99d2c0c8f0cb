"""Who is meant by what somebody typed: ids, the closest first. At most three statements, whatever is looked for.

A name is found from its rarest word: only who bears a form of that is asked for the other words, one by one where they
are few, and else all at once; both in an index that holds all that is asked. Where so many people fit that nobody would
read on, the closest are taken, and it is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any
from uuid import UUID

from django.db import connection

from throughline.clients.dictionary import DICTIONARY
from throughline.clients.search_rules import CloseWord, Wanted, close_words
from throughline.core.actor import Actor

PAGE_SIZE = 20
MOST_FOUND = 200
"""So many people are put in order; whoever is looked for among more needs more to be found by."""
BROAD = 3000
"""Where the closest forms of a word fit so many people, nobody is looked for by the forms that are less close."""
EACH_COSTS = 20
"""Asking one person for their words costs as much as reading so many bearers of a word in a row."""
TYPED = """
    with typed as (select * from unnest(%(words)s::text[], %(slots)s::int[], %(closeness)s::real[])
                   as t (word, slot, closeness)),
"""
BEST = """,
    best as materialized (
        select * from named where fitting = (select max(fitting) from named)
        order by closeness desc limit {most} + 1)
"""
BEARERS = """
    select n.client_id, t.slot, t.closeness
    from typed t cross join lateral (
        select client_id from clients_nameword where word = t.word and provider_id = %(provider)s limit %(most)s
    ) n
    where t.slot = any(%(asked)s)
"""
WHO_FITS = "select c.id as client_id from clients_client c where c.provider_id = %(provider)s and {also}"
ASKING_EACH = (
    TYPED
    + """
    asked as materialized (select distinct client_id from ({people}) p),
    named as materialized (
        select a.client_id, f.fitting, f.closeness from asked a cross join lateral (
            select count(*) as fitting, sum(s.closeness) as closeness from (
                select max(t.closeness) as closeness from clients_nameword n join typed t on t.word = n.word
                where n.client_id = a.client_id and n.provider_id = %(provider)s group by t.slot
            ) s
        ) f where f.fitting > 0)
"""
    + BEST
)
ASKING_ALL = (
    TYPED
    + """
    fits as materialized ({people}),
    named as materialized (
        select client_id, count(*) as fitting, sum(closeness) as closeness from (
            select f.client_id, max(f.closeness) as closeness from fits f
            where f.client_id in (select r.client_id from fits r where r.slot = any(%(rarest)s))
            group by f.client_id, f.slot
        ) s group by client_id)
"""
    + BEST
)
BY_NOTHING = "with best as ({people} limit {most} + 1)"
PEOPLE = """
    select c.id, count(*) over (), {fitting} from best b join clients_client c on c.id = b.client_id
    where c.provider_id = %(provider)s and c.merged_into_id is null
    order by {closest} c.sort_name, c.id limit {size} offset %(start)s
"""
NUMBER = """c.id in (
    select id from clients_client
    where provider_id = %(provider)s and nhs_number = %(nhs_number)s and merged_into_id is null
    union all
    select merged_into_id from clients_client
    where provider_id = %(provider)s and nhs_number = %(nhs_number)s and merged_into_id is not null)"""
ALSO = {
    "born_on": "c.date_of_birth = %(born_on)s",
    "postcode": "c.postcode = %(postcode)s",
    "nhs_number": NUMBER,
    "phone": "c.id in (select client_id from clients_waytoreach"
    " where provider_id = %(provider)s and value = %(phone)s)",
}


@dataclass(frozen=True)
class Found:
    """One page of the people found, by id, and how many there are in all."""

    ids: tuple[UUID, ...]
    total: int
    more: bool = False
    """There are more than are counted here: these are the closest."""


Rows = Sequence[tuple[UUID, int, int]]


def find(wanted: Wanted, *, page: int, viewer: Actor) -> Found:
    """Find people of the viewer's provider who fit everything that was given, the closest names first."""
    given: dict[str, object] = {
        "provider": viewer.organisation_id,
        "start": (max(page, 1) - 1) * PAGE_SIZE,
        **{name: getattr(wanted, name) for name in ALSO},
    }
    also = " and ".join(condition for name, condition in ALSO.items() if getattr(wanted, name))
    if not wanted.words:
        return _found(_rows(BY_NOTHING, WHO_FITS.format(also=also), given))
    return _found(_by_name(wanted.words, also, given, provider_id=viewer.organisation_id))


def _by_name(words: tuple[str, ...], also: str, given: dict[str, object], *, provider_id: UUID | None) -> Rows:
    """Look among those who fit what else was given; else among bearers of the rarest word, and then of any."""
    known = DICTIONARY.words_at(provider_id) if provider_id else {}
    forms = [[form for form in close_words(word, tuple(known)) if form.word in known] for word in words]
    slots = sorted(filter(None, forms), key=lambda slot: sum(known[form.word] for form in slot))
    if not slots:
        return ()
    if also:
        return _rows(ASKING_EACH, WHO_FITS.format(also=also), given | _typed(slots))
    slots = [_closest(slots[0], known), *slots[1:]]
    every_slot = list(range(len(slots)))
    first, *others = (sum(known[form.word] for form in slot) for slot in slots)
    if others and first * EACH_COSTS < sum(others):
        rows = _rows(ASKING_EACH, BEARERS, given | _typed(slots) | {"asked": [0], "most": None})
    else:
        every = {"asked": every_slot, "rarest": [0], "most": None if others else MOST_FOUND + 1}
        rows = _rows(ASKING_ALL, BEARERS, given | _typed(slots) | every)
    if (rows and rows[0][2] == len(slots)) or not others:
        return rows
    slots = [_closest(slot, known) for slot in slots]
    any_word = {"asked": every_slot, "rarest": every_slot, "most": BROAD}
    return _rows(ASKING_ALL, BEARERS, given | _typed(slots) | any_word)


def _closest(slot: Sequence[CloseWord], known: Mapping[str, int]) -> list[CloseWord]:
    """Leave out forms that are less close than those which fit many people already."""
    before = accumulate((known[form.word] for form in slot), initial=0)
    return [form for form, people in zip(slot, before, strict=False) if people < BROAD]


def _typed(slots: Sequence[Sequence[CloseWord]]) -> dict[str, object]:
    """Give every word that each typed one may stand for, with its place and how close it is."""
    close = [(form.word, slot, form.closeness) for slot, forms in enumerate(slots) for form in forms]
    words, places, closeness = zip(*close, strict=True)
    return {"words": list(words), "slots": list(places), "closeness": list(closeness)}


def _rows(sql: str, people: str, given: dict[str, Any]) -> Rows:
    named = sql is not BY_NOTHING
    page = PEOPLE.format(
        size=PAGE_SIZE, fitting="b.fitting" if named else "0", closest="b.closeness desc," if named else ""
    )
    with connection.cursor() as cursor:
        cursor.execute(sql.format(people=people, most=MOST_FOUND) + page, given)
        rows: Rows = cursor.fetchall()
    return rows


def _found(rows: Rows) -> Found:
    total = rows[0][1] if rows else 0
    return Found(tuple(row[0] for row in rows), min(total, MOST_FOUND), more=total > MOST_FOUND)
