"""The map: which packages there are, what each is for, who stands on whom, and what can happen in each."""

from __future__ import annotations

import ast

from tools.floors import floors
from tools.manual.writing import PROGRAM, first_line_of, page

SAYS = """\
A package may import from the floors below its own and from nothing else; `.importlinter` says so and
`make contracts` checks it. Inside a package, *commands* write, *queries* read, *rules* decide, *views* are doors
([how it is built](adr/0004-floors-and-the-changes-to-the-plan.md)). Top floor first."""


def render() -> str:
    """Write the page."""
    return page("Map of the house", SAYS, *(_floor(number, names) for number, names in _from_the_top()))


def _from_the_top() -> list[tuple[int, list[str]]]:
    return list(enumerate(floors()))[::-1]


def _floor(number: int, names: list[str]) -> str:
    return "\n\n".join([f"## Floor {number}", *(_package(name) for name in sorted(names))])


def _package(name: str) -> str:
    folder = PROGRAM / name
    link = f"[{name}](../throughline/{name}/README.md)" if (folder / "README.md").exists() else name
    lines = [f"**{link}**: {first_line_of(ast.parse((folder / '__init__.py').read_text()))}"]
    if happens := _commands(name):
        lines.append("What can happen: " + ", ".join(f"`{command}`" for command in happens) + ".")
    return "\n".join(lines)


def _commands(name: str) -> list[str]:
    """List what can happen in a package: the functions of its commands that say who acts."""
    found = []
    for file in sorted([*(PROGRAM / name).glob("commands.py"), *(PROGRAM / name / "commands").glob("*.py")]):
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                arguments = {a.arg for a in [*node.args.args, *node.args.kwonlyargs]}
                found += [node.name] if {"by", "at"} <= arguments else []
    return found
