"""What can happen to a substitute: shared, changed, reviewed, and used with somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.cases.models import Case
from throughline.clients.models import Client
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.core.scope import NOBODY
from throughline.directory.kinds import Category, Mode
from throughline.substitutes import rules
from throughline.substitutes.models import Substitute, Use, Verdict, Went
from throughline.substitutes.rules import Method


@dataclass(frozen=True, kw_only=True)
class Written:
    """A method as it is written up."""

    title: str
    stands_in_for: Category
    mode: Mode
    for_whom: Sequence[str] = ()
    steps: str
    cautions: Sequence[str] = ()
    caution_words: str = ""


@transaction.atomic
def share_substitute(written: Written, *, by: Actor, at: datetime) -> Substitute:
    """Put a method in the library that every provider reads. It is marked as not reviewed.

    :raises NotAllowed: if `by` may not share methods
    :raises NotFound: if `by` works for no organisation
    :raises Refused: without a name, or without what to do
    """
    policy.require(Permission.USE_SUBSTITUTE, actor=by)
    if by.organisation_id is None:
        raise NotFound("no organisation that could share it")
    rules.may_share(title=written.title, steps=written.steps).require()
    substitute = Substitute(shared_by_id=by.organisation_id, written_at=at, written_by_id=by.user_id)
    _write(substitute, written)
    substitute.save()
    _record("SUBSTITUTE_SHARED", substitute, by=by, at=at)
    return substitute


@transaction.atomic
def change_substitute(written: Written, *, substitute_id: UUID, by: Actor, at: datetime) -> None:
    """Rewrite a method of one's own provider. What was reviewed before is to be reviewed again.

    :raises NotAllowed: if `by` may not share methods
    :raises NotFound: if there is no such method
    :raises Refused: if another provider wrote it, without a name, or without what to do
    """
    policy.require(Permission.USE_SUBSTITUTE, actor=by)
    substitute = _lock(substitute_id)
    rules.may_change(is_ours=substitute.shared_by_id == by.organisation_id).require()
    rules.may_share(title=written.title, steps=written.steps).require()
    _write(substitute, written)
    substitute.written_at, substitute.written_by_id = at, by.user_id
    substitute.verdict, substitute.review_words = "", ""
    substitute.reviewed_at, substitute.reviewed_by = None, None
    substitute.save()
    _record("SUBSTITUTE_CHANGED", substitute, by=by, at=at)


@transaction.atomic
def review_substitute(*, substitute_id: UUID, verdict: Verdict, words: str, by: Actor, at: datetime) -> None:
    """Say whether a method is good to use. A second review takes the place of the first.

    :raises NotAllowed: if `by` may not review methods
    :raises NotFound: if there is no such method
    :raises Refused: if they wrote it themselves, or say no without saying why
    """
    policy.require(Permission.REVIEW_SUBSTITUTE, actor=by)
    substitute = _lock(substitute_id)
    rules.may_review(
        written_by_id=substitute.written_by_id, reviewer_id=by.user_id, words=words, verdict=verdict
    ).require()  # fmt: skip
    substitute.verdict, substitute.review_words = verdict, words.strip()
    substitute.reviewed_at, substitute.reviewed_by_id = at, by.user_id
    substitute.save(update_fields=["verdict", "review_words", "reviewed_at", "reviewed_by"])
    _record("SUBSTITUTE_REVIEWED", substitute, by=by, at=at, verdict=verdict)


@dataclass(frozen=True, kw_only=True)
class Tried:
    """That it was used, on which day, and how it went."""

    used_on: date
    went: Went
    words: str = ""


@transaction.atomic
def note_substitute_used(tried: Tried, *, substitute_id: UUID, client_id: UUID, by: Actor, at: datetime) -> Use:
    """Note that a method was used with somebody, and how it went (R47).

    :raises NotAllowed: if `by` may not use methods
    :raises NotFound: if `by` cannot see the client, or there is no such method
    :raises Refused: if it may not be used with them, they are not in the service, or of a day to come
    """
    policy.require(Permission.USE_SUBSTITUTE, actor=by)
    client = Client.objects.visible_to(by).filter(id=client_id).first()
    if client is None:
        raise NotFound("no such client")
    substitute = _lock(substitute_id)
    case = Case.objects.visible_to(by).still_open().filter(client_id=client_id).first()
    rules.may_note_use(
        used_on=tried.used_on, today=clock.local_date(at), has_open_case=case is not None
    ).require()  # fmt: skip
    rules.may_use(method_of(substitute), conditions=client.conditions).require()
    assert case is not None
    use = Use.objects.create(
        provider_id=case.provider_id, case=case, substitute=substitute, used_on=tried.used_on, went=tried.went,
        words=tried.words.strip(), noted_at=at, noted_by_id=by.user_id,
    )  # fmt: skip
    audit.record("SUBSTITUTE_USED", about=use, by=by, at=at, details={"substitute": substitute_id, "case": case.id})
    return use


def method_of(substitute: Substitute) -> Method:
    """Give what the rules look at of a method."""
    verdict = Verdict(substitute.verdict) if substitute.verdict else None
    return Method(verdict, tuple(substitute.for_whom), tuple(substitute.cautions))


def _write(substitute: Substitute, written: Written) -> None:
    substitute.title, substitute.steps = written.title.strip(), written.steps.strip()
    substitute.stands_in_for, substitute.mode = written.stands_in_for, written.mode
    substitute.for_whom, substitute.cautions = list(written.for_whom), list(written.cautions)
    substitute.caution_words = written.caution_words.strip()


def _lock(substitute_id: UUID) -> Substitute:
    substitute = Substitute.objects.select_for_update().filter(id=substitute_id).first()
    if substitute is None:
        raise NotFound("no such method")
    return substitute


def _record(act: str, about: Substitute, *, by: Actor, at: datetime, **details: object) -> None:
    """Write down who did something to a method, in the trail of the provider for which they act."""
    provider_id = by.organisation_id or NOBODY
    audit.record_about(
        act, table=about._meta.db_table, about_id=about.id, provider_id=provider_id, by=by, at=at, details=details
    )
