"""The demo's made-up staff, one for each kind of work (requirements 7.7). Read without Django being ready."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

DEMO_PASSWORD = "throughline-demo-2020"
"""Everybody's password in the demo service. Live settings have no demo."""

HARBOUR, NORTHGATE = "Harbour Trust", "Northgate Wellbeing"
ELM_STREET, HILLTOP = "Elm Street", "Hilltop"
COMMISSIONER = "Quayside Clinical Commissioning Group"


@dataclass(frozen=True)
class Persona:
    """Somebody whose work a visitor can try."""

    key: str
    name: str
    email: str
    role: str
    organisation: str
    does: str


PERSONAS = (
    Persona(
        "elm-street", "Bev Hodgson", "bev@elmstreet.example", "PRACTICE_USER", ELM_STREET,
        "Refers patients and sees what became of each.",
    ),
    Persona(
        "alan", "Alan Robson", "alan@harbour.example", "MANAGER", HARBOUR,
        "Sees that everybody who is referred has a link worker, and keeps them when one leaves.",
    ),
    Persona(
        "moira", "Moira Dixon", "moira@harbour.example", "SENIOR_LINK_WORKER", HARBOUR,
        "Has clients of her own, and allocates new people within the team.",
    ),
    Persona(
        "priya", "Priya Nair", "priya@harbour.example", "LINK_WORKER", HARBOUR,
        "Phones her clients from home, and promises each one a next contact.",
    ),
    Persona(
        "tom", "Tom Bell", "tom@harbour.example", "LINK_WORKER", HARBOUR,
        "Is on a temporary contract: his clients will need somebody else.",
    ),
    Persona(
        "hilltop", "Joan Pickering", "joan@hilltop.example", "PRACTICE_USER", HILLTOP,
        "Refers patients to the other provider.",
    ),
    Persona(
        "grace", "Grace Osei", "grace@northgate.example", "MANAGER", NORTHGATE,
        "Manages the other provider, and sees none of Harbour Trust's clients.",
    ),
    Persona(
        "lena", "Lena Fischer", "lena@northgate.example", "SENIOR_LINK_WORKER", NORTHGATE,
        "Has clients of her own, and allocates new people within the team.",
    ),
    Persona(
        "dev", "Dev Patel", "dev@northgate.example", "LINK_WORKER", NORTHGATE,
        "Works with Hilltop's patients.",
    ),
    Persona(
        "rosa", "Rosa Marsh", "rosa@northgate.example", "LINK_WORKER", NORTHGATE,
        "Works with Hilltop's patients.",
    ),
    Persona(
        "commissioner", "Martin Shaw", "martin@quayside.example", "COMMISSIONER", COMMISSIONER,
        "Pays for the service, and sees totals only, never a person.",
    ),
)  # fmt: skip

BY_KEY = {persona.key: persona for persona in PERSONAS}


def by_organisation() -> list[tuple[str, list[Persona]]]:
    """List the personas under their organisations, in the order of the work."""
    return [(place, list(people)) for place, people in groupby(PERSONAS, key=lambda persona: persona.organisation)]
