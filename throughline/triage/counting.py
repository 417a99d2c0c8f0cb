"""Counts of calls to listed people, for queries that have asked who looks and of whom they may count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from uuid import UUID

from django.db import connection

from throughline.triage import rules

SQL = Path(__file__).with_name("progress.sql").read_text(encoding="utf-8")


class By(Enum):
    """By what the calls are counted."""

    ALL = "ALL"
    LIST = "LIST"
    SURGERY = "SURGERY"
    WORKER = "WORKER"


GROUPS = {
    By.ALL: "select id as person_id, '' as named from people",
    By.LIST: """select distinct l.person_id, v.name || ' of ' || to_char(v.received_on, 'FMDD Month YYYY') as named
        from outreach_listing l join outreach_vulnerablelist v on v.id = l.on_list_id
        where v.provider_id = any(%(providers)s)""",
    By.SURGERY: """select p.id as person_id, coalesce(o.name, 'Surgery not known') as named
        from people p left join organisations_organisation o on o.id = p.surgery_id""",
    By.WORKER: """select p.id as person_id, coalesce(u.name, 'Whoever is free') as named
        from people p left join accounts_user u on u.id = p.worker_id""",
}


@dataclass(frozen=True)
class Count:
    """How far it has come with some listed people."""

    named: str
    listed: int = 0
    tried: int = 0
    reached: int = 0
    spoken: int = 0
    check_in: int = 0
    needed: int = 0
    declined: int = 0
    to_call: int = 0
    median_days: float | None = None

    @property
    def share_needing(self) -> int | None:
        """Give how many in a hundred of those spoken with need support."""
        return rules.share(self.needed, self.spoken)


def counts(by: By, providers: Sequence[UUID], *, surgery_id: UUID | None = None) -> list[Count]:
    """Count how far it has come with the listed people of providers, or of one surgery of theirs."""
    with connection.cursor() as cursor:
        cursor.execute(SQL.replace("{groups}", GROUPS[by]), {"providers": list(providers), "surgery": surgery_id})
        return [Count(*row) for row in cursor.fetchall()]
