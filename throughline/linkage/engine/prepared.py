"""A DuckDB of one's own, and records made ready to compare in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from throughline.core.decisions import Refused

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "1500MB"
THREADS = 2
READY = """
create table {table} as
with read as (
  select unique_id, list_filter(regexp_split_to_array(regexp_replace(lower(name), '[^\\p{{L}}\\p{{N}} -]', '', 'g'),
      '[ -]+'), lambda w: w <> '') as words,
    nullif(born_on, '') as born, nullif(nhs_number, '') as nhs_number, nullif(postcode, '') as postcode,
    nullif(trim(regexp_replace(lower(address), '[^a-z0-9]+', ' ', 'g')), '') as address,
    case when phones = '' then null else string_split(phones, '|') end as phones
  from read_csv('{path}', header = false, all_varchar = true, auto_detect = false, delim = ',', quote = '"',
    escape = '"', nullstr = '\\N', columns = {{'unique_id': 'varchar', 'name': 'varchar', 'born_on': 'varchar',
    'nhs_number': 'varchar', 'postcode': 'varchar', 'address': 'varchar', 'phones': 'varchar'}})
)
select unique_id, words[1] as first_name, case when len(words) > 1 then words[-1] end as surname, born,
  left(words[1], 1) as first_initial, left(born, 4) as birth_year, nhs_number, postcode, address, phones,
  phones[1] as phone
from read
"""


class NeedsRegionError(Refused):
    """What matches lists of a whole region is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "Comparing a list needs packages that are not installed: run `make region`, then try again. Until then,"
            " who has the same NHS number, or the same name, date of birth and postcode, is found without it."
        )


@contextmanager
def opened(folder: Path) -> Iterator[DuckDBPyConnection]:
    """Give a DuckDB in memory that spills into a folder and takes two cores and no more memory than it is given.

    :raises NeedsRegionError: if it is not installed
    """
    try:
        import duckdb
        import splink  # noqa: F401 (both come together or not at all)
    except ImportError as error:
        raise NeedsRegionError from error
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": THREADS,
        "memory_limit": MEMORY,
        "temp_directory": str(folder / "spill"),
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    connection = duckdb.connect(":memory:", config=settings)
    try:
        yield connection
    finally:
        connection.close()


def read_into(connection: DuckDBPyConnection, table: str, path: Path) -> int:
    """Read a file of records into a table, made ready to compare, and count them."""
    connection.execute(READY.format(table=table, path=str(path).replace("'", "''")))
    return _count(connection, table)


def _count(connection: DuckDBPyConnection, table: str) -> int:
    found = connection.execute(f"select count(*) from {table}").fetchall()
    return int(found[0][0])
