"""What can happen to a profile: it is opened, answered anew, and somebody's vulnerability starts, is reviewed, ends."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.clients import commands as clients
from throughline.clients.models import Answer, Client
from throughline.core import clock, events
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.profiles import queries, rules, vulnerability_rules
from throughline.profiles.events import ProfileRecorded, ShieldingEnded, ShieldingStarted
from throughline.profiles.models import ProfileKind, ProfileVersion, Risk, Source, ToldBy, Vulnerability
from throughline.profiles.questions import Answers, given
from throughline.profiles.sheets import QUESTIONS

PLAIN = ("can_be_phoned", "can_read", "has_internet")
"""The answers that stand on the client's row as they are."""


@transaction.atomic
def open_profiles(*, client_id: UUID, by: Actor, at: datetime) -> queries.Profiles:
    """Open all that is kept of how to reach somebody, to be read, and write down who looked (R131).

    :raises NotAllowed: if `by` may not see records
    :raises NotFound: if `by` cannot see the client
    """
    policy.require(Permission.VIEW_CLIENT, actor=by)
    found = queries.profiles_of(client_id, viewer=by)
    audit.record_about("PROFILE_VIEWED", table="clients_client", about_id=client_id,
                       provider_id=found.provider_id, by=by, at=at)  # fmt: skip
    return found


@transaction.atomic
def record_profile(
    *, client_id: UUID, about: ProfileKind, answers: Answers, seen: str, by: Actor, at: datetime
) -> ProfileVersion | None:
    """Keep a profile as it was answered now, in place of none of the earlier ones; nothing new makes no version.

    `seen`: the id of the version that the page showed, or nothing. A part-done profile is kept as it is.

    :raises NotAllowed: if `by` may not record profiles
    :raises NotFound: if `by` cannot see the client
    :raises Refused: if an answer cannot be right, or a colleague saved another version meanwhile
    """
    policy.require(Permission.RECORD_PROFILE, actor=by)
    client = clients.lock_client(client_id, viewer=by)
    wanted = rules.checked(answers, QUESTIONS[about])
    before = queries.current(client, about, viewer=by)
    shown = queries.version(seen, client_id=client_id, about=about, viewer=by)
    rules.may_follow(
        seen=seen,
        now=before.version_id,
        colleague=before.by,
        changed=rules.changes(shown, before.answers, QUESTIONS[about]),
    ).require()
    if before.version_id and wanted == before.answers:
        return None
    if not before.version_id:
        _keep_what_was_told(client, about, before.answers)
    kept = _add_version(client, about, wanted, by=by, at=at)
    if about == ProfileKind.ACCESS:
        clients.keep_in_step(client_ids=[client_id], facts=_on_the_row(wanted, on=clock.local_date(at)), by=by, at=at)
    audit.record("PROFILE_RECORDED", about=client, by=by, at=at, details={"profile": about, "version": kept.id})
    events.publish(ProfileRecorded(client_id=client_id, about=about.value, by=by, at=at))
    return kept


@transaction.atomic
def start_vulnerability(
    *, client_id: UUID, risk: Risk, told_by: ToldBy, started_on: date, review_on: date | None = None, by: Actor,
    at: datetime,
) -> Vulnerability:  # fmt: skip
    """Record that somebody is clinically vulnerable, or shields. Without a day, its review is due after SET23.

    :raises NotAllowed: if `by` may not record profiles
    :raises NotFound: if `by` cannot see the client
    :raises Refused: if it is on record already, or the days cannot be right
    """
    policy.require(Permission.RECORD_PROFILE, actor=by)
    client = clients.lock_client(client_id, viewer=by)
    weeks = organisations.number_in_force(numbers.SHIELDING_REVIEW, provider_id=client.provider_id, on=started_on)
    review_on = review_on or vulnerability_rules.first_review(started_on, weeks=weeks)
    standing = Vulnerability.objects.visible_to(by).filter(client=client, risk=risk, ended_on__isnull=True)
    vulnerability_rules.may_start(
        started_on, review_on=review_on, on=clock.local_date(at), already=standing.exists()
    ).require()
    made = Vulnerability.objects.create(
        provider_id=client.provider_id, client=client, risk=risk, told_by=told_by, started_on=started_on,
        review_on=review_on, recorded_at=at, recorded_by_id=by.user_id,
    )  # fmt: skip
    audit.record("VULNERABILITY_STARTED", about=made, by=by, at=at)
    if risk == Risk.SHIELDING:
        clients.keep_in_step(client_ids=[client_id], facts={"shielding": True}, by=by, at=at)
        events.publish(ShieldingStarted(client_id=client_id, by=by, at=at))
    return made


