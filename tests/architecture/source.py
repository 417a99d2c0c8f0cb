"""The project's source, read as syntax trees, for tests about the code itself."""

import ast
import functools
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "throughline"


@dataclass(frozen=True)
class Function:
    """A public function of a module, and where it stands."""

    module: str
    node: ast.FunctionDef

    @property
    def name(self) -> str:
        return self.node.name

    @property
    def full_name(self) -> str:
        """Name it as tests list it: `cases.commands.close_case`."""
        return f"{self.module}.{self.name}"

    @property
    def positional(self) -> list[str]:
        return [a.arg for a in [*self.node.args.posonlyargs, *self.node.args.args]]

    @property
    def keyword_only(self) -> list[str]:
        return [a.arg for a in self.node.args.kwonlyargs]

    @property
    def arguments(self) -> set[str]:
        return {*self.positional, *self.keyword_only}


@functools.cache
def tree(path: Path) -> ast.Module:
    """Read a file."""
    return ast.parse(path.read_text(), filename=str(path))


def modules_named(*names: str) -> Iterator[Path]:
    """List the modules of these names: views.py, moving_views.py, or any in a folder of one: views/close_case.py."""
    for path in sorted(PROGRAM.rglob("*.py")):
        inside = path.relative_to(PROGRAM)
        if "tests" not in inside.parts and ({path.stem.split("_")[-1], path.parent.name} & set(names)):
            yield path


def public_functions(*names: str) -> list[Function]:
    """List the public functions of every module of these names."""
    found = []
    for path in modules_named(*names):
        module = ".".join(path.relative_to(PROGRAM).with_suffix("").parts)
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                found.append(Function(module, node))
    return found


def test_modules() -> list[Path]:
    """List every test module, except the machine, which takes refusals for ordinary outcomes."""
    found = [*PROGRAM.rglob("tests/**/test_*.py"), *(ROOT / "tests").rglob("test_*.py")]
    return sorted(path for path in set(found) if "machine" not in path.parts)


test_modules.__test__ = False  # type: ignore[attr-defined]


NOT_OURS = {"node_modules", "__pycache__", "build", "throughline.egg-info"}
DOT_FOLDERS_OF_OURS = {".ci", ".github"}


def kept_files() -> Iterator[Path]:
    """List the project's own files: not what is installed, built or kept as data beside them."""
    for folder, inside, names in os.walk(ROOT):
        inside[:] = [n for n in sorted(inside) if n in DOT_FOLDERS_OF_OURS or not (n in NOT_OURS or n.startswith("."))]
        yield from (Path(folder) / name for name in sorted(names))
