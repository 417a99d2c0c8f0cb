"""JSON that somebody else wrote: read without trust."""

from __future__ import annotations

import json
from typing import Any, NoReturn


class NotADocument(Exception):
    """Bytes that are not JSON. The message goes on from the document's name."""


def document(content: bytes) -> Any:
    """Read JSON in UTF-8, with or without a byte order mark.

    :raises NotADocument: if it is not JSON
    """
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise NotADocument("is not text in UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise NotADocument("is not JSON") from error


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)