@transaction.atomic
def review_vulnerability(*, vulnerability_id: UUID, next_on: date, by: Actor, at: datetime) -> None:
    """Confirm that a status still stands, and say when to ask again.

    :raises NotAllowed: if `by` may not record profiles
    :raises NotFound: if `by` cannot see it
    :raises Refused: if it has ended, or the next review is not in the future
    """
    policy.require(Permission.RECORD_PROFILE, actor=by)
    found = _lock_vulnerability(vulnerability_id, viewer=by)
    vulnerability_rules.may_review(next_on=next_on, on=clock.local_date(at), ended=found.ended_on is not None).require()
    found.review_on, found.reviewed_at, found.reviewed_by_id = next_on, at, by.user_id
    found.save(update_fields=["review_on", "reviewed_at", "reviewed_by"])
    audit.record("VULNERABILITY_REVIEWED", about=found, by=by, at=at, details={"next_on": next_on})


@transaction.atomic
def end_vulnerability(*, vulnerability_id: UUID, ended_on: date, note: str, by: Actor, at: datetime) -> None:
    """Confirm that a status has ended. Only a person does; from then on somebody may be met in person again.

    :raises NotAllowed: if `by` may not record profiles
    :raises NotFound: if `by` cannot see it
    :raises Refused: if it has ended already, the day cannot be right, or nobody says how it is known
    """
    policy.require(Permission.RECORD_PROFILE, actor=by)
    found = _lock_vulnerability(vulnerability_id, viewer=by)
    vulnerability_rules.may_end(
        ended_on=ended_on, started_on=found.started_on, on=clock.local_date(at), ended=found.ended_on is not None,
        confirmed_by=note,
    ).require()  # fmt: skip
    found.ended_on, found.end_note, found.ended_at, found.ended_by_id = ended_on, note.strip(), at, by.user_id
    found.save(update_fields=["ended_on", "end_note", "ended_at", "ended_by"])
    audit.record("VULNERABILITY_ENDED", about=found, by=by, at=at)
    if found.risk == Risk.SHIELDING:
        clients.keep_in_step(client_ids=[found.client_id], facts={"shielding": False}, by=by, at=at)
        events.publish(ShieldingEnded(client_id=found.client_id, by=by, at=at))


@transaction.atomic
def repeat_on_rows(*, client_ids: Collection[UUID], by: Actor, at: datetime) -> None:
    """Let clients' own rows repeat their latest profile and statuses, after these changed hands. Part of that act.

    What contact needs in words is left as it stands: it may have come with a referral, and somebody relies on it.
    """
    for client in Client.objects.filter(id__in=client_ids):
        versions = ProfileVersion.objects.filter(client=client, about=ProfileKind.ACCESS)
        latest = versions.order_by("-recorded_at", "-id").first()
        told = {key: said for key in PLAIN if (said := getattr(client, key)) != Answer.NOT_ASKED}
        answers: Answers = {**told, **(latest.answers if latest else {})}
        facts = _on_the_row(answers, on=clock.local_date(latest.recorded_at if latest else at))
        del facts["access_needs"]
        if latest is None or rules.still_to_ask(latest.answers):
            facts["profile_asked_on"] = None
        shields = Vulnerability.objects.filter(client=client, risk=Risk.SHIELDING, ended_on__isnull=True)
        facts["shielding"] = shields.exists()
        clients.keep_in_step(client_ids=[client.id], facts=facts, by=by, at=at)


def _lock_vulnerability(vulnerability_id: UUID, *, viewer: Actor) -> Vulnerability:
    seen = Vulnerability.objects.visible_to(viewer).select_for_update(no_key=True)
    found: Vulnerability | None = seen.filter(id=vulnerability_id).first()
    if found is None:
        raise NotFound("no such vulnerability")
    return found


def _keep_what_was_told(client: Client, about: ProfileKind, told: Answers) -> None:
    """Write down, before the first answers of our own, what was told when they came: history begins with it."""
    if told:
        ProfileVersion.objects.create(
            provider_id=client.provider_id, client=client, about=about, source=Source.TOLD, answers=told,
            recorded_at=client.registered_at, recorded_by_id=client.registered_by_id,
        )  # fmt: skip


def _add_version(client: Client, about: ProfileKind, answers: Answers, *, by: Actor, at: datetime) -> ProfileVersion:
    made: ProfileVersion = ProfileVersion.objects.create(
        provider_id=client.provider_id, client=client, about=about, answers=answers, recorded_at=at,
        recorded_by_id=by.user_id,
    )  # fmt: skip
    return made


def _on_the_row(answers: Answers, *, on: date) -> dict[str, object]:
    """Give what the client's row repeats of the profile, so that no list has to read it."""
    return {
        **{key: _plain(answers, key) for key in PLAIN},
        "access_needs": rules.so_that_it_works(answers),
        "digitally_excluded": bool(rules.digitally_excluded(answers)),
        "cannot_read": bool(rules.cannot_read(answers)),
        "profile_asked_on": None if rules.still_to_ask(answers) else on,
    }


def _plain(answers: Answers, key: str) -> Answer:
    """Give yes or no; whoever would rather not say has told us neither."""
    answer = given(answers, key)
    return Answer(answer) if answer in (Answer.YES, Answer.NO) else Answer.NOT_ASKED
