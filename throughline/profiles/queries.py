"""What can be asked of profiles."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from throughline.clients import queries as clients
from throughline.clients.models import Answer, Client, WayKind
from throughline.clients.queries import Named
from throughline.clients.standing import standing_on
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.profiles import rules
from throughline.profiles.gate_rules import Reach
from throughline.profiles.models import ProfileKind, ProfileVersion, Risk, Source, ToldBy, Vulnerability
from throughline.profiles.modes import Mode
from throughline.profiles.questions import YES, Answers, given
from throughline.profiles.sheets import QUESTIONS


@dataclass(frozen=True)
class Version:
    """A profile as it stood from a moment on."""

    version_id: str
    """Empty where nothing of our own is on record: only what was told when they came."""
    answers: Answers
    source: Source
    at: datetime
    by: str
    changed: tuple[rules.Change, ...] = ()


@dataclass(frozen=True)
class Status:
    """That somebody is clinically vulnerable, or shielding, and until when we thought so."""

    vulnerability_id: UUID
    risk: Risk
    told_by: ToldBy
    started_on: date
    review_on: date
    recorded_by: str
    reviewed_on: date | None
    reviewed_by: str
    ended_on: date | None
    ended_by: str
    end_note: str


@dataclass(frozen=True)
class Profiles:
    """All that is kept of how to reach somebody. `access` and `helping`: newest first, never empty."""

    who: Named
    provider_id: UUID
    reach: Reach
    access: tuple[Version, ...]
    helping: tuple[Version, ...]
    statuses: tuple[Status, ...]
    ways: tuple[clients.Way, ...]

    def history(self, about: ProfileKind) -> tuple[Version, ...]:
        return self.access if about == ProfileKind.ACCESS else self.helping


@dataclass(frozen=True)
class BeforeContact:
    """What somebody reads before they ring: how this person can be reached, and how they like to be helped."""

    reach: Reach
    access: Answers
    helping: Answers


def profiles_of(client_id: UUID, *, viewer: Actor) -> Profiles:
    """Give everything, in four statements however long the history is.

    :raises NotFound: if the viewer cannot see the client
    """
    client = _client(client_id, viewer=viewer)
    rows = _versions(client_id, viewer=viewer)
    access, helping = (_history(client, rows, about) for about in (ProfileKind.ACCESS, ProfileKind.HELPING))
    ways = tuple(clients.ways_of([client_id], viewer=viewer).get(client_id, ()))
    return Profiles(
        who=Named(client_id, client.full_name, standing_on(client)),
        provider_id=client.provider_id,
        reach=_reach(client, access[0].answers, ways),
        access=access,
        helping=helping,
        statuses=_statuses(client_id, viewer=viewer),
        ways=ways,
    )


def before_contact(
    client: Client, ways: tuple[clients.Way, ...], *, refused: Mapping[str, str], viewer: Actor
) -> BeforeContact:
    """Give what to read before contact with somebody whose row and ways were read already, in one statement.

    `refused`: the ways that they do not agree to (`agreements.queries.refused_ways`), which stands above.
    """
    found = ProfileVersion.objects.visible_to(viewer).filter(client_id=client.id)
    latest = dict(found.order_by("about", "-recorded_at", "-id").distinct("about").values_list("about", "answers"))
    access = _with_what_was_told(client, latest.get(ProfileKind.ACCESS, {}))
    reach = replace(_reach(client, access, ways), refused=refused)
    return BeforeContact(reach, access, latest.get(ProfileKind.HELPING, {}))


def reaches_of(
    people: Collection[Client],
    ways: Mapping[UUID, Sequence[clients.Way]],
    *,
    refused: Mapping[UUID, Mapping[str, str]],
    viewer: Actor,
) -> dict[UUID, Reach]:
    """Give the gate's facts for many people whose rows and ways were read already, in one statement."""
    found = ProfileVersion.objects.visible_to(viewer).filter(client__in=people, about=ProfileKind.ACCESS)
    latest = dict(
        found.order_by("client_id", "-recorded_at", "-id").distinct("client_id").values_list("client_id", "answers")
    )
    reaches = {}
    for person in people:
        access = _with_what_was_told(person, latest.get(person.id, {}))
        reach = _reach(person, access, tuple(ways.get(person.id, ())))
        reaches[person.id] = replace(reach, refused=refused.get(person.id, {}))
    return reaches


