"""Fifty people record contacts about the same few at once for a minute, beside the bare inserts and updates."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from benchmarks.region import SHARE, Region, region

PROCESSES, THREADS, SECONDS, BARE_SECONDS = 2, 25, 60, 20
NONE = ("double jobs", "promises out of order", "deadlocks", "broken rules")


def main() -> int:
    """Measure, print, and give 1 if anything was lost, written twice or locked dead."""
    with region(SHARE) as whole:
        before = whole.ask("benchmarks.region.counting")
        ours, wrong = _write("ours", whole, SECONDS)
        after = whole.ask("benchmarks.region.counting")
        bare, bare_wrong = _write("bare", whole, BARE_SECONDS)
    print(f"{PROCESSES * THREADS} writers at once about 200 people, {SHARE:g} of a region, one run:")
    print(f"  contacts recorded      {ours:8,.0f} a second for {SECONDS} s")
    print(f"  bare rows              {bare:8,.0f} a second for {BARE_SECONDS} s")
    print(f"  ratio                  {bare / ours:8.2f} x")
    lost = []
    for name in ("contacts", "promises", "audited"):
        written = after[name] - before[name]
        lost.append(written != round(ours * SECONDS))
        print(f"  {name:<22} {written:8,} more, {round(ours * SECONDS):,} were saved")
    for name in NONE:
        print(f"  {name:<22} {after[name] - before[name]:8,}")
    for complaint in {*wrong, *bare_wrong}:
        print(f"  went wrong: {complaint}")
    return int(any(lost) or bool(wrong) or any(after[name] - before[name] for name in NONE))


def _write(way: str, whole: Region, seconds: int) -> tuple[float, list[str]]:
    """Write from both processes at once and give the contacts a second, and what went wrong."""
    words = ("benchmarks.region.writing", way, str(THREADS), str(seconds))
    with ThreadPoolExecutor(PROCESSES) as pool:
        found = list(pool.map(lambda _: whole.ask(*words), range(PROCESSES)))
    return sum(f["written"] for f in found) / seconds, [complaint for f in found for complaint in f["wrong"]]


if __name__ == "__main__":
    sys.exit(main())
