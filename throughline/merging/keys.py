"""Every key that points at a person, found by looking at the models, and what happens to it when two records merge.

A row moves to the record that stands. Where only one such row may be (a unique key that names the client), the tables
below say what happens to the second: it stays, with the record that was merged, and is found there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.db import models

from throughline.clients.models import Client
from throughline.core.database import our_models

ONLY_ONE: dict[str, str] = {
    "cases.Case.client": "of two open cases one is closed first, in the same act, and then both move",
    "clients.NameWord.client": "a word of both names is on the standing record already",
    "clients.WayToReach.client": "a number of both is on the standing record already, with its own note",
    "in_person.Wait.client": "they wait to be seen face to face already; a second wait stays in the queue too",
    "linkage.PossibleMatch.client": "somebody on a list was asked about with both records; the second question stays",
    "referrals.Referral.client": "of two live referrals the later is ended first, in the same act, and then both move",
}
"""Keys with room for one row a person, and why nothing is lost when the second cannot move."""

STAYS: dict[str, str] = {
    "clients.Likeness.client": "says how alike two records were, and so stays with them",
    "clients.Likeness.other": "says how alike two records were, and so stays with them",
    "merging.Merge.merged": "says which record was merged",
    "merging.Merge.standing": "says which record stood then",
    "viewings.ReasonToLook.client": "says whose record was opened, as it stood that day; never changed",
}
"""Keys that tell of a record and not of its person."""


@dataclass(frozen=True)
class Key:
    """A column that names a client."""

    model: type[models.Model]
    field: str

    @property
    def name(self) -> str:
        return f"{self.model._meta.label}.{self.field}"

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def column(self) -> str:
        return str(self.model._meta.get_field(self.field).column)  # type: ignore[union-attr]

    @property
    def stays(self) -> bool:
        return self.name in STAYS

    @property
    def has_room_for_one(self) -> bool:
        """Say whether a unique key names the client, so that two rows may not both belong to one person."""
        field, key = self.model._meta.get_field(self.field), self.model._meta.pk
        if getattr(field, "unique", False):
            return True
        constraints = (c for c in self.model._meta.constraints if not isinstance(c, models.CheckConstraint))
        return any(
            _names(constraint, self.field) and not _names(constraint, str(key.name)) for constraint in constraints
        )


def keys_to_clients() -> list[Key]:
    """List every key of ours that points at a client, the record's own pointer to the one it was merged into too."""
    return sorted(_keys(), key=lambda key: key.name)


def _keys() -> Iterator[Key]:
    for model in our_models():
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is Client:
                yield Key(model, field.name)


def _names(constraint: models.BaseConstraint, field: str) -> bool:
    """Say whether a unique or exclusion constraint looks at a field, in its columns or in an expression."""
    if field in getattr(constraint, "fields", ()):
        return True
    expressions = [e[0] if isinstance(e, tuple) else e for e in getattr(constraint, "expressions", ())]
    return any(field in _leaves(expression) for expression in expressions)


def _leaves(expression: object) -> set[str]:
    if isinstance(expression, str):
        return {expression}
    found = {str(cast(Any, expression).name)} if isinstance(expression, models.F) else set()
    for part in getattr(expression, "get_source_expressions", list)():
        found |= _leaves(part)
    return found
