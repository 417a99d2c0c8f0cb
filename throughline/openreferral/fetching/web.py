"""One document from the web: http or https and nothing else, within limits of time and size, tried a few times."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import urllib3

from throughline.openreferral.fetching.documents import NotADocument, document

AT_ONCE = 8
MEGABYTE = 1_048_576
LARGEST = 64 * MEGABYTE
LONGEST_SECONDS = 120
CHUNK = 65_536
TRIES_AGAIN = 3
AGAIN_AFTER = (429, 500, 502, 503, 504)
GONE = (404, 410)


class NotFetched(Exception):
    """A document that could not be had. The message says why, without quoting anybody's answer."""

    def __init__(self, why: str, *, is_gone: bool = False) -> None:
        super().__init__(why)
        self.is_gone = is_gone


@dataclass(frozen=True)
class Patience:
    """How long to wait for a feed, and how often to ask again."""

    pause: float = 0.5
    seconds: float = 30.0
    tries_again: int = TRIES_AGAIN


ORDINARY = Patience()


class Web:
    """A few connections that are used again, each request with its own limits."""

    def __init__(self, patience: Patience = ORDINARY) -> None:
        self.pool = urllib3.PoolManager(
            maxsize=AT_ONCE,
            block=True,
            headers={"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": "Throughline"},
            timeout=urllib3.Timeout(connect=min(10.0, patience.seconds), read=patience.seconds),
            retries=urllib3.Retry(
                total=patience.tries_again,
                redirect=3,
                status_forcelist=AGAIN_AFTER,
                backoff_factor=patience.pause,
                backoff_max=8,
                retry_after_max=30,
                raise_on_status=False,
            ),
        )

    def get(self, address: str) -> Any:
        """Fetch a JSON document.

        :raises NotFetched: if it cannot be had or is not JSON
        """
        try:
            answer = self.pool.request("GET", address, preload_content=False)
            try:
                return self._read(answer)
            finally:
                answer.release_conn()
        except urllib3.exceptions.HTTPError as error:
            raise NotFetched(_in_words(error)) from error

    def _read(self, answer: urllib3.BaseHTTPResponse) -> Any:
        if answer.status != 200:
            answer.drain_conn()
            raise NotFetched(f"it answered {answer.status}", is_gone=answer.status in GONE)
        begun, parts, size = time.monotonic(), [], 0
        for part in answer.stream(CHUNK, decode_content=True):
            parts.append(part)
            size += len(part)
            if size > LARGEST or time.monotonic() - begun > LONGEST_SECONDS:
                answer.close()
                raise NotFetched("its answer is larger, or slower, than any feed's page should be")
        try:
            return document(b"".join(parts))
        except NotADocument as why:
            raise NotFetched(str(why)) from why


def _in_words(error: urllib3.exceptions.HTTPError) -> str:
    cause = getattr(error, "reason", None) or error
    if isinstance(cause, urllib3.exceptions.NewConnectionError):
        return "it could not be reached"
    if isinstance(cause, urllib3.exceptions.TimeoutError):
        return "it did not answer in time"
    if isinstance(cause, urllib3.exceptions.SSLError):
        return "its certificate is not in order"
    if isinstance(error, urllib3.exceptions.LocationValueError):
        return "that is not an address of the web"
    return "it broke off"
