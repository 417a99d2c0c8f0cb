"""What is really in a journey's database, read past every lock, to compare pages and logs with."""

from __future__ import annotations

from uuid import UUID

from tests.support import databases

PERSONAL = """
    select full_name from clients_client
    union select nhs_number from clients_client where nhs_number <> ''
    union select note from contacts_contact where note <> ''
"""


def personal_words_in(log: str, database: str) -> list[str]:
    """List the names, numbers and notes of people that stand in a log, where none may."""
    with databases.owner_of(database) as connection:
        return [words for (words,) in connection.execute(PERSONAL) if words in log]


def client_id(name: str, database: str) -> UUID:
    """Give the id of somebody who is known by name to the people of the demo."""
    with databases.owner_of(database) as connection:
        found = connection.execute("select id from clients_client where full_name = %s", [name]).fetchone()
    assert found, f"nobody is called {name}"
    return UUID(str(found[0]))
