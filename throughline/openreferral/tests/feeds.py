"""A made-up directory's feed, served on this computer: as well behaved, or as badly, as a test wants it."""

from __future__ import annotations

import gzip
import json
import threading
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from throughline.openreferral.fetching.web import Patience

AT_ONCE = Patience(pause=0, seconds=2, tries_again=1)


def uid(number: int) -> str:
    """Give the same id for the same number."""
    return str(UUID(int=0xA000_0000_0000_0000_0000_0000_0000_0000 + number))


def service(number: int, name: str = "", **said: Any) -> dict[str, Any]:
    """Make up one whole record, in which everything is in order."""
    return {
        "id": uid(number),
        "name": name or f"Moor group {number}",
        "description": "Come and talk.",
        "status": "active",
        "organization": {"id": uid(1_000_000), "name": "Moor Neighbours", "description": "A charity"},
        "schedules": [
            {
                "id": uid(2_000_000 + number),
                "freq": "WEEKLY",
                "byday": "TU,TH",
                "opens_at": "10:00",
                "closes_at": "12:00",
            }
        ],
        "service_at_locations": [
            {
                "id": uid(3_000_000 + number),
                "location": {
                    "id": uid(4_000_000),
                    "location_type": "physical",
                    "name": "Moor Hall",
                    "latitude": 54.98,
                    "longitude": -1.61,
                    "addresses": [
                        {
                            "id": uid(4_000_001),
                            "address_1": "1 Moor Lane",
                            "city": "Moortown",
                            "state_province": "Tyne and Wear",
                            "postal_code": "NE99 1AA",
                            "country": "GB",
                            "address_type": "physical",
                        }
                    ],
                },
            }
        ],
    } | said


def entry(record: dict[str, Any]) -> dict[str, Any]:
    """Give what a list says of a record: nothing that is itself a list."""
    return {name: value for name, value in record.items() if not isinstance(value, list)}


@dataclass
class MadeUpFeed:
    """A feed and its manners."""

    records: list[Any]
    per_page: int = 2
    ignores_paging: bool = False
    zipped: bool = False
    broken: dict[str, Any] = field(default_factory=dict)
    """Paths (pages as `services?3`) with a status to answer, or a body, or a function that makes one."""
    asked: Counter[str] = field(default_factory=Counter)
    address: str = ""

    def answer(self, path: str, page: int) -> tuple[int, Any]:
        key = f"{path}?{page}" if path == "services" else path
        self.asked[key] += 1
        if key in self.broken:
            wrong = self.broken[key](self.asked[key]) if callable(self.broken[key]) else self.broken[key]
            if wrong is not None:
                return (wrong, {}) if isinstance(wrong, int) else (200, wrong)
        if path == "services":
            return 200, self._page(1 if self.ignores_paging else page)
        found = self._whole.get(path.removeprefix("services/"))
        return (200, found) if found else (404, {})

    def _page(self, page: int) -> dict[str, Any]:
        pages = -(-len(self.records) // self.per_page)
        shown = self.records[(page - 1) * self.per_page : page * self.per_page]
        return {
            "total_items": len(self.records),
            "total_pages": pages,
            "page_number": page,
            "size": len(shown),
            "first_page": page == 1,
            "last_page": page >= pages and not self.ignores_paging,
            "empty": not shown,
            "contents": [entry(one) if isinstance(one, dict) else one for one in shown],
        }

    def __enter__(self) -> MadeUpFeed:
        feed = self
        self._whole = {str(one.get("id")): one for one in reversed(self.records) if isinstance(one, dict)}

        class Asked(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                parts = urlsplit(self.path)
                page = int(parse_qs(parts.query).get("page", ["1"])[0])
                status, body = feed.answer(parts.path.removeprefix("/v3/"), page)
                content = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                if isinstance(body, str):
                    self.send_header("Location", body)
                if feed.zipped:
                    content = gzip.compress(content)
                    self.send_header("Content-Encoding", "gzip")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *words):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}/v3"
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
