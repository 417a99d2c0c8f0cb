"""The lock files hold for everybody: every package by its hash, and no host named."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PACKAGE_LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-node.txt")


@pytest.mark.parametrize("name", [*PACKAGE_LOCKS, "package-lock.json"])
def test_a_lock_file_names_no_host(name):
    assert "://" not in (ROOT / name).read_text()


@pytest.mark.parametrize("name", PACKAGE_LOCKS)
def test_every_package_is_locked_by_version_and_hash(name):
    text = (ROOT / name).read_text()

    packages = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert packages
    assert [p.split()[0] for p in packages if "==" not in p.split()[0] or "--hash=sha256:" not in p] == []


def test_every_part_of_the_style_sheet_is_locked_by_its_digest():
    parts = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    assert [name for name, part in parts.items() if name and "integrity" not in part] == []


def test_tests_run_with_the_packages_that_are_installed_to_serve():
    def versions(name: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9][\w.\[\]-]*==[^\s;]+", (ROOT / name).read_text(), flags=re.MULTILINE))

    assert versions("requirements.txt") <= versions("requirements-dev.txt")
