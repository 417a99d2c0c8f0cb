"""Weighs the people of a list against all clients and sorts the pairs into bands.

A weight alone links nobody. What a careful clerk would ask before joining two records stands in `SAFE`, and whoever
fails it is for a person to decide, however heavy the pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from throughline.linkage.engine import prepared
from throughline.linkage.engine.settings import MODEL, ONE_SLIP

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_CANDIDATES = 5
"""Shown for one person on a list; and a client is shown for so many people on it."""
SAME_NUMBER = "coalesce(nhs_number_l = nhs_number_r, false)"
SAFE = {
    "the NHS numbers do not differ": "coalesce(nhs_number_l = nhs_number_r, true)",
    "first names agree, or both names swapped, or the NHS number is the same": f"""
        (coalesce(jaro_winkler_similarity(first_name_l, first_name_r) >= 0.88, false)
          or coalesce(first_name_l = surname_r and surname_l = first_name_r, false) or {SAME_NUMBER})""",
    "dates of birth agree but for one slip, or the NHS number is the same": f"""
        (coalesce(born_l = born_r or {ONE_SLIP}, false) or {SAME_NUMBER})""",
    "NHS number, postcode or a telephone number is the same": f"""
        ({SAME_NUMBER} or coalesce(postcode_l = postcode_r, false)
          or coalesce(list_has_any(phones_l, phones_r), false))""",
}
"""What must hold before two records are joined without a person, beside the weight and that there is no other."""
SAFE_COLUMNS = " and ".join(SAFE.values())
BANDS = f"""
create table outcome as
with weighed as (
  select unique_id_l as client_id, unique_id_r as listed_id, match_weight as weight,
    match_weight >= $link and {SAFE_COLUMNS} as safe from pairs where match_weight >= $ask
), counted as (
  select *, count(*) filter (where safe) over (partition by listed_id) as of_listed,
    count(*) filter (where safe) over (partition by client_id) as of_client from weighed
), linked as (
  select listed_id, client_id, weight from counted where safe and of_listed = 1 and of_client = 1
), asked as (
  select *, row_number() over (partition by listed_id order by weight desc, client_id) as place,
    row_number() over (partition by client_id order by weight desc, listed_id) as place_of_client
  from weighed where listed_id not in (select listed_id from linked)
)
select listed_id, client_id, weight, 'LINKED' as band, 1 as place from linked
union all
select listed_id, client_id, weight, 'ASKED', place from asked
where place <= {MOST_CANDIDATES} and place_of_client <= {MOST_CANDIDATES}
"""


@dataclass(frozen=True)
class Thresholds:
    """From which weight a pair is linked, if it is safe, and from which a person is asked."""

    link: float
    ask: float


@dataclass(frozen=True)
class Outcome:
    """A pair that is linked, or about which a person is asked."""

    listed_id: str
    client_id: str
    weight: float
    band: str
    place: int


@dataclass(frozen=True)
class Weighed:
    """How many there were, and what came of them."""

    listed: int
    clients: int
    pairs: int


Far = Callable[[str], None]


def weigh(
    connection: DuckDBPyConnection,
    *,
    clients: Path,
    listed: Path,
    thresholds: Thresholds,
    far: Far,
    model: Path = MODEL,
) -> Weighed:
    """Weigh every pair worth looking at and sort it into a band, in the table `outcome`."""
    from splink import DuckDBAPI, Linker

    far("Reading the list and the clients")
    of_clients = prepared.read_into(connection, "client", clients)
    of_listed = prepared.read_into(connection, "listed", listed)
    pairs = 0
    if of_clients and of_listed:
        far("Weighing pairs")
        api = DuckDBAPI(connection)
        sides = [api.register("client", dataset_display_name="client"),
                 api.register("listed", dataset_display_name="listed")]  # fmt: skip
        linker = Linker(sides, str(model), log_level="ERROR")
        found = linker.inference.predict(threshold_match_weight=thresholds.ask)
        connection.execute(f"create view pairs as select * from {found.physical_name}")
        far("Sorting pairs into bands")
        connection.execute(BANDS, {"link": thresholds.link, "ask": thresholds.ask})
        pairs = _one(connection, "select count(*) from pairs")
    else:
        connection.execute("create table outcome (listed_id varchar, client_id varchar, weight double, band varchar,"
                           " place int)")  # fmt: skip
    return Weighed(of_listed, of_clients, pairs)


def outcomes(connection: DuckDBPyConnection) -> Iterator[Outcome]:
    """Give every pair that is linked or asked about, a batch at a time."""
    found = connection.execute(
        "select listed_id, client_id, weight, band, place from outcome order by listed_id, place"
    )
    while rows := found.fetchmany(10_000):
        yield from (Outcome(*row) for row in rows)


def _one(connection: DuckDBPyConnection, statement: str) -> int:
    found = connection.execute(statement).fetchall()
    return int(found[0][0])
