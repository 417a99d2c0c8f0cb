"""A key to a client that no merge knows of would leave a part of somebody's life behind."""

import pytest
from django.db import connection

from tests.architecture.tables import ask
from throughline.merging.keys import ONLY_ONE, STAYS, keys_to_clients

KEYS = keys_to_clients()


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_where_there_is_room_for_one_it_is_said_what_becomes_of_the_second(key):
    if key.has_room_for_one and not key.stays:
        assert key.name in ONLY_ONE, "say in merging/keys.py why nothing is lost if this row cannot move"


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_the_program_may_move_it(db, key):
    assert key.stays or ask("select has_column_privilege(current_user, %s, %s, 'UPDATE')", key.table, key.column) == [
        (True,)
    ]


def test_the_database_knows_no_other_key_to_a_client(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct c.conrelid::regclass::text, a.attname from pg_constraint c"
            " join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)"
            " where c.contype = 'f' and c.confrelid = 'clients_client'::regclass and a.attname <> 'provider_id'"
        )
        assert set(cursor.fetchall()) == {(key.table, key.column) for key in KEYS}


def test_the_tables_name_only_keys_there_are():
    assert {*ONLY_ONE, *STAYS} <= {key.name for key in KEYS}
