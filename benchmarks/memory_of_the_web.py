"""Memory of the web server's processes over 10,000 requests of mixed pages: under 200 MB each, and flat."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import psutil

from benchmarks.region import SHARE, region, serving
from benchmarks.region.visiting import visit

PEOPLE, AT_ONCE = 40, 4
STOPS = (1_000, 10_000)
MOST_MB, MOST_GROWTH = 200.0, 1.1


def main() -> int:
    """Measure, print, and give 1 if the promise is not kept."""
    with region(SHARE) as whole, serving(whole) as served, ThreadPoolExecutor(AT_ONCE) as pool:
        pages = whole.ask("benchmarks.region.signed_in", str(PEOPLE))
        mixed = list(chain.from_iterable(zip(*(page["visits"] for page in pages.values()), strict=False)))
        print(f"Memory of the web server's processes, {SHARE:g} of a region, {AT_ONCE} visitors at once:")
        done, largest = 0, []
        for stop in STOPS:
            list(pool.map(lambda n: visit(served.port, mixed[n % len(mixed)]), range(done, stop)))
            done = stop
            sizes = _megabytes(served.process.pid)
            print(
                f"  after {stop:6,} requests  {' + '.join(f'{size:.0f}' for size in sizes)} MB (under {MOST_MB:g} each)"
            )
            largest.append(max(sizes))
    growth = largest[-1] / largest[0]
    print(f"  growth                {growth:8.2f} x  (at most {MOST_GROWTH:g} x)")
    return int(max(largest) >= MOST_MB or growth > MOST_GROWTH)


def _megabytes(service: int) -> list[float]:
    """Give what each web process holds: gunicorn's own and its workers."""
    web = [p for p in psutil.Process(service).children(recursive=True) if "web" in p.cmdline()]
    return sorted(p.memory_info().rss / 1e6 for p in web)


if __name__ == "__main__":
    sys.exit(main())
