"""Takes out of the database what the engine compares, into files that only this program's user can read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Mapping

CLIENTS = """
copy (select c.id, c.sort_name, c.date_of_birth, c.nhs_number, c.postcode, c.address, w.phones
  from clients_client c
  left join (select client_id, string_agg(value, '|' order by place, id) as phones from clients_waytoreach
    where kind = 'PHONE' and provider_id = %(provider)s group by client_id) w on w.client_id = c.id
  where c.provider_id = %(provider)s and c.merged_into_id is null) to stdout with (format csv)
"""
LISTED = """
copy (select p.id, p.sort_name, p.date_of_birth, p.nhs_number, p.postcode, p.address, array_to_string(p.phones, '|')
  from outreach_listedperson p
  where p.provider_id = %(provider)s and p.client_id is null and p.same_as_id is null and p.state <> 'DELETED'
    and exists (select 1 from outreach_listing n where n.person_id = p.id and n.on_list_id = %(list)s)
  ) to stdout with (format csv)
"""


def clients(path: Path, *, provider_id: UUID) -> None:
    """Write a provider's clients down, each record that stands once."""
    _copy(path, CLIENTS, {"provider": provider_id})


def listed_people(path: Path, *, list_id: UUID, provider_id: UUID) -> None:
    """Write the people of a list down of whom nothing says that they are a client (outreach.people_to_compare)."""
    _copy(path, LISTED, {"provider": provider_id, "list": list_id})


def _copy(path: Path, statement: str, given: Mapping[str, object]) -> None:
    with path.open("wb") as file, connection.cursor() as cursor, cursor.copy(statement, given) as copy:
        for block in copy:
            file.write(block)
