"""A backup is one file: PostgreSQL's own dump, and a manifest of what it must hold when it is restored.

The file is a zip, so that every byte is checked when it is read. It appears under its name only when it is whole, and
is for its owner's eyes alone.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from throughline.cli.problems import CouldNotError

FORMAT = "throughline-backup-1"
MANIFEST, DUMP = "manifest.json", "database.dump"
PIECE = 1 << 20

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: how many rows of each table, at which state of the program."""

    made_at: str
    server: int
    tables: dict[str, int]
    migrations: list[str]
    format: str = FORMAT

    @property
    def rows(self) -> int:
        return sum(self.tables.values())


@contextmanager
def new_archive(path: Path, manifest: Manifest) -> Iterator[IO[bytes]]:
    """Give a file to write the dump to; the archive takes its name only when the block has ended well."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        number = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
                archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2))
                with archive.open(DUMP, "w", force_zip64=True) as dump:
                    yield dump
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    finally:
        with suppress(FileNotFoundError):
            unfinished.unlink()


@dataclass(frozen=True)
class Archive:
    """A backup that is open for reading."""

    path: Path
    manifest: Manifest
    _zip: zipfile.ZipFile

    def pour(self, into: IO[bytes], progress: Progress) -> None:
        """Write the whole dump into a file or pipe, and see that it is what was backed up.

        :raises CouldNotError: if a byte of it has changed since
        """
        total, done = self._zip.getinfo(DUMP).file_size, 0
        try:
            with self._zip.open(DUMP) as dump:
                while piece := dump.read(PIECE):
                    into.write(piece)
                    done += len(piece)
                    progress(done, total)
        except (zipfile.BadZipFile, EOFError) as error:
            raise CouldNotError(f"{self.path} is damaged, so nothing was restored: use another backup.") from error


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a backup.

    :raises CouldNotError: if it is none
    """
    try:
        archive = zipfile.ZipFile(path)
        with archive.open(MANIFEST) as file:
            manifest = Manifest(**json.load(file))
        if manifest.format != FORMAT or DUMP not in archive.namelist():
            raise KeyError(DUMP)
    except (zipfile.BadZipFile, EOFError, KeyError, TypeError, ValueError) as error:
        raise CouldNotError(f"{path} is not a backup made by `throughline backup`: give one that is.") from error
    with archive:
        yield Archive(path, manifest, archive)
