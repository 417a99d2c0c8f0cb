"""A small web site on this machine for the browser tests: the living page, its answers, and a network that can fail."""

from __future__ import annotations

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

POLICY = "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; object-src 'none'"


class Site:
    """Serves pages by their address; remembers what was posted; answers a post as it is told."""

    def __init__(self, built: Path) -> None:
        self.pages: dict[str, str] = {}
        self.answers: dict[str, tuple[int, str]] = {}  # address -> status, and a page or where to go
        self.posted: list[tuple[str, dict[str, list[str]]]] = []
        self.asked: list[str] = []
        answering = functools.partial(_Answering, self, directory=str(built))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), answering)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def posted_to(self, path: str) -> list[dict[str, list[str]]]:
        return [fields for where, fields in self.posted if where == path]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class _Answering(SimpleHTTPRequestHandler):
    def __init__(self, site: Site, *args: object, **more: object) -> None:
        self.site = site
        super().__init__(*args, **more)

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.site.asked.append(self.path)
        if path in self.site.pages:
            self._answer(200, self.site.pages[path])
        elif path.startswith("/static/"):
            super().do_GET()
        else:
            self._answer(404, "<h1>Page not found</h1>")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.site.posted.append((self.path, parse_qs(body, keep_blank_values=True)))
        status, page = self.site.answers.get(self.path, (404, ""))
        self._answer(status, page)

    def _answer(self, status: int, page: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        if status == 302:
            self.send_header("Location", page)
        self.end_headers()
        self.wfile.write(page.encode() if status != 302 else b"")

    def log_message(self, *args: object) -> None:
        """Say nothing: the tests' own words are enough."""
