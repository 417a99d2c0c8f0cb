"""The floors that packages stand on, read from `.importlinter`, so that the plan is written down in one place only."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONTRACTS = ROOT / ".importlinter"
PACKAGE = "throughline"


def floors() -> list[list[str]]:
    """Give the packages of each floor, the ground floor first."""
    parser = ConfigParser()
    parser.read_string(CONTRACTS.read_text())
    layers = [section["layers"] for section in parser.values() if section.get("type") == "layers"]
    if len(layers) != 1:
        raise LookupError(f"{CONTRACTS.name} must hold one contract of type layers; it holds {len(layers)}")
    found = [_neighbours(line) for line in layers[0].strip().splitlines() if line.strip()]
    return [names for names in found[::-1] if names]


def floor_of(package: str) -> int:
    """Give the number of a package's floor, 0 at the bottom.

    :raises LookupError: if the contract does not name it
    """
    for number, packages in enumerate(floors()):
        if package in packages:
            return number
    raise LookupError(f"{package} stands on no floor of {CONTRACTS.name}")


def _neighbours(line: str) -> list[str]:
    """Split "throughline.audit | jobs" into package names. One in brackets is planned, and has no room yet."""
    names = [name.strip() for name in line.replace(":", "|").split("|")]
    return [name.removeprefix(f"{PACKAGE}.") for name in names if not name.startswith("(")]
