"""Whom a visitor can be with one press: all the demo's made-up staff. Read without Django being ready."""

from __future__ import annotations

from itertools import groupby

from throughline.demo.places import PASSWORD as DEMO_PASSWORD
from throughline.demo.places import STAFF as PERSONAS
from throughline.demo.places import Member as Persona

__all__ = ["BY_KEY", "DEMO_PASSWORD", "PERSONAS", "Persona", "by_organisation"]

BY_KEY = {persona.key: persona for persona in PERSONAS}


def by_organisation() -> list[tuple[str, list[Persona]]]:
    """List the personas under their organisations, in the order of the work."""
    return [(place, list(people)) for place, people in groupby(PERSONAS, key=lambda persona: persona.organisation)]
