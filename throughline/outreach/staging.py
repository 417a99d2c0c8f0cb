"""Where the rows of a list stand while it is taken in: a table of this connection alone, gone with its transaction.

A killed import therefore leaves nothing behind. All that compares many rows with many is said in SQL, so that the list
of a nation needs no more of this process than that of a village.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from throughline.core.ids import new_id
from throughline.outreach.rules import ListedRow

INTO = (
    "copy coming_row (line, person_id, nhs_number, full_name, sort_name, name_key, born_on, postcode, address, phones,"
    " email, surgery_id, reason, left_out, cells) from stdin"
)
MEMORY = "set local work_mem = '128MB'"
TABLE = """
create temporary table coming_row (
  line int, person_id uuid, nhs_number text, full_name text, sort_name text, name_key bigint, born_on date,
  postcode text, address text, phones text[], email text, surgery_id uuid, reason text, left_out text, cells text[]
) on commit drop
"""
GROUPED = """
create temporary table coming_group on commit drop as
with numbered as (
  select name_key, min(nhs_number) as nhs_number, count(distinct nhs_number) as numbers, min(line) as head
  from coming_row group by name_key
), by_number as (
  select nhs_number, min(line) as head from coming_row where nhs_number is not null group by nhs_number
)
select c.line, coalesce(own.head, theirs.head, alone.head) as head
from coming_row c
left join by_number own on own.nhs_number = c.nhs_number
left join numbered k on c.nhs_number is null and k.name_key = c.name_key and k.numbers = 1
left join by_number theirs on theirs.nhs_number = k.nhs_number
left join (select name_key, min(line) as head from coming_row where nhs_number is null group by name_key) alone
  on c.nhs_number is null and alone.name_key = c.name_key
"""
"""Rows of one file that are one person: by NHS number; without one, by the key, if those with one agree."""
KNOWN = """
create temporary table coming_known on commit drop as
with met as (
  select g.head, c.line, c.left_out,
    coalesce(pn.id, pk.id) as listed_id,
    coalesce(coalesce(cn.merged_into_id, cn.id), coalesce(ck.merged_into_id, ck.id)) as client_id,
    case when cn.id is not null then 'NHS_NUMBER' when ck.id is not null then 'PARTICULARS' else '' end as how,
    coalesce((select l.why from outreach_leftout l where l.provider_id = %(provider)s and
      l.nhs_number = c.nhs_number limit 1),
      (select l.why from outreach_leftout l where l.provider_id = %(provider)s and l.name_key = c.name_key
       and (l.nhs_number is null or c.nhs_number is null) limit 1), '') as left_out_before
  from coming_row c join coming_group g on g.line = c.line
  left join lateral (select p.id from outreach_listedperson p where p.provider_id = %(provider)s
    and p.nhs_number = c.nhs_number and p.same_as_id is null and p.state <> 'DELETED' order by p.id limit 1) pn on true
  left join lateral (select p.id from outreach_listedperson p where p.provider_id = %(provider)s
    and p.name_key = c.name_key and p.sort_name = c.sort_name and p.state <> 'DELETED' and p.same_as_id is null
    and (p.nhs_number is null or c.nhs_number is null) order by p.id limit 1) pk on pn.id is null
  left join lateral (select k.id, k.merged_into_id from clients_client k where k.provider_id = %(provider)s
    and k.nhs_number = c.nhs_number order by k.merged_into_id nulls first limit 1) cn on true
  left join lateral (select k.id, k.merged_into_id from clients_client k where k.provider_id = %(provider)s
    and k.sort_name = c.sort_name and k.date_of_birth = c.born_on and k.postcode = c.postcode and c.postcode <> ''
    and (k.nhs_number is null or c.nhs_number is null) order by k.merged_into_id nulls first, k.id limit 1) ck
    on cn.id is null
), grouped as (
  select head, (array_agg(listed_id order by line) filter (where listed_id is not null))[1] as listed_id,
    (array_agg(client_id order by line) filter (where client_id is not null))[1] as client_id,
    (array_agg(how order by line) filter (where client_id is not null))[1] as how,
    max(left_out) as left_out, max(left_out_before) as left_out_before
  from met group by head
)
select g.head, g.listed_id, g.client_id, g.how, coalesce(p.client_id, g.client_id) as whose, s.worker_id,
  s.open_case, case when g.left_out <> '' then g.left_out when s.died then 'DIED' else g.left_out_before end as left_out
from grouped g
left join outreach_listedperson p on p.id = g.listed_id
left join lateral (select bool_or(k.closed_at is null) as open_case,
    (array_agg(k.worker_id) filter (where k.closed_at is null))[1] as worker_id,
    coalesce(bool_or(k.close_reason = 'DIED'), false) and not coalesce(bool_or(k.closed_at is null), false) as died
  from cases_case k where k.client_id = coalesce(p.client_id, g.client_id)) s on coalesce(p.client_id, g.client_id)
  is not null
