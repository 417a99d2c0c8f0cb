"""What can be asked of agreements: what holds now, what may therefore be done, and in which words it was asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.agreements import rules
from throughline.agreements.models import About, Agreement, How, Stance, Wording
from throughline.agreements.rules import Stated, Subject
from throughline.agreements.wordings import FIRST_VERSION, FIRST_WORDS
from throughline.clients.models import Client
from throughline.clients.queries import Named
from throughline.clients.standing import standing_on
from throughline.core.actor import Actor
from throughline.core.decisions import Decision, NotFound


@dataclass(frozen=True)
class Said(Stated):
    """One row of the history, whole."""

    agreement_id: UUID
    how: How
    version: int
    note: str
    recorded_by: str


@dataclass(frozen=True)
class Words:
    """How an agreement is asked for: a version of the words."""

    version: int
    text: str


@dataclass(frozen=True)
class Agreements:
    """All that somebody agreed to, refused or withdrew: what holds now, and the history, newest first."""

    who: Named
    provider_id: UUID
    today: date
    held: Mapping[Subject, Said]
    history: tuple[Said, ...]
    words: Mapping[About, Words]

    def said(self, agreement_id: UUID) -> Said:
        """Give one row of the history.

        :raises NotFound: if it is not one of this client's
        """
        found = [one for one in self.history if one.agreement_id == agreement_id]
        if not found:
            raise NotFound("no such agreement")
        return found[0]


def agreements_of(client_id: UUID, *, viewer: Actor, on: date) -> Agreements:
    """Give all that a client agreed to, refused or withdrew, in three statements.

    :raises NotFound: if the viewer cannot see the client
    """
    client: Client | None = Client.objects.visible_to(viewer).filter(id=client_id).first()
    if client is None:
        raise NotFound("no such client")
    found = Agreement.objects.visible_to(viewer).filter(client_id=client_id).select_related("recorded_by")
    history = [_said(row) for row in found.order_by("-said_on", "-recorded_at", "id")]
    held = {of: one for of, one in rules.in_force(history).items() if isinstance(one, Said)}
    who = Named(client.id, client.full_name, standing_on(client))
    words = wordings_in_force(client.provider_id, viewer=viewer, on=on)
    return Agreements(who, client.provider_id, on, held, tuple(history), words)


def held_by(client_ids: Iterable[UUID], *, viewer: Actor) -> dict[UUID, dict[Subject, Stated]]:
    """Give what holds now for many people, in one statement."""
    stated: dict[UUID, list[Stated]] = {}
    found = Agreement.objects.visible_to(viewer).filter(client_id__in=list(client_ids))
    for client_id, about, subject, stance, said_on, recorded_at in found.values_list(
        "client_id", "about", "subject", "stance", "said_on", "recorded_at"
    ):
        one = Stated(About(about), subject, Stance(stance), said_on, recorded_at)
        stated.setdefault(client_id, []).append(one)
    return {client_id: rules.in_force(all_) for client_id, all_ in stated.items()}


def may_share_with_surgery(client_id: UUID, *, viewer: Actor) -> Decision:
    """Say whether a client's surgery may be sent or told anything about them."""
    return rules.may_share_with_surgery(_held(client_id, About.SURGERY, "", viewer=viewer))


def may_share_with_service(client_id: UUID, name: str, *, viewer: Actor) -> Decision:
    """Say whether a linked service may be told about a client; if not, the page asks for the agreement first."""
    return rules.may_share_with_service(_held(client_id, About.LINKED_SERVICE, name, viewer=viewer), name=name)


def may_talk_with(client_id: UUID, name: str, *, viewer: Actor) -> Decision:
    """Say whether a named member of the family may be talked with about a client."""
    return rules.may_talk_with(_held(client_id, About.FAMILY, name, viewer=viewer), name=name)


def authorities(client_id: UUID, *, viewer: Actor) -> list[Said]:
    """List to whom a client may be spoken for now, each with how and when they said so, by name."""
    found = Agreement.objects.visible_to(viewer).filter(client_id=client_id, about=About.SPEAKING_FOR)
    held = rules.in_force([_said(row) for row in found.select_related("recorded_by")]).values()
    given = [one for one in held if isinstance(one, Said) and one.stance == Stance.GIVEN]
    return sorted(given, key=lambda one: one.subject)


def may_speak_for(client_id: UUID, name: str, *, on: date, viewer: Actor) -> Decision:
    """Say whether a client could be spoken for to somebody on a day (R45)."""
    return rules.may_speak_for(_held(client_id, About.SPEAKING_FOR, name, viewer=viewer), name=name, on=on)


def withholds_from_surgery(client_id: UUID, *, viewer: Actor) -> bool:
    """Say whether a client has asked that their surgery is told nothing more."""
    return rules.withholds_from_surgery(_held(client_id, About.SURGERY, "", viewer=viewer))


def refused_ways(client_ids: Iterable[UUID], *, viewer: Actor) -> dict[UUID, dict[str, str]]:
    """Give the ways of contact that each client does not agree to, each with the reason to show: the gate's facts."""
    found = {}
    for client_id, held in held_by(client_ids, viewer=viewer).items():
        ways = {one.subject: rules.way_refused(one) for (about, _), one in held.items() if about == About.WAY}
        found[client_id] = {way: why for way, why in ways.items() if why}
    return found


def refused_ways_of(client_id: UUID, *, viewer: Actor) -> dict[str, str]:
    """Give the ways of contact that one client does not agree to, each with the reason to show."""
    return refused_ways([client_id], viewer=viewer).get(client_id, {})


def wordings_in_force(provider_id: UUID, *, viewer: Actor, on: date) -> dict[About, Words]:
    """Give the words in which each agreement is asked for on a day."""
    words = {about: Words(FIRST_VERSION, text) for about, text in FIRST_WORDS.items()}
    found = Wording.objects.visible_to(viewer).filter(provider_id=provider_id, from_on__lte=on)
    for about, version, text in found.order_by("version").values_list("about", "version", "words"):
        words[About(about)] = Words(version, text)
    return words


def _held(client_id: UUID, about: About, subject: str, *, viewer: Actor) -> Stated | None:
    return rules.held_for(held_by([client_id], viewer=viewer).get(client_id, {}), about, subject)


def _said(row: Agreement) -> Said:
    return Said(
        About(row.about), row.subject, Stance(row.stance), row.said_on, row.recorded_at, row.id, How(row.how),
        row.wording_version, row.note, row.recorded_by.name,
    )  # fmt: skip