def reach_of(client_id: UUID, *, refused: Mapping[str, str], viewer: Actor) -> Reach:
    """Give the facts that the gate looks at (`gate_rules`), in three statements.

    :raises NotFound: if the viewer cannot see the client
    """
    client = _client(client_id, viewer=viewer)
    ways = tuple(clients.ways_of([client_id], viewer=viewer).get(client_id, ()))
    return before_contact(client, ways, refused=refused, viewer=viewer).reach


def likes_best(client_id: UUID, *, viewer: Actor) -> Mode | None:
    """Give the way that somebody likes best to be in touch, if they told us one; in one statement."""
    found = ProfileVersion.objects.visible_to(viewer).filter(client_id=client_id, about=ProfileKind.ACCESS)
    latest = found.order_by("-recorded_at", "-id").values_list("answers", flat=True).first() or {}
    likes = given(latest, "first_way")
    return Mode(likes) if likes else None


def current(client: Client, about: ProfileKind, *, viewer: Actor) -> Version:
    """Give a profile as it stands now, from the client's own row and its latest version."""
    found = ProfileVersion.objects.visible_to(viewer).filter(client=client, about=about)
    latest = found.select_related("recorded_by").order_by("-recorded_at", "-id").first()
    return _as_version(client, latest) if latest else _told(client, about)


def access_answers_of(people: Collection[Client], *, viewer: Actor) -> dict[UUID, Answers]:
    """Give what each of these people's access profile says, with what was told when they came, in one statement."""
    asked = ProfileVersion.objects.visible_to(viewer).filter(
        client_id__in=[client.id for client in people], about=ProfileKind.ACCESS
    )
    latest = dict(asked.order_by("client_id", "-recorded_at", "-id").distinct("client_id")
                  .values_list("client_id", "answers"))  # fmt: skip
    return {client.id: _with_what_was_told(client, latest.get(client.id, {})) for client in people}


def hard_to_trust(client_ids: Collection[UUID], *, viewer: Actor) -> set[UUID]:
    """Name those who last said that it is hard for them to trust new people, in one statement (R14, R71)."""
    said = ProfileVersion.objects.visible_to(viewer).filter(client_id__in=list(client_ids), about=ProfileKind.HELPING)
    latest = said.order_by("client_id", "-recorded_at", "-id").distinct("client_id")
    return {
        id_ for id_, answers in latest.values_list("client_id", "answers") if given(answers, "trust_sensitive") == YES
    }


def version(version_id: str, *, client_id: UUID, about: ProfileKind, viewer: Actor) -> Answers:
    """Give the answers of one version by its id; none for what is not one of this client's."""
    try:
        wanted = UUID(version_id)
    except ValueError:
        return {}
    found = ProfileVersion.objects.visible_to(viewer).filter(id=wanted, client_id=client_id, about=about)
    answers: Answers | None = found.values_list("answers", flat=True).first()
    return answers or {}


def _client(client_id: UUID, *, viewer: Actor) -> Client:
    client: Client | None = (
        Client.objects.visible_to(viewer).select_related("registered_by").filter(id=client_id).first()
    )
    if client is None:
        raise NotFound("no such client")
    return client


def _versions(client_id: UUID, *, viewer: Actor) -> list[ProfileVersion]:
    found = ProfileVersion.objects.visible_to(viewer).filter(client_id=client_id).select_related("recorded_by")
    return list(found.order_by("-recorded_at", "-id"))


