"""Writes the pages of docs/ that are made from the program: `python -m tools.generate_docs`. A test compares them."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "docs/map.md": "house",
    "docs/reference/permissions.md": "permissions",
    "docs/reference/rules.md": "rules",
    "docs/reference/reactions.md": "reactions",
    "docs/reference/numbers.md": "numbers",
    "docs/reference/data.md": "records",
}
"""Each page, and the module of tools/manual that writes it."""


def text_of(name: str) -> str:
    """Give a page as the program would have it now."""
    render: Callable[[], str] = import_module(f"tools.manual.{PAGES[name]}").render
    return render()


def main() -> None:
    """Write every page anew."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughline.config.settings.dev")
    # Nothing is signed or stored, so no secret and no data folder is made.
    os.environ.setdefault("THROUGHLINE_SECRET_KEY", "none is needed to write pages")
    import django

    django.setup()
    for name in PAGES:
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_text(text_of(name))


if __name__ == "__main__":
    main()
