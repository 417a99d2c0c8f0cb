"""Whatever a package announces, something follows from; an announcement to nobody is a promise that nobody keeps."""

import importlib

from tests.architecture.source import PROGRAM, ROOT
from throughline.config.reactions import REACTIONS
from throughline.core.events import Event

HEARD_BY_NOBODY: dict[type[Event], str] = {}
"""Events from which nothing follows here, and why they are published all the same."""


def _every_event() -> set[type[Event]]:
    """Find every event that any package declares, also those that a module declares outside its events.py."""
    for path in PROGRAM.glob("*/events.py"):
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return {kind for kind in Event.__subclasses__() if ".tests." not in kind.__module__}


def test_something_follows_from_every_event():
    silent = {kind for kind in _every_event() if not REACTIONS.get(kind)}
    assert silent == set(HEARD_BY_NOBODY)


def test_the_table_names_each_event_in_a_line_of_its_own_and_nothing_else():
    assert set(REACTIONS) == _every_event()
    assert all(len(set(follows)) == len(follows) for follows in REACTIONS.values())
