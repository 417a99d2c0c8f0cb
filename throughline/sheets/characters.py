"""How a file's characters are written, found out rather than asked, since few people know."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import BinaryIO

from throughline.core.decisions import Refused

BLOCK = 1 << 20
NOT_TEXT = {
    b"PK\x03\x04": "an Excel workbook or a zip file",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a compressed file",
    b"<": "a web page or XML",
}
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NOT_UTF8 = re.compile("[\udc80-\udcff]")
"""Where a byte that cannot be UTF-8 stood (Python's surrogateescape)."""
BEYOND_ASCII = re.compile("[\x80-\ud7ff\ue000-\U0010ffff]")


def encoding_of(path: Path) -> str:
    """Give the encoding: UTF-16 if it is marked so (Excel's "Unicode text"), UTF-8 if it can be, else Windows-1252.

    :raises Refused: if there is no such file, or it is not text
    """
    try:
        with path.open("rb") as file:
            start = file.read(4)
            file.seek(0)
            _require_text(path, start)
            return "utf-16" if start.startswith(UTF16_MARKS) else _utf8_or_windows(file)
    except OSError as error:
        raise Refused(f"The file {path} cannot be read ({error.strerror}). Check its name and its rights.") from error


def _require_text(path: Path, start: bytes) -> None:
    if not start:
        raise Refused(f"The file {path.name} is empty. Export it again.")
    for sign, what in NOT_TEXT.items():
        if start.startswith(sign):
            raise Refused(f"The file {path.name} is {what}, not a CSV file. Open it in a spreadsheet, save it as CSV.")


def _utf8_or_windows(file: BinaryIO) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape")
    utf8 = other = False
    line, wrong_line = 1, 0
    while block := file.read(BLOCK):
        text = decoder.decode(block, final=len(block) < BLOCK)
        if not text.isascii():
            wrong = NOT_UTF8.search(text)
            if wrong and not other:
                other, wrong_line = True, line + text.count("\n", 0, wrong.start())
            utf8 = utf8 or BEYOND_ASCII.search(text) is not None
        line += text.count("\n")
    if other and utf8:
        raise Refused(
            f"Line {wrong_line} has letters in another encoding than the rest of the file, so names would come in"
            " wrong. Open the file in a spreadsheet, mend that line, and save it as CSV UTF-8."
        )
    return "cp1252" if other else "utf-8-sig"
