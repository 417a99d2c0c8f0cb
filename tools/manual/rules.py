"""The rules, as the tables that their tests are. A table has a `title` beside it, in a class or a module of tests."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

from tests.support.tables import rows
from tools.manual.writing import PROGRAM, page, table

SAYS = """\
Each table is a test: the program answers every line as it stands here, or the tests fail. A manager can check them.
An empty cell means: none, or not given."""


def render() -> str:
    """Write the page."""
    found = sorted((file for file in PROGRAM.glob("*/tests/test_*.py")), key=lambda file: file.parts)
    return page("The rules, line by line", SAYS, *(part for file in found for part in _of_file(file)))


def _of_file(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text())
    scopes: list[ast.Module | ast.ClassDef] = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
    for scope in scopes:
        texts = dict(_texts(scope))
        if "title" in texts and "TABLE" in texts:
            yield _section(file.parts[-3], texts["title"], texts["TABLE"])


def _texts(scope: ast.Module | ast.ClassDef) -> Iterator[tuple[str, str]]:
    for node in scope.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield ast.unparse(node.targets[0]), node.value.value


def _section(package: str, title: str, text: str) -> str:
    lines = rows(inspect.cleandoc(text))
    return f"## {title}\n\n*{package}*\n\n" + table(list(lines[0]), [list(line.values()) for line in lines])
