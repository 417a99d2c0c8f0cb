"""What the generated pages share: their note, tables, and the first line of a docstring."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "throughline"
NOTE = "<!-- Made from the program by `python -m tools.generate_docs`: change the program, not this page. -->"


def page(title: str, *parts: str) -> str:
    """Put a page together."""
    return "\n\n".join([f"# {title}", NOTE, *(part.strip("\n") for part in parts)]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def first_line(documented: object) -> str:
    """Give the first line of what something says about itself."""
    return (inspect.getdoc(documented) or "").split("\n")[0]


def first_line_of(node: ast.Module | ast.FunctionDef) -> str:
    """Give the first line of a docstring in the source."""
    return (ast.get_docstring(node) or "").split("\n")[0]


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ").strip()
