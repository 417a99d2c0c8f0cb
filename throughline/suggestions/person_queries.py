"""Whom something is sought for, as far as it decides what they can use: read from their record."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.areas import queries as areas
from throughline.areas.rules import Place
from throughline.cases.models import Case
from throughline.clients.models import Client
from throughline.clients.queries import Named
from throughline.clients.rules import age_on
from throughline.clients.standing import standing_on
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.directory.kinds import Category, Mode
from throughline.onward_referrals.models import OnwardReferral
from throughline.profiles import queries as profiles
from throughline.profiles import rules as profile_rules
from throughline.suggestions.person import Person, person_of
from throughline.support_plans.kinds import Gives, GoalState, LeaningState
from throughline.support_plans.models import Goal, Leaning

SOUGHT = (GoalState.OPEN, GoalState.ON_HOLD)


@dataclass(frozen=True)
class SoughtFor:
    """Somebody, what decides what they can use, where they live, and what nobody has asked them yet."""

    who: Named
    person: Person
    home: Place | None
    has_postcode: bool
    not_asked: tuple[str, ...]
    in_service: bool = True
    wishes: tuple[str, ...] = ()
    """Their goals, and what a service gave them and nothing gives them now, in their words."""


def sought_for(client_id: UUID, *, viewer: Actor, on: date) -> SoughtFor:
    """Give whom something is sought for, in seven statements.

    :raises NotFound: if the viewer cannot see the client
    """
    client: Client | None = Client.objects.visible_to(viewer).filter(id=client_id).first()
    if client is None:
        raise NotFound("no such client")
    known = profiles.before_contact(client, (), refused={}, viewer=viewer)
    return SoughtFor(
        who=Named(client_id, client.full_name, standing_on(client)),
        person=person_of(
            age=age_on(client.date_of_birth, on),
            shielding=client.shielding,
            digitally_excluded=known.reach.digitally_excluded,
            cannot_read=known.reach.cannot_read,
            access=known.access,
            helping=known.helping,
            stopped=said_no([client_id], viewer=viewer, on=on).get(client_id, {}),
        ),
        home=areas.places_of([client.postcode]).get(client.postcode),
        has_postcode=bool(client.postcode),
        not_asked=tuple(question.says for question in profile_rules.still_to_ask(known.access)),
        in_service=Case.objects.visible_to(viewer).still_open().filter(client_id=client_id).exists(),
        wishes=wishes_of([client_id], viewer=viewer).get(client_id, ()),
    )


def wishes_of(client_ids: Collection[UUID], *, viewer: Actor) -> dict[UUID, tuple[str, ...]]:
    """Give what each of these people wants and lacks, in their own words where there are any; in two statements."""
    found: dict[UUID, list[str]] = {}
    goals = Goal.objects.visible_to(viewer).filter(client_id__in=client_ids, state__in=SOUGHT)
    for client_id, *words in goals.order_by("made_at", "id").values_list("client_id", "words", "what_would_help"):
        found.setdefault(client_id, []).extend(filter(None, words))
    lacking = Leaning.objects.visible_to(viewer).filter(client_id__in=client_ids, state=LeaningState.UNMET)
    rows = lacking.order_by("made_at", "id").values_list("client_id", "gives", "words", "service__category")
    for client_id, gives, said, category in rows:
        needed = Category(category).label if gives == Gives.ACTIVITY else Gives(gives).label
        found.setdefault(client_id, []).extend(filter(None, (needed, said)))
    return {client_id: tuple(words) for client_id, words in found.items()}


def said_no(client_ids: Collection[UUID], *, viewer: Actor, on: date) -> dict[UUID, dict[Mode, date]]:
    """Give the ways of joining that people said were not for them, and until when they are not asked again (SET19)."""
    later = OnwardReferral.objects.visible_to(viewer).filter(case__client_id__in=client_ids, ask_online_from__gt=on)
    return {
        client_id: {Mode.ONLINE: until}
        for client_id, until in later.order_by("ask_online_from").values_list("case__client_id", "ask_online_from")
    }
