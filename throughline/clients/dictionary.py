"""The words of all names at a provider, kept in this process so that a mistyped name costs no search of the table.

A process reads a provider's words once, and from then on only those that were written since: `written_in` is the
transaction that wrote a word, and everything from before the oldest one still running has been read already. Words that
nobody is called any more stay until the process ends; they find nobody. Only so many words are held at once.

Beside a word stands about how many people bore it when it was read: a search begins with the rarest word.
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock
from uuid import UUID

from django.db import connection

from throughline.core.names import words_of

MOST_HELD = 300_000
"""Words of all providers together: about 30 MB."""
# The second bound is for a database that was restored from another: its words were written "in the future".
READ = """
    select coalesce(array_agg(w.word), '{}'), coalesce(array_agg(w.people), '{}'),
           pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    from (
        select n.word, count(*)::int as people from clients_nameword n
        where n.provider_id = %(provider)s and n.written_in >= %(since)s
          and (%(since)s = 0 or n.written_in < greatest(
              pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
              pg_current_xact_id_if_assigned()::text::bigint + 1))
        group by n.word
    ) w
"""


class Dictionary:
    """Words by provider. One a process; threads take turns with it."""

    def __init__(self, most_held: int = MOST_HELD) -> None:
        self._lock = Lock()
        self._most_held = most_held
        self._words: OrderedDict[UUID, dict[str, int]] = OrderedDict()
        self._read_up_to: dict[UUID, int] = {}

    def words_at(self, provider_id: UUID) -> Mapping[str, int]:
        """Give every word of a name at a provider and about how many bear it, in one statement whatever is known."""
        with self._lock:
            known = self._words.setdefault(provider_id, {})
            new, self._read_up_to[provider_id] = _read(provider_id, since=self._read_up_to.get(provider_id, 0))
            for word, people in new.items():
                known[sys.intern(word)] = max(people, known.get(word, 0))
            self._words.move_to_end(provider_id)
            self._forget_the_least_used()
            return dict(known)

    def forget(self) -> None:
        """Know nothing any more, as a process that has just begun."""
        with self._lock:
            self._words.clear()
            self._read_up_to.clear()

    def _forget_the_least_used(self) -> None:
        while len(self._words) > 1 and sum(map(len, self._words.values())) > self._most_held:
            provider_id, _ = self._words.popitem(last=False)
            del self._read_up_to[provider_id]


def _read(provider_id: UUID, *, since: int) -> tuple[dict[str, int], int]:
    with connection.cursor() as cursor:
        cursor.execute(READ, {"provider": provider_id, "since": since})
        words, people, up_to = cursor.fetchone()
    return dict(zip(words, people, strict=True)), up_to


def note_names(names: Iterable[tuple[UUID, str]], *, provider_id: UUID) -> None:
    """Write the words of people's names, given by the id of their record, in one statement. What is there stays."""
    rows = [(client_id, word) for client_id, name in names for word in words_of(name)]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into clients_nameword (provider_id, client_id, word)"
            " select %s, n.client_id, n.word from unnest(%s::uuid[], %s::text[]) as n (client_id, word)"
            " on conflict do nothing",
            [provider_id, [client_id for client_id, _ in rows], [word for _, word in rows]],
        )


DICTIONARY = Dictionary()
