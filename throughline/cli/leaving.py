"""What leaves the program, or comes into it, by a command is written into the trail: what, and how much (R131)."""

from __future__ import annotations

from throughline.cli import door
from throughline.core.actor import Actor
from throughline.core.scope import NOBODY


def note(act: str, *, what: str, by: Actor, **how_much: int) -> None:
    """Write an entry of the whole installation, in the transaction of what it tells of."""
    from throughline.audit import commands as audit
    from throughline.core import clock

    audit.record_about(
        act, table="", about_id=NOBODY, provider_id=by.organisation_id or NOBODY, by=by, at=clock.now(),
        details={"what": what, **how_much},
    )  # fmt: skip


def note_alone(act: str, *, what: str, **how_much: int) -> None:
    """Write the same for what has no transaction of its own: the whole database leaves, or comes back."""
    with door.inside(f"{what} on the command line") as system:
        note(act, what=what, by=system, **how_much)