"""
"""For each person of the file: who they are on our lists and in our records, and whether they are to be left out."""
DECIDED = """
create temporary table coming_person on commit drop as
with clients as (
  select distinct on (client_id) client_id, id from outreach_listedperson
  where provider_id = %(provider)s and client_id is not null and same_as_id is null and state <> 'DELETED'
  order by client_id, id
), heads as (select whose, min(head) as first from coming_known where whose is not null group by whose)
select k.head, coalesce(h.first, k.head) as first, coalesce(k.listed_id, on_list.id) as known_id,
  coalesce(k.listed_id, on_list.id, of_first.person_id) as person_id, k.whose, k.how, k.worker_id,
  case when k.whose is null then case when k.listed_id is null then 'NEW' else 'JOINED' end
       when k.open_case then 'CLIENT' else 'FORMER' end as found, k.left_out
from coming_known k
left join heads h on h.whose = k.whose
left join clients on_list on on_list.client_id = k.whose and k.listed_id is null
join coming_row of_first on of_first.line = coalesce(h.first, k.head)
"""
ADDED = """
insert into outreach_listedperson (id, provider_id, full_name, sort_name, name_key, date_of_birth, nhs_number, address,
  postcode, phones, email, surgery_id, reasons, client_id, how_known, worker_id, state, closed_why, first_try_by,
  listed_at, listed_by_id)
select c.person_id, %(provider)s, c.full_name, c.sort_name, c.name_key, c.born_on, c.nhs_number, c.address, c.postcode,
  c.phones, c.email, coalesce(c.surgery_id, %(surgery)s),
  case when c.reason = '' then '{}'::text[] else array[c.reason] end,
  p.whose, coalesce(p.how, ''), coalesce(p.worker_id, w.worker_id), 'LISTED', '', %(first_try_by)s, %(at)s, %(by)s
from coming_person p join coming_row c on c.line = p.head
left join lateral (select (array_agg(t.worker_id order by t.place))[1 + (c.line %% count(*))::int] as worker_id
  from jsonb_to_recordset(%(workers)s) as t (surgery_id uuid, worker_id uuid, place int)
  where t.surgery_id = coalesce(c.surgery_id, %(surgery)s)) w on true
where p.known_id is null and p.left_out = '' and p.head = p.first
"""
COMPLETED = """
update outreach_listedperson p set
  nhs_number = coalesce(p.nhs_number, x.nhs_number), date_of_birth = coalesce(p.date_of_birth, x.born_on),
  address = case when p.address = '' then x.address else p.address end,
  postcode = case when p.postcode = '' then x.postcode else p.postcode end,
  email = case when p.email = '' then x.email else p.email end,
  surgery_id = coalesce(p.surgery_id, x.surgery_id, %(surgery)s),
  phones = p.phones || array(select n from unnest(x.phones) n where n <> all(p.phones)),
  reasons = case when x.reason = '' or x.reason = any(p.reasons) then p.reasons else p.reasons || x.reason end,
  client_id = coalesce(p.client_id, x.whose), how_known = case when p.client_id is null then coalesce(x.how, '')
    else p.how_known end, worker_id = coalesce(x.worker_id, p.worker_id)
from (select distinct on (d.person_id) d.person_id, d.whose, d.how, d.worker_id, c.* from coming_person d
  join coming_group g on g.head = d.head join coming_row c on c.line = g.line
  where d.left_out = '' and (d.known_id is not null or c.line <> d.first)
  order by d.person_id, (c.nhs_number is null), c.line)
  as x (person_id, whose, how, worker_id, line, own_id, nhs_number, full_name, sort_name, name_key, born_on, postcode,
        address, phones, email, surgery_id, reason, left_out, cells)
where p.id = x.person_id and p.provider_id = %(provider)s
"""
"""What a further row about somebody adds; nothing that is known is written over."""
NAMED = """
insert into outreach_listing (id, provider_id, on_list_id, person_id, line, cells, found)
select gen_random_uuid(), %(provider)s, %(list)s, p.person_id, c.line, c.cells, p.found
from coming_row c join coming_group g on g.line = c.line join coming_person p on p.head = g.head
where p.left_out = ''
"""
LEFT_OUT = """
insert into outreach_leftout (id, provider_id, on_list_id, line, why, nhs_number, name_key, client_id)
select gen_random_uuid(), %(provider)s, %(list)s, c.line, p.left_out, c.nhs_number, c.name_key, p.whose
from coming_person p join coming_row c on c.line = p.head where p.left_out <> ''
"""
NOT_CALLED = """
update outreach_listedperson l set state = 'CLOSED', closed_why = p.left_out
from coming_person p where p.known_id = l.id and p.left_out <> '' and l.state in ('LISTED', 'TRIED')
"""
COUNTED = """
select count(distinct person_id) filter (where left_out = '' and found = 'NEW'),
  count(distinct person_id) filter (where left_out = '' and found = 'JOINED'),
  count(distinct person_id) filter (where left_out = '' and found = 'CLIENT'),
  count(distinct person_id) filter (where left_out = '' and found = 'FORMER'),
  count(*) filter (where left_out = 'DIED'), count(*) filter (where left_out = 'OPTED_OUT'),
  (select count(*) from coming_row), (select count(*) from coming_row) - count(distinct person_id),
  count(distinct person_id) filter (where left_out = '' and known_id is null)
