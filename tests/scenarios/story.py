"""Words in which a scenario can be told: what day it is, what people do, and what each screen then says.

Everything goes through the commands and pages that the staff use. Times are given as one would say them: "27 April
2020", which is ten in the morning, or "27 April 2020 14:30".
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.test import Client as Browser
from django.urls import reverse

from tests.support import clock
from tests.support.service import SYSTEM, Service
from throughline.accounts.scopes import acting_as
from throughline.cases.models import Case, Promise
from throughline.circumstances import commands as circumstances
from throughline.circumstances.models import Answer
from throughline.circumstances.topics import Topic
from throughline.clients.models import Client
from throughline.core.clock import LONDON
from throughline.correspondence.models import Notice, State
from throughline.directory import commands as directory
from throughline.directory.kinds import Category, Mode, Status
from throughline.directory.models import WayOfJoining
from throughline.directory.writing import Described, NewWay, Observed
from throughline.disruptions import commands as disruptions
from throughline.onward_referrals.models import OnwardReferral
from throughline.organisations.models import Organisation, Restriction
from throughline.profiles import commands as profiles
from throughline.profiles import queries as profile_queries
from throughline.profiles.models import ProfileKind, Risk, ToldBy
from throughline.suggestions.rules import Why
from throughline.support_plans import goal_commands
from throughline.support_plans.goal_commands import GoalSaid

SERVICE_PHONE = "0191 496 0000"
LOCKDOWN = "COVID-19 lockdown"


def moment(when: str) -> datetime:
    """Read a time as one would say it."""
    form = "%d %B %Y %H:%M" if ":" in when else "%d %B %Y"
    read = datetime.strptime(when, form).replace(tzinfo=LONDON)
    return read.replace(hour=read.hour or 10)


@dataclass(frozen=True)
class Person:
    """Somebody the story is about."""

    name: str
    client_id: UUID
    case_id: UUID


@dataclass
class Story:
    """A service, and what happens in it."""

    service: Service
    people: list[Person] = field(default_factory=list)

    def __post_init__(self) -> None:
        with acting_as(SYSTEM):
            Organisation.objects.filter(name="Harbour Trust").update(phone=SERVICE_PHONE)

    # When it is, and who acts

    def it_is(self, when: str) -> datetime:
        """Let it be another time."""
        clock.move_to(moment(when))
        return clock.test_time()

    @contextmanager
    def as_staff(self, who: str):
        """Act as a member of staff: give what every command is told of who acts, and when."""
        with acting_as(self.service.actor(who)) as actor:
            yield {"by": actor, "at": clock.test_time()}

    def case(self, person: Person) -> Case:
        """Give the case as it stands."""
        with acting_as(self.service.actor("manager")):
            return Case.objects.select_related("client", "worker", "next_contact_by").get(id=person.case_id)

    def clients(self) -> int:
        """Count the people on record."""
        with acting_as(self.service.actor("manager")):
            return Client.objects.count()

    # How somebody came to us, and what we know of them

    def knows(self, name: str, *, to: str = "worker", **patient: Any) -> Person:
        """Have somebody referred and given a link worker today."""
        case = self.service.open_case(name, to=to, at=clock.test_time(), **patient)
        person = Person(name, case.client_id, case.id)
        self.people.append(person)
        return person

    def holds(self, person: Person, topic: Topic, *values: str, since: str, by: str = "worker") -> None:
        """Record something of their life."""
        said = circumstances.Said(topic=topic, answer=Answer.ANSWERED, values=values, from_on=moment(since).date())
        with self.as_staff(by) as acting:
            circumstances.record_circumstance(said, client_id=person.client_id, **acting)

    def lives_alone(self, person: Person, *, since: str) -> None:
        self.holds(person, Topic.HOUSEHOLD, "ALONE", since=since)

    def shields(self, person: Person, *, since: str) -> None:
        """Record the letter that told them to shield."""
        with self.as_staff("worker") as acting:
            profiles.start_vulnerability(
                client_id=person.client_id, risk=Risk.SHIELDING, told_by=ToldBy.NHS_LETTER,
                started_on=moment(since).date(), **acting,
            )  # fmt: skip

    def needs(self, person: Person, by: str = "worker", **answers: Any) -> None:
        """Record what contact with them needs (R13)."""
        self._profile(person, ProfileKind.ACCESS, answers, by=by)

    def likes(self, person: Person, by: str = "worker", **answers: Any) -> None:
        """Record how they like to be helped (R14)."""
        self._profile(person, ProfileKind.HELPING, answers, by=by)

    def _profile(self, person: Person, about: ProfileKind, answers: dict[str, Any], *, by: str) -> None:
        with self.as_staff(by) as acting:
            client = Client.objects.get(id=person.client_id)
            now = profile_queries.current(client, about, viewer=acting["by"])
            profiles.record_profile(
                client_id=person.client_id, about=about, answers={**now.answers, **answers}, seen=now.version_id,
                **acting,
            )  # fmt: skip

    def wants(self, person: Person, goal: str, by: str = "worker") -> None:
        """Write down what they want, in their words (R19)."""
        with self.as_staff(by) as acting:
            said = GoalSaid(words=goal, review_on=clock.in_days(28).date())
            goal_commands.add_goal(client_id=person.client_id, said=said, **acting)

    # What is offered nearby

    def lists_service(
        self, name: str, *modes: Mode, category: Category, status: Status = Status.OPEN, wait: int | None = None,
        by: str = "worker", **described: Any,
    ) -> UUID:  # fmt: skip
        """List a service with what it said today of each way of joining it."""
        with self.as_staff(by) as acting:
            offers = directory.list_organisation(name=f"Those of {name}", **acting)
            said = Observed(status, wait_weeks=wait)
            ways = [NewWay(mode, said) for mode in modes]
            service = directory.add_service(
                organisation_id=offers.id, described=Described(name=name, category=category, **described), ways=ways,
                **acting,
            )  # fmt: skip
        return service.id

    def finds(self, person: Person, words: str = "", by: str = "worker", **narrowed: Any) -> str:
        """Look for something that somebody can use; give what the page then says."""
        return self.send("suggestions:find", person.client_id, by=by, words=words, **narrowed)

    def shows_hidden(self, person: Person, why: Why, by: str = "worker") -> str:
        """Give what the page says of what is hidden for a reason."""
        return self.screen("suggestions:find", person.client_id, by=by, hidden=int(why))

    # Referred on, on hold, and back

    def way_of(self, service_id: UUID, mode: Mode) -> UUID:
        """Give a way of joining a service."""
        return WayOfJoining.objects.get(service_id=service_id, mode=mode).id

    def refers_on(self, person: Person, service_id: UUID, mode: Mode = Mode.IN_PERSON, by: str = "worker",
                  **more: Any) -> str:  # fmt: skip
        """Refer somebody on from their page; give what the next page says."""
        address = f"?way={self.way_of(service_id, mode)}"
        ready = {"strength": "SIGNPOSTED", "state": "AGREED", "check_back_on": f"{clock.in_days(14):%d %B %Y}", **more}
        reply = self._browser(by).post(
            reverse("onward_referrals:refer_on", args=[person.client_id]) + address, dated(ready), follow=True
        )
        return words_of(reply.content.decode())

    def holds_referral(self, person: Person, service_id: UUID, by: str = "worker", **told: Any) -> str:
        """Put somebody's referral to a service on hold; give what the next page says."""
        with acting_as(self.service.actor(by)):
            onward = OnwardReferral.objects.get(case_id=person.case_id, service_id=service_id)
        return self.send("holds:hold_referral", onward.id, by=by, **told)

    def stops(self, service_id: UUID, *, meanwhile: str, report: str = "PAUSED", by: str = "worker") -> str:
        """Report that a service has stopped, through what leans on it; give what the next page says."""
        told = {"report": report, "said_by": "SERVICE", "how": "PHONE", "how_sure": "CERTAIN", "meanwhile": meanwhile}
        return self.send("holds:stop", service_id, by=by, **told)

    def runs_again(self, service_id: UUID, mode: Mode = Mode.IN_PERSON, by: str = "worker") -> None:
        """Have somebody say that a service runs again."""
        with self.as_staff(by) as acting:
            directory.observe(way_id=self.way_of(service_id, mode), observed=Observed(Status.OPEN), **acting)

    # What happens to the service

    def lockdown(self, *, since: str, forbids: Sequence[Restriction] = (Restriction.NO_MEETINGS,)) -> None:
        """Have the manager declare that the service cannot work as usual."""
        with self.as_staff("manager") as acting:
            place = self.service.places["Harbour Trust"].id
            disruptions.begin_disruption(
                provider_id=place, name=LOCKDOWN, starts_on=moment(since).date(), restrictions=forbids, **acting
            )

    def work_is_as_usual(self, *, since: str) -> None:
        with self.as_staff("manager") as acting:
            place = self.service.places["Harbour Trust"].id
            disruptions.finish_disruption(provider_id=place, ends_on=moment(since).date(), **acting)

    # What the screens say, and what is sent from them

    def screen(self, page: str, *ids: object, by: str = "worker", **query: Any) -> str:
        """Give what a page says to somebody, in words."""
        return words_of(self._browser(by).get(reverse(page, args=ids), query, follow=True).content.decode())

    def send(self, page: str, *ids: object, by: str = "worker", **answers: Any) -> str:
        """Fill in a page and send it; give what the next page says."""
        reply = self._browser(by).post(reverse(page, args=ids), dated(answers), follow=True)
        assert reply.status_code == 200, reply.status_code
        return words_of(reply.content.decode())

    def writes_up(self, person: Person, by: str = "worker", **answers: Any) -> str:
        """Record a contact on its page, on which all but what happened is answered already."""
        ready = {
            "contact_id": str(uuid4()), "promise_seen": self._promise(person), "outcome": "SPOKE", "way": "PHONE",
            "started_by": "WORKER", "changed": "NOT_ASKED", "name_given": "NOT_ASKED", "caller_known": "NOT_ASKED",
            "then": "PROPOSED", "next_by": str(self.service.staff[by].id),
        }  # fmt: skip
        return self.send("contacts:record", person.case_id, by=by, **ready | answers)

    def checks_in(self, person: Person, by: str = "worker", **answers: Any) -> str:
        """Record a check-in on its page, on which nothing is asked yet."""
        ready = {
            "contact_id": str(uuid4()), "promise_seen": self._promise(person), "way": "PHONE", "then": "USUAL",
            "next_way": "PHONE", "next_by": str(self.service.staff[by].id),
        }  # fmt: skip
        return self.send("check_ins:check_in", person.case_id, by=by, **ready | answers)

    def record(self, person: Person, by: str = "worker") -> str:
        """Give what somebody's record says."""
        return self.screen("desk:client", person.client_id, by=by)

    def says_why(self, person: Person, why: str, by: str) -> None:
        """Give a reason to open the record of somebody outside one's caseload."""
        self.send("viewings:why", person.client_id, by=by, why=why)

    def notice(self, person: Person, by: str = "worker") -> str:
        """Give what somebody is to be told, as it will be printed or read out."""
        with acting_as(self.service.actor(by)):
            waiting = Notice.objects.get(case_id=person.case_id, state=State.QUEUED).id
        return self.screen("correspondence:notice", waiting, by=by)

    def silent(self, by: str = "worker") -> str:
        return self.screen("watch:silent", by=by)

    def late(self, by: str = "worker") -> str:
        return self.screen("watch:late", by=by)

    def _promise(self, person: Person) -> str:
        with acting_as(self.service.actor("manager")):
            return str(Promise.objects.filter(case_id=person.case_id).count())

    def _browser(self, who: str) -> Browser:
        browser = Browser()
        browser.force_login(self.service.staff[who])
        return browser


def dated(answers: dict[str, Any]) -> dict[str, Any]:
    """Give answers as a page sends them: "other_on" said as "22 April 2020" is three boxes."""
    sent: dict[str, Any] = {}
    for name, answer in answers.items():
        if name.endswith("_on") and answer:
            on = moment(answer)
            sent |= {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}
        else:
            sent[name] = answer
    return sent


def words_of(page: str) -> str:
    """Give the words of a page as they are read: no marks, no scripts, one space between words."""
    shown = re.sub(r"(?s)<head>.*?</head>|<script.*?</script>|<style.*?</style>", " ", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def stands_before(words: str, *names: str) -> bool:
    """Say whether these stand on the page, in this order."""
    places: Sequence[int] = [words.find(name) for name in names]
    return -1 not in places and list(places) == sorted(places)
