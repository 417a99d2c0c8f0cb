"""How long a nation's list takes until it can be called: taken in, checked, compared with all clients, split.

2.2 million rows is the paper's figure for shielding; 300,000 clients are more than any provider has.
"""

from __future__ import annotations

import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.support import ROOT, seconds, throwaway_service

if TYPE_CHECKING:
    from tests.support.service import Service

SHARE = float(os.environ.get("BENCH_SHARE", "1"))
LISTED, CLIENTS = int(SHARE * 2_200_000), int(SHARE * 300_000)
KNOWN = 0.5
"""Of the clients who stand on the list."""
MOST_SECONDS = 480.0
MOST_MEMORY = 3 * 1024
"""Megabytes, of the program; the database's are its settings'."""
HEADINGS = ("Traced_NHSNUMBER", "name", "DateOfBirth", "PatientAddress_Line1", "PatientAddress_PostCode", "mobile")
BATCH = 5000


def main() -> int:
    """Measure, print, and give 1 if the promise is not kept."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, "-m", "benchmarks.linkage", str(folder)], check=True, cwd=ROOT)
        with throwaway_service() as service:
            add_clients(service, folder / "clients.csv")
            return measure(service, folder)


def measure(service: Service, folder: Path) -> int:
    """Take the list in and compare it."""
    from tests.support.clock import START
    from throughline.accounts.scopes import acting_as
    from throughline.core.actor import Actor
    from throughline.linkage import commands as linkage
    from throughline.outreach import commands
    from throughline.outreach.models import ListKind

    coming = commands.Coming(
        provider_id=service.places["Harbour Trust"].id, source_id=service.places["Elm Street"].id,
        kind=ListKind.SHIELDING, received_on=START.date(), legal_basis="Made up",
        delete_by=START.date() + timedelta(days=180),
    )  # fmt: skip
    before, found, stages = megabytes(), [], []

    def take() -> None:
        with acting_as(Actor.system("import")) as by:
            taken = commands.take_list(
                path=folder / "list.csv",
                coming=coming,
                dry_run=False,
                progress=lambda done, total: None,
                by=by,
                at=START,
            )
        found.append(taken)

    def compare() -> None:
        with acting_as(Actor.system("linkage")) as by:
            compared = linkage.compare_list(
                list_id=found[0].list_id, folder=folder, by=by, at=START,
                progress=lambda done, total: stages.append((done, time.perf_counter())),
            )  # fmt: skip
        found.append(compared)

    took, after_take = seconds(take), megabytes()
    compared = seconds(compare)
    print(f"A list of {LISTED:,} taken in, checked, compared with {CLIENTS:,} clients, ready to call, one run:")
    print(f"  {took:8.1f} s  taken in, checked and split: {found[0]}")
    print(f"  {compared:8.1f} s  compared: {found[1]}")
    names = ("gathered", "read", "weighed", "sorted", "stored")
    for label, (_, start), (_, end) in zip(names, stages, stages[1:], strict=False):
        print(f"  {end - start:10.1f} s  {label}")
    print(f"  {took + compared:8.1f} s  in all, of at most {MOST_SECONDS:.0f}")
    print(
        f"  {megabytes():8,.0f} MB at most, of which {before:,.0f} before it began and {after_take:,.0f} when it was in"
    )
    return int(took + compared > MOST_SECONDS or megabytes() > MOST_MEMORY)


def add_clients(service: Service, path: Path) -> None:
    """Write the clients down, as an import would have."""
    from tests.support.clock import START
    from tests.support.service import SYSTEM
    from throughline.accounts.scopes import acting_as
    from throughline.clients.models import Client, WayToReach
    from throughline.core.bulk import insert_rows
    from throughline.core.ids import new_id

    provider_id, who = service.places["Harbour Trust"].id, service.staff["manager"].id
    with path.open(encoding="utf-8") as file, acting_as(SYSTEM):
        for rows in batches(csv.reader(file)):
            clients: list[dict[str, object]] = []
            ways: list[dict[str, object]] = []
            for _, name, born, number, postcode, address, phone in rows:
                id_ = new_id()
                clients.append(
                    {"id": id_, "provider_id": provider_id, "full_name": name.title(), "sort_name": name,
                     "date_of_birth": born, "nhs_number": number or None, "postcode": postcode, "address": address,
                     "registered_at": START, "registered_by_id": who}
                )  # fmt: skip
                ways.append({"id": new_id(), "provider_id": provider_id, "client_id": id_, "kind": "PHONE",
                             "value": phone})  # fmt: skip
            insert_rows(Client, clients)
            insert_rows(WayToReach, ways)


def batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    """Give rows some thousands at a time."""
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def write_people(folder: Path) -> None:
    """Write clients and the list: some of them with slips, the rest strangers. Numbers of nobody run out at 909,091."""
    from throughline.linkage.engine import madeup, records

    maker = madeup._Maker(Random(1))
    with (folder / "list.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)

        def write(r: records.Record) -> None:
            writer.writerow((r.nhs_number, r.name, r.born_on or "", r.address, r.postcode, ";".join(r.phones)))

        def clients() -> Iterator[records.Record]:
            for n in range(CLIENTS):
                client = madeup.replace(maker.person(f"c{n}"), nhs_number=maker.number())
                if maker.random.random() < KNOWN:
                    write(madeup.replace(maker.slip(client)[0], address=client.address))
                yield client

        records.write_records(folder / "clients.csv", clients())
        for n in range(LISTED - int(CLIENTS * KNOWN)):
            write(madeup.replace(maker.person(f"l{n}"), nhs_number=maker.number()))


def megabytes() -> float:
    """Give the most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if len(sys.argv) > 1:
        write_people(Path(sys.argv[1]))
    else:
        sys.exit(main())
