"""Every word that some service uses, kept in this process so that a mistyped one costs no search of the table.

A process reads all words once, and from then on only those that were written since: `written_in` is the transaction
that wrote a word, and everything from before the oldest one still running has been read already (as in
`clients.dictionary`). A word that no service uses any more finds nothing.
"""

from __future__ import annotations

from threading import Lock

from django.db import connection

READ = """
    select coalesce(array_agg(w.word), '{}'), pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    from suggestions_word w
    where w.written_in >= %(since)s
      and (%(since)s = 0 or w.written_in < greatest(
          pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
          pg_current_xact_id_if_assigned()::text::bigint + 1))
"""


class Dictionary:
    """One a process; threads take turns with it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._words: frozenset[str] = frozenset()
        self._read_up_to = 0

    def words(self) -> frozenset[str]:
        """Give every word, in one statement whatever is known already."""
        with self._lock, connection.cursor() as cursor:
            cursor.execute(READ, {"since": self._read_up_to})
            new, self._read_up_to = cursor.fetchone()
            if new:
                self._words = self._words.union(new)
            return self._words

    def forget(self) -> None:
        """Know nothing any more, as a process that has just begun."""
        with self._lock:
            self._words = frozenset()
            self._read_up_to = 0


DICTIONARY = Dictionary()
