"""A feed on the web: its list page by page, and of every service in it the full record.

Feeds ignore paging, repeat themselves, say nonsense about how many pages they have, and lose details. None of it may
stop the rest from being read, and none of it may keep us asking for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from throughline.core.decisions import Refused
from throughline.openreferral.fetching.found import Found, Seen, Troubles, id_of
from throughline.openreferral.fetching.web import AT_ONCE, NotFetched, Web
from throughline.openreferral.reading.services import is_whole

A_PAGE = 100
MOST_PAGES = 5_000
FAILS_IN_A_ROW = 3
DETAILS_FAIL_IN_A_ROW = 25


class WebFeed:
    """An Open Referral feed, by the address of its root or of its list of services."""

    def __init__(self, address: str, *, web: Web) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Refused("A feed's address begins with http:// or https://. Check it, then try again.")
        if parts.username or parts.password:
            raise Refused("Leave the name and password out of the address: an open feed needs none.")
        path = parts.path.rstrip("/").removesuffix("/services")
        self._services = urlunsplit((parts.scheme, parts.netloc, f"{path}/services", "", ""))
        self._asked = [(name, value) for name, value in parse_qsl(parts.query) if name not in ("page", "per_page")]
        self._web = web
        self._seen = Seen()
        self._failing = 0
        self.name = f"{parts.netloc}{path}"
        self.troubles = Troubles()

    def batches(self, progress: Callable[[int, int], None]) -> Iterator[list[Found]]:
        """Give the records page by page.

        :raises Refused: if not even the first page can be had
        """
        done = 0
        with ThreadPoolExecutor(AT_ONCE) as hands:
            for number, page in self._pages():
                listed = self._new_ones(number, page)
                if listed is None:
                    return
                found = list(hands.map(self._with_details, listed))
                yield found
                done += len(found)
                progress(done, max(done, _count(page, "total_items", "totalElements")))

    def _pages(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        fails, pages = 0, 1
        for number in range(1, MOST_PAGES + 1):
            try:
                page = _as_page(self._web.get(self._address(number)))
            except NotFetched as why:
                if number == 1:
                    raise Refused(f"The feed cannot be read: {why}. Check its address, then try again.") from why
                self.troubles.pages.append(f"page {number}: {why}")
                fails += 1
                if fails == FAILS_IN_A_ROW or number >= pages:
                    return
                continue
            fails, pages = 0, max(pages, _count(page, "total_pages", "totalPages"))
            yield number, page
            if not page["contents"] or (_says_last(page) and number >= pages):
                return
        self.troubles.remarks.append(f"It goes on after page {MOST_PAGES}: the rest was not read.")

    def _new_ones(self, number: int, page: Mapping[str, Any]) -> list[Found] | None:
        """List what a page brings that earlier ones did not; None where the feed only repeats itself."""
        records = page["contents"]
        new = [place for place, record in enumerate(records) if self._seen.is_new(record)]
        if number > 1 and records and not any(id_of(records[place]) for place in new):
            self.troubles.remarks.append(f"Page {number} only repeats earlier ones: reading stopped there.")
            return None
        again = set(range(len(records))) - set(new)
        self.troubles.repeated += [id_of(records[place]) for place in sorted(again)]
        return [Found(records[one], f"page {number}, record {one + 1}", is_whole(records[one])) for one in new]

    def _with_details(self, listed: Found) -> Found:
        """Fetch the full record. Where that cannot be had, the list's entry stands."""
        key = id_of(listed.record)
        if not key or not isinstance(listed.record, Mapping) or self._failing >= DETAILS_FAIL_IN_A_ROW:
            self.troubles.details_failed += [key] if key else []
            return listed
        try:
            record = self._web.get(f"{self._services}/{quote(str(listed.record['id']).strip(), safe='')}")
            if not isinstance(record, Mapping) or id_of(record) != key:
                raise NotFetched("it answered with another record")
        except NotFetched as why:
            self._failing = 0 if why.is_gone else self._failing + 1
            (self.troubles.without_details if why.is_gone else self.troubles.details_failed).append(key)
            return listed
        self._failing = 0
        said = {name: value for name, value in record.items() if value is not None}
        return Found({**listed.record, **said}, listed.place, whole=True)

    def _address(self, number: int) -> str:
        return f"{self._services}?{urlencode([*self._asked, ('page', number), ('per_page', A_PAGE)])}"


def _as_page(answer: object) -> Mapping[str, Any]:
    """Give an answer as a page: some feeds leave the envelope away."""
    if isinstance(answer, list):
        return {"contents": answer, "last_page": True}
    if isinstance(answer, Mapping):
        for name in ("contents", "content", "services"):
            if isinstance(answer.get(name), list):
                return {**answer, "contents": answer[name]}
        if answer.get("empty") is True:
            return {"contents": []}
    raise NotFetched("it answered with something that is not a list of services")


def _says_last(page: Mapping[str, Any]) -> bool:
    """Say whether a page calls itself the last one, or tells no more pages than there were."""
    said = page.get("last_page", page.get("last"))
    return said is True or (not isinstance(said, bool) and _count(page, "total_pages", "totalPages") > 0)


def _count(page: Mapping[str, Any], *names: str) -> int:
    found = next((page[name] for name in names if name in page), 0)
    return found if isinstance(found, int) and found >= 0 else 0
