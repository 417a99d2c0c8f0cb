"""What can happen: somebody is spoken for, with their authority, and it is known what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.advocacy import rules
from throughline.advocacy.models import Act, ActKind
from throughline.agreements import commands as agreement_commands
from throughline.agreements import queries as agreements
from throughline.agreements.models import About, How, Stance
from throughline.audit import commands as audit
from throughline.cases.models import Case
from throughline.clients.models import Client
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.core.names import sort_key


@dataclass(frozen=True, kw_only=True)
class Authority:
    """How and when somebody said that we may speak for them."""

    how: How
    said_on: date


@dataclass(frozen=True, kw_only=True)
class Acting:
    """What was done in a client's name. `authority`: what they said about it now, where nothing is on record yet."""

    kind: ActKind
    to_whom: str
    purpose: str
    minutes: int
    done_on: date
    result: str = ""
    authority: Authority | None = None


@transaction.atomic
def note_act(acting: Acting, *, client_id: UUID, by: Actor, at: datetime) -> Act:
    """Note what was done in a client's name; without their authority, spoken or written and dated, it is not (R45).

    :raises NotAllowed: if `by` may not act for clients
    :raises NotFound: if `by` cannot see the client
    :raises Refused: without authority that was given by then, or if a rule says no
    """
    policy.require(Permission.ACT_FOR_CLIENT, actor=by)
    if not Client.objects.visible_to(by).filter(id=client_id).exists():
        raise NotFound("no such client")
    case = Case.objects.visible_to(by).still_open().filter(client_id=client_id).first()
    rules.may_note(
        to_whom=acting.to_whom, purpose=acting.purpose, minutes=acting.minutes, done_on=acting.done_on,
        today=clock.local_date(at), has_open_case=case is not None,
    ).require()  # fmt: skip
    assert case is not None
    has_result = bool(acting.result.strip())
    act = Act.objects.create(
        provider_id=case.provider_id,
        case=case,
        kind=acting.kind,
        authority_id=_authority(acting, client_id=client_id, by=by, at=at),
        to_whom=acting.to_whom.strip(),
        purpose=acting.purpose.strip(),
        minutes=acting.minutes,
        done_on=acting.done_on,
        noted_at=at,
        noted_by_id=by.user_id,
        result=acting.result.strip(),
        result_at=at if has_result else None,
        result_by_id=by.user_id if has_result else None,
    )
    audit.record("ACTED_FOR_CLIENT", about=act, by=by, at=at, details={"case": case.id, "kind": acting.kind})
    return act


@transaction.atomic
def note_result(*, act_id: UUID, words: str, by: Actor, at: datetime) -> None:
    """Note what came of an act.

    :raises NotAllowed: if `by` may not act for clients
    :raises NotFound: if `by` cannot see the act
    :raises Refused: without words, or if it is noted already
    """
    policy.require(Permission.ACT_FOR_CLIENT, actor=by)
    act = Act.objects.visible_to(by).select_for_update().filter(id=act_id).first()
    if act is None:
        raise NotFound("no such act")
    rules.may_add_result(has_result=act.result_at is not None, words=words).require()
    act.result, act.result_at, act.result_by_id = words.strip(), at, by.user_id
    act.save(update_fields=["result", "result_at", "result_by"])
    audit.record("ACT_RESULT_NOTED", about=act, by=by, at=at)


def _authority(acting: Acting, *, client_id: UUID, by: Actor, at: datetime) -> UUID:
    """Give the agreement by which it was done, written down in the same act where it was not on record."""
    name = acting.to_whom.strip()
    if acting.authority is not None:
        rules.may_authority_be(said_on=acting.authority.said_on, done_on=acting.done_on).require()
        stating = agreement_commands.Stating(
            about=About.SPEAKING_FOR, subject=name, stance=Stance.GIVEN, how=acting.authority.how,
            said_on=acting.authority.said_on,
        )  # fmt: skip
        agreement_commands.record_agreement(stating, client_id=client_id, by=by, at=at)
    agreements.may_speak_for(client_id, name, on=acting.done_on, viewer=by).require()
    held = {sort_key(one.subject): one.agreement_id for one in agreements.authorities(client_id, viewer=by)}
    return held[sort_key(name)]
