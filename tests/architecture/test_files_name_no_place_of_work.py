"""Anybody may clone this project anywhere: nothing in it knows where it is developed, nor where packages come from."""

import re

import pytest

from tests.architecture.source import ROOT, kept_files

TEXT = {".py", ".md", ".toml", ".txt", ".ini", ".cfg", ".yaml", ".yml", ".json", ".jinja", ".html", ".sql", ".sh",
        ".js", ".scss", ".css", ".svg", ".csv", ""}  # fmt: skip
A_HOME_OR_WORKPLACE = re.compile(r"(?<![\w.:/~-])/(?:work|home|Users|root|mnt|srv)/[A-Za-z_]")
LOCKS = ["package-lock.json", "requirements.txt", "requirements-dev.txt"]
ITSELF = "test_files_name_no_place_of_work.py"


def test_no_file_names_somebody_s_folder():
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in kept_files()
        if path.suffix in TEXT and path.name != ITSELF
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if A_HOME_OR_WORKPLACE.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_host(lock):
    hosts = re.findall(r"^.*(?:https?|git\+|ssh|file)://.*$", (ROOT / lock).read_text(), re.MULTILINE)
    assert hosts == []


def test_no_tool_is_told_where_packages_come_from():
    settings = [path for path in kept_files() if path.name in (".npmrc", "pip.conf", "uv.toml", "pyproject.toml")]
    assert settings
    for path in settings:
        text = path.read_text()
        assert not re.search(r"^\s*(registry|index-url|extra-index-url|\[\[tool\.uv\.index)", text, re.MULTILINE), (
            path.name
        )