def _history(client: Client, rows: list[ProfileVersion], about: ProfileKind) -> tuple[Version, ...]:
    """Give the versions of one profile, newest first, each with what it changed."""
    found = [_as_version(client, row, newest=place == 0) for place, row in enumerate(_of(rows, about))]
    if not found:
        return (_told(client, about),)
    before = [*(one.answers for one in found[1:]), {}]
    return tuple(
        Version(one.version_id, one.answers, one.source, one.at, one.by,
                rules.changes(earlier, one.answers, QUESTIONS[about]))
        for one, earlier in zip(found, before, strict=True)
    )  # fmt: skip


def _of(rows: list[ProfileVersion], about: ProfileKind) -> list[ProfileVersion]:
    return [row for row in rows if row.about == about]


def _as_version(client: Client, row: ProfileVersion, *, newest: bool = True) -> Version:
    told = newest and row.about == ProfileKind.ACCESS
    answers = _with_what_was_told(client, row.answers) if told else row.answers
    return Version(str(row.id), answers, Source(row.source), row.recorded_at, row.recorded_by.name)


def _told(client: Client, about: ProfileKind) -> Version:
    """Give what was told when they came to the service: it stands on their row."""
    answers = _with_what_was_told(client, {}) if about == ProfileKind.ACCESS else {}
    told = rules.changes({}, answers, QUESTIONS[about])
    return Version("", answers, Source.TOLD, client.registered_at, client.registered_by.name, told)


def _with_what_was_told(client: Client, answers: Answers) -> dict[str, str | list[str]]:
    """Fill what we have not asked with what a surgery or a file told of it, which stands on the client's row."""
    on_the_row = {"can_be_phoned": client.can_be_phoned, "can_read": client.can_read,
                  "has_internet": client.has_internet}  # fmt: skip
    told: dict[str, str | list[str]] = {key: said for key, said in on_the_row.items() if said != Answer.NOT_ASKED}
    if client.access_needs and client.access_needs != rules.so_that_it_works(answers):
        told["needs"] = client.access_needs
    return {**told, **answers}


def _reach(client: Client, access: Answers, ways: tuple[clients.Way, ...]) -> Reach:
    kinds = {way.kind for way in ways}
    return Reach(
        can_be_phoned={Answer.YES: True, Answer.NO: False}.get(Answer(client.can_be_phoned)),
        has_phone=WayKind.PHONE in kinds,
        has_email=WayKind.EMAIL in kinds,
        has_address=bool(client.address or client.postcode),
        shielding=client.shielding,
        cannot_read=bool(rules.cannot_read(access)),
        digitally_excluded=rules.digitally_excluded(access),
        answers=access,
    )


def _statuses(client_id: UUID, *, viewer: Actor) -> tuple[Status, ...]:
    """List the statuses, those that stand first."""
    found = Vulnerability.objects.visible_to(viewer).filter(client_id=client_id)
    found = found.select_related("recorded_by", "reviewed_by", "ended_by").order_by("-started_on", "id")
    rows = [
        Status(v.id, Risk(v.risk), ToldBy(v.told_by), v.started_on, v.review_on, v.recorded_by.name,
               clock.local_date(v.reviewed_at) if v.reviewed_at else None, v.reviewed_by.name if v.reviewed_by else "",
               v.ended_on, v.ended_by.name if v.ended_by else "", v.end_note)
        for v in found
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda status: status.ended_on is not None))


@dataclass(frozen=True)
class ToReview:
    """A status that is to be looked at, and whose it is."""

    who: Named
    status: Status


def vulnerability(vulnerability_id: UUID, *, viewer: Actor) -> ToReview:
    """Give a status and whose it is.

    :raises NotFound: if the viewer cannot see it
    """
    found = Vulnerability.objects.visible_to(viewer).filter(id=vulnerability_id).values_list("client_id", flat=True)
    client_id = found.first()
    if client_id is None:
        raise NotFound("no such vulnerability")
    statuses = _statuses(client_id, viewer=viewer)
    status = next(one for one in statuses if one.vulnerability_id == vulnerability_id)
    return ToReview(clients.named(client_id, viewer=viewer), status)
