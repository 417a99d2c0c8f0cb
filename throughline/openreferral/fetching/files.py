"""A feed that was saved as a file: a page of a list, plain HSDS JSON, or one record a line; gzipped or not."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast

from throughline.core.decisions import Refused
from throughline.openreferral.fetching.documents import NotADocument, document
from throughline.openreferral.fetching.found import Found, Seen, Troubles, id_of
from throughline.openreferral.reading.services import is_whole

A_BATCH = 250
LARGEST = 1_073_741_824
GZIP = b"\x1f\x8b"
LISTS = ("contents", "content", "services")


class FileFeed:
    """A file of services."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name.removesuffix(".gz")
        self.troubles = Troubles()

    def batches(self, progress: Callable[[int, int], None]) -> Iterator[list[Found]]:
        """Give the records, some at a time.

        :raises Refused: if it is no such file
        """
        records, seen = self._records(), Seen()
        for start in range(0, len(records), A_BATCH):
            batch = enumerate(records[start : start + A_BATCH], start + 1)
            yield [self._found(number, one) for number, one in batch if self._is_new(one, seen)]
            progress(min(start + A_BATCH, len(records)), len(records))

    def _is_new(self, record: object, seen: Seen) -> bool:
        if seen.is_new(record):
            return True
        self.troubles.repeated.append(id_of(record))
        return False

    def _found(self, number: int, record: object) -> Found:
        return Found(record, f"record {number}", is_whole(record))

    def _records(self) -> list[Any]:
        content = self._content()
        try:
            whole = document(content)
        except NotADocument as why:
            return self._lines(content, why)
        if isinstance(whole, list):
            return whole
        if isinstance(whole, Mapping):
            for name in LISTS:
                if isinstance(whole.get(name), list):
                    return cast(list[Any], whole[name])
            if "id" in whole:
                return [whole]
        raise Refused(f"The file {self.path.name} holds no list of services. Save the answer of a feed's /services.")

    def _lines(self, content: bytes, why: NotADocument) -> list[Any]:
        """Read one record a line. A line that is none is kept as what it is: a record that cannot be taken."""
        lines = [line for line in content.splitlines() if line.strip()]
        records = [_line(line) for line in lines]
        if not any(isinstance(record, Mapping) for record in records):
            raise Refused(f"The file {self.path.name} {why}. Save it again from where it came.")
        return records

    def _content(self) -> bytes:
        try:
            with self.path.open("rb") as file:
                zipped = file.read(2) == GZIP
                file.seek(0)
                reader = cast(BinaryIO, gzip.GzipFile(fileobj=file)) if zipped else file
                content = reader.read(LARGEST + 1)
        except (gzip.BadGzipFile, zlib.error, EOFError) as error:
            raise Refused(f"The file {self.path.name} cannot be unzipped. Download it again.") from error
        if len(content) > LARGEST:
            raise Refused(f"The file {self.path.name} is larger than a gigabyte. Split it.")
        return content


def _line(line: bytes) -> object:
    try:
        return document(line)
    except NotADocument:
        return None