from coming_person
"""
CLASHES = """
select c.line, f.line from coming_row c join coming_group g on g.line = c.line join coming_row f on f.line = g.head
where c.line <> f.line and c.nhs_number = f.nhs_number and c.sort_name <> f.sort_name
  and c.born_on is distinct from f.born_on order by c.line
"""


@dataclass(frozen=True)
class Counted:
    """What a list came to."""

    new: int
    joined: int
    clients: int
    former: int
    died: int
    opted_out: int
    good_rows: int
    repeated: int
    added: int
    """People who were on no list before: new ones, and clients."""


class Staging:
    """The rows that can be used, as they come; then what becomes of them."""

    def __init__(self) -> None:
        self._run(MEMORY)
        # A kind of leftover that only a transaction that goes on after a first list can have.
        for table in ("coming_row", "coming_group", "coming_known", "coming_person"):
            self._run(f"drop table if exists {table}")
        self._run(TABLE)

    def add(self, lines: Sequence[str]) -> None:
        """Write rows, each as COPY reads it."""
        if lines:
            with connection.cursor() as cursor, cursor.copy(INTO) as copy:
                copy.write("".join(lines))

    def compare(self, provider_id: UUID) -> list[tuple[int, int]]:
        """Find who is who, and give rows that share an NHS number with another person's earlier row, with that row."""
        self._run("analyze coming_row")
        self._run(GROUPED)
        clashes = self._ask(CLASHES)
        if clashes:
            lines = [line for line, _ in clashes]
            self._run("delete from coming_row where line = any(%(lines)s)", {"lines": lines})
            self._run("delete from coming_group where line = any(%(lines)s)", {"lines": lines})
        self._run("analyze coming_group")
        self._run(KNOWN, {"provider": provider_id})
        self._run("analyze coming_known")
        self._run(DECIDED, {"provider": provider_id})
        self._run("analyze coming_person")
        return [(int(line), int(before)) for line, before in clashes]

    def counted(self) -> Counted:
        """Count what the list comes to."""
        return Counted(*self._ask(COUNTED)[0])

    def keep(
        self, *, list_id: UUID, provider_id: UUID, surgery_id: UUID | None, workers: Sequence[tuple[UUID, UUID]],
        first_try_by: date, at: datetime, by_id: UUID,
    ) -> None:  # fmt: skip
        """Write everybody down: new people, what is new of those who are known, and which line named whom."""
        places = [{"surgery_id": str(s), "worker_id": str(w), "place": n} for n, (s, w) in enumerate(workers)]
        given = {
            "list": list_id, "provider": provider_id, "surgery": surgery_id, "workers": json.dumps(places),
            "first_try_by": first_try_by, "at": at, "by": by_id,
        }  # fmt: skip
        for statement in (ADDED, COMPLETED, NAMED, LEFT_OUT, NOT_CALLED):
            self._run(statement, given)

    def flagged(self) -> list[UUID]:
        """List the clients who are named, once each."""
        return [row[0] for row in self._ask("select distinct whose from coming_person where whose is not null")]

    @staticmethod
    def _run(statement: str, given: Mapping[str, Any] | None = None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, given)

    @staticmethod
    def _ask(statement: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def copy_line(line: int, row: ListedRow, cells: Sequence[str]) -> str:
    """Give a row as PostgreSQL's COPY reads it."""
    return "\t".join(
        (
            str(line), str(new_id()), _text(row.nhs_number), _text(row.full_name), _text(row.sort_name),
            str(row.name_key), str(row.born_on) if row.born_on else "\\N", row.postcode, _text(row.address),
            _array(row.phones), _text(row.email), str(row.surgery_id) if row.surgery_id else "\\N", _text(row.reason),
            row.left_out, _array(cells),
        )
    ) + "\n"  # fmt: skip


def _text(value: str | None) -> str:
    if value is None:
        return "\\N"
    if value.isprintable() and "\\" not in value:
        return value
    plain = value.replace("\0", "")
    return plain.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _array(values: Sequence[str]) -> str:
    quoted = ",".join('"' + v.replace("\\", "\\\\").replace('"', '\\"') + '"' for v in values)
    return _text("{" + quoted + "}")
