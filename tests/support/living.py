"""One client with a whole history at one provider, so that a test can ask what strangers see of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast
from uuid import UUID, uuid4

from tests.support import clock, linked
from tests.support.service import SYSTEM, Service
from throughline.absences import commands as absences
from throughline.accounts.models import Attachment
from throughline.accounts.scopes import acting_as
from throughline.advocacy import commands as advocacy
from throughline.advocacy.models import ActKind
from throughline.agreements import commands as agreements
from throughline.agreements.models import About, How, Stance
from throughline.audit import commands as audit
from throughline.campaigns import commands as campaigns
from throughline.caseload import commands as caseload
from throughline.cases import commands as cases
from throughline.cases import level_commands as levels
from throughline.cases.models import Case, CloseReason, LevelReason, Way
from throughline.cases.rules import NextContact
from throughline.check_ins import commands as check_ins
from throughline.check_ins.commands import Told
from throughline.check_ins.models import Answered
from throughline.check_ins.models import Topic as Asked
from throughline.circumstances import commands as circumstances
from throughline.circumstances import condition_commands as conditions
from throughline.circumstances.models import Said
from throughline.circumstances.topics import Answer, Topic
from throughline.clients import correcting_commands as correcting
from throughline.clients import transfer_commands as clients
from throughline.clients.commands import Particulars
from throughline.clients.models import Client, HowAgreed, Likeness
from throughline.contacts import correction_commands, review_commands
from throughline.contacts.commands import Ending
from throughline.contacts.models import Outcome
from throughline.contacts.writing import WhatHappened
from throughline.core.ids import new_id
from throughline.correspondence.models import Notice
from throughline.directory import commands as directory
from throughline.directory import listing_commands as listing
from throughline.directory.kinds import Category, Mode, Report, Status
from throughline.directory.models import WayOfJoining
from throughline.directory.writing import Described, Observed, Place
from throughline.disruptions import commands as disruptions
from throughline.disruptions.models import Left, SwitchedMeeting
from throughline.drafts import commands as drafts
from throughline.endings import commands as endings
from throughline.enquiries import commands as enquiries
from throughline.guidance import commands as guidance
from throughline.guidance.rules import Words
from throughline.holds import closing_commands as closings
from throughline.holds.models import Hold
from throughline.in_person import commands as in_person
from throughline.in_person.models import Aspect, Need
from throughline.items import commands as items
from throughline.items.commands import Giving
from throughline.items.models import Delivery, ItemKind, WhyUnused
from throughline.linkage.models import PossibleMatch
from throughline.merging import commands as merging
from throughline.merging.rules import Choices
from throughline.onward_referrals.models import State
from throughline.onward_referrals.tests import builders as onward
from throughline.organisations.models import Discharge, Relation, Restriction
from throughline.outreach import commands as outreach
from throughline.outreach.models import ListedPerson, ListKind
from throughline.oversight import commands as oversight
from throughline.planner import commands as planner
from throughline.planner.gather import Hours
from throughline.planner.models import PlannedCall
from throughline.profiles import commands as profiles
from throughline.profiles.models import ProfileKind, Risk, ToldBy
from throughline.referrals.models import Referral
from throughline.substitutes import commands as substitutes
from throughline.substitutes.models import Went
from throughline.support_plans import gain_commands as gains
from throughline.support_plans import goal_commands as goals
from throughline.support_plans import leaning_commands as leanings
from throughline.support_plans import risk_commands as risks
from throughline.support_plans.gain_commands import GainSaid, SetBackSaid
from throughline.support_plans.goal_commands import GoalSaid, WaitsFor
from throughline.support_plans.kinds import Gives, Part, WhyAtRisk, WhyReframed
from throughline.support_plans.leaning_commands import LeansOn
from throughline.tasks import commands as tasks
from throughline.tasks.commands import Call
from throughline.tasks.models import Route
from throughline.triage import commands as triage
from throughline.triage.commands import Heard
from throughline.triage.models import Point, Result, Stands
from throughline.triage.models import Told as ListedNeed
from throughline.verification import link_commands
from throughline.verification.models import Turn
from throughline.viewings import commands as viewings
from throughline.viewings.models import Why

NAME = "Quillon Featherstonehaugh"
NHS_NUMBER = "9990000018"
PHONE = "0191 498 0666"
POSTCODE = "TS25 9QX"
NOTE = "Worries about the stairs since the fall"
REASON = "Lost her brother in January"
TRACES = ("Quillon", "Featherstonehaugh", NHS_NUMBER, "999 000 0018", "498 0666", POSTCODE, NOTE, REASON)
"""Words that stand in no page unless something of this client does."""


PASSWORD = "three unlikely words"


@dataclass(frozen=True)
class Living:
    """A service in which one person is called on, one waits, one is to be decided on, and one has left."""

    service: Service
    case: Case
    client_id: UUID
    referral_id: UUID
    waiting_referral_id: UUID
    undecided_referral_id: UUID
    closed_case: Case
    more: dict[str, UUID]
    """Ids of what else belongs to this person, by the name of the argument."""

    def ids(self, stage: str = "open") -> dict[str, object]:
        """Give an id for each argument name that an address may have, of a person at some stage."""
        found: dict[str, object] = {
            "case_id": self.case.id,
            "client_id": self.client_id,
            "other_id": self.closed_case.client_id,
            "ended_case_id": self.closed_case.id,
            "referral_id": self.referral_id,
            "worker_id": self.service.staff["worker"].id,
            "organisation_id": self.service.places["Elm Street"].id,
            "relation_id": Relation.objects.get(source=self.service.places["Elm Street"]).id,
            "attachment_id": Attachment.objects.get(worker=self.service.staff["worker"]).id,
            **self.more,
        }
        return (
            found
            | {
                "open": {},
                "waiting": {"referral_id": self.waiting_referral_id},
                "undecided": {"referral_id": self.undecided_referral_id},
                "closed": {"case_id": self.closed_case.id, "client_id": self.closed_case.client_id},
                "without cases": {"worker_id": self.service.staff["senior"].id},
            }[stage]
        )


def live_through(service: Service) -> Living:
    """Let it all happen, ending with a draft, a sealed trail and an integrity report."""
    first = clock.test_time() - timedelta(days=20)
    theirs: dict[str, object] = {"phones": [PHONE], "address": "1 Nowhere Lane", "postcode": POSTCODE}
    received = service.refer(NAME, nhs_number=NHS_NUMBER, at=first, **theirs)
    case = service.allocate(received.referral_id, at=first)
    service.contact(case, at=first + timedelta(days=1), in_days=7, note=NOTE)
    service.contact(case, Outcome.NO_ANSWER, at=first + timedelta(days=8), in_days=1)
    _try_every_route(service, case, from_at=first + timedelta(days=9))
    contact_id = _put_right(service, case, at=first + timedelta(days=15))
    for there_and_back in ("colleague", "worker"):
        _hand_over(service, case, to=there_and_back)
    with acting_as(service.actor("worker")) as worker:
        levels.raise_level(case_id=case.id, reason=LevelReason.LOSS, by=worker, at=clock.test_time())
    gone = service.open_case(f"{NAME} Senior", at=first, **theirs)
    service.contact(gone, at=first + timedelta(days=2), ending=Ending(CloseReason.COMPLETED, NOTE))
    _move_away(service, service.open_case(f"{NAME} Elsewhere", at=first, **theirs))
    waiting = service.refer(f"{NAME} Junior", **theirs)
    undecided = service.refer(f"{NAME} Minor", conditions=["diabetes"], **theirs)
    entry_id = _move_in(service, case)
    agreement_id = _agree(service, case)
    vulnerability_id = _ask_and_shield(service, case)
    with acting_as(service.actor("worker")) as worker:
        drafts.keep(page=f"contact:{case.id}", fields={"note": NOTE}, by=worker, at=clock.test_time())
    _correct(service, gone.client_id)
    merged = _merge(service)
    for user in service.staff.values():
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    with acting_as(service.actor("colleague")) as colleague:
        viewings.say_why(client_id=case.client_id, why=Why.OTHER, words=NOTE, by=colleague, at=first)
    with acting_as(SYSTEM):
        notice = Notice.objects.filter(case=case, state="QUEUED").earliest("queued_at")
        oversight.keep_integrity_report(by=SYSTEM, at=clock.test_time())
        oversight.keep_quality_report(by=SYSTEM, at=clock.test_time())
        audit.seal(at=clock.test_time())
    _keep_kinder_rule(service, case)
    return Living(
        service, case, case.client_id, received.referral_id, waiting.referral_id, undecided.referral_id, gone,
        more={"contact_id": contact_id, "entry_id": entry_id, "notice_id": notice.id, "agreement_id": agreement_id,
              "vulnerability_id": vulnerability_id, "condition_id": _falls_ill(service, case),
              **_owe(service, case), **_act_for(service, case), **merged, **_list_a_service(service),
              **_publish_guidance(service),
              "onward_id": _refer_on(service, case), **_plan(service, case), **_hold(service, case),
              **_be_listed(service), **_campaign(service), "meeting_id": _switch(service, case)},
    )  # fmt: skip


def _campaign(service: Service) -> dict[str, UUID]:
    """Begin to contact everybody, of whom this person is one, and plan it; another is moved up, and left untried."""
    other = service.open_case(f"{NAME} Fourth", at=clock.test_time() - timedelta(days=1))
    with acting_as(service.actor("manager")) as manager:
        acting = {"by": manager, "at": clock.test_time()}
        made = campaigns.begin_campaign(
            provider_id=service.places["Harbour Trust"].id, plan=campaigns.Plan("Everybody"), **acting
        )
        campaigns.move_up(campaign_id=made.id, case_id=other.id, reason=REASON, **acting)
        campaigns.leave_untried(campaign_id=made.id, case_id=other.id, reason=REASON, **acting)
        plan = planner.propose_calls(campaign_id=made.id, hours=Hours({}), **acting)
        call = PlannedCall.objects.filter(plan=plan, call_on__isnull=False).earliest("call_on", "id")
        return {"campaign_id": made.id, "plan_id": plan.id, "call_id": call.id}


def _switch(service: Service, case: Case) -> UUID:
    """Have a meeting switched while nobody is met, and some of what this left answered while it eases."""
    provider_id, today = service.places["Harbour Trust"].id, clock.test_time().date()
    meets = NextContact(on=clock.in_days(9).date(), by_id=case.worker_id, way=Way.AT_SURGERY)
    with acting_as(service.actor("worker")) as worker:
        held = cases.lock_case(case.id, viewer=worker)
        cases.promise_next_contact(case=held, next_contact=meets, by=worker, at=clock.test_time())
    with acting_as(service.actor("manager")) as manager:
        acting = {"provider_id": provider_id, "by": manager, "at": clock.test_time()}
        disruptions.begin_disruption(name="Flood", starts_on=today, restrictions=list(Restriction), **acting)
        disruptions.switch_service(**acting)
        disruptions.ease_disruption(eased_on=today, **acting)
        disruptions.answer_left(left=Left.HOLDS, reason="A manager rings each", **acting)
        return SwitchedMeeting.objects.get(case=case).id


def _refer_on(service: Service, case: Case) -> UUID:
    """Have them wait for something, and ended too soon with something else."""
    ended = onward.refer_on(service, case, onward.offered(service, "Talking Space", Category.COUNSELLING), wish=NOTE)
    onward.became(service, ended, State.STARTED)
    onward.became(service, ended, State.NOT_ENOUGH, still_needed=REASON, in_days=None)
    gym = onward.offered(service)
    onward.may_tell(service, case, gym)
    sent = onward.refer_on(service, case, gym, state=State.SENT, wish=NOTE)
    return onward.became(service, sent, State.WAITING, words=REASON).id


def _hold(service: Service, case: Case) -> dict[str, UUID]:
    """Have a pool close that they were referred to, with everything that follows, and open again."""
    pool = onward.offered(service, "Seaside pool")
    referred = onward.refer_on(service, case, pool, wish=NOTE)
    with acting_as(service.actor("worker")) as by:
        closing = closings.report_stopped(
            service_id=pool.id, report=Report.PAUSED, told=Observed(Status.UNKNOWN), meanwhile=REASON, by=by,
            at=clock.test_time(),
        )  # fmt: skip
        directory.observe(way_id=referred.way_id, observed=Observed(Status.OPEN), by=by, at=clock.test_time())
        assert closing is not None, "somebody leans on it"
        return {"closing_id": closing.id, "hold_id": Hold.objects.get(closing=closing).id}


def _be_listed(service: Service) -> dict[str, UUID]:
    """Stand on a list of the surgery, with one who is left out, one whose row is bad, and a heading explained."""
    today = clock.test_time().date()
    rows = [
        "NHS Number,Surname,Forename,Date of Birth,Phone,Ailment,Deceased",
        f"{NHS_NUMBER},Featherstonehaugh,Quillon,01/05/1960,{PHONE},{REASON},",
        f",{NAME.split()[1]},Quilla,01/05/1940,{PHONE},{NOTE},",
        f",{NAME.split()[1]},Quincy,01/05/1930,{PHONE},{NOTE},yes",
        f",{NAME.split()[1]},Quentin,31/02/1930,{PHONE},{NOTE},",
    ]
    coming = outreach.Coming(
        provider_id=service.places["Harbour Trust"].id, source_id=service.places["Elm Street"].id,
        kind=ListKind.SHIELDING, received_on=today, legal_basis="Sharing agreement",
        delete_by=today + timedelta(days=180), meanings={"Ailment": "reason"},
    )  # fmt: skip
    with TemporaryDirectory() as folder, acting_as(service.actor("manager")) as by:
        path = Path(folder) / "elm.csv"
        path.write_text("\n".join(rows))
        taken = outreach.take_list(
            path=path, coming=coming, dry_run=False, progress=lambda done, total: None, by=by, at=clock.test_time()
        )
        assert taken.list_id is not None
        person_id = ListedPerson.objects.filter(client__isnull=True).values_list("id", flat=True).first()
        client_id = Client.objects.visible_to(by).order_by("registered_at", "id").values_list("id", flat=True).first()
        PossibleMatch.objects.create(
            provider_id=coming.provider_id, person_id=person_id, client_id=client_id, weight=50, place=1,
            found_at=clock.test_time(), found_by_id=by.user_id,
        )  # fmt: skip
    return {"list_id": taken.list_id, "person_id": cast(UUID, person_id), **_be_called(service)}


def _be_called(service: Service) -> dict[str, UUID]:
    """Be called, and need something; the next one is in a worker's hand."""
    heard = Heard(
        Result.NEEDS_SUPPORT, stands={Point.MEDICINE: Stands.URGENT, Point.FOOD: Stands.FINE},
        needs={Point.MEDICINE: NOTE}, words=REASON,
    )  # fmt: skip
    with acting_as(service.actor("colleague")) as by:
        acting = {"by": by, "at": clock.test_time()}
        turn_id = triage.take_next_listed(**acting)
        assert turn_id is not None, "somebody is to be called"
        triage.record_triage_call(heard, turn_id=turn_id, **acting)
        told = ListedNeed.objects.get(due_on__isnull=False)
    with acting_as(service.actor("worker")) as by:
        in_hand = triage.take_listed(person_id=told.call.person_id, by=by, at=clock.test_time())
    return {"told_id": told.id, "triage_turn_id": in_hand}


def _ask_and_shield(service: Service, case: Case) -> UUID:
    """Go through part of the profiles, and record that they are clinically vulnerable."""
    asked = {ProfileKind.ACCESS: {"can_read": "YES", "needs": REASON}, ProfileKind.HELPING: {"avoid": REASON}}
    with acting_as(service.actor("worker")) as by:
        for about, answers in asked.items():
            profiles.record_profile(
                client_id=case.client_id, about=about, answers=answers, seen="", by=by, at=clock.test_time()
            )
        made = profiles.start_vulnerability(
            client_id=case.client_id, risk=Risk.VULNERABLE, told_by=ToldBy.NHS_LETTER,
            started_on=clock.test_time().date(), by=by, at=clock.test_time(),
        )  # fmt: skip
    return made.id


def _move_away(service: Service, case: Case) -> None:
    """Note on the record that somebody went to the other provider, where nothing of them is made here."""
    moment = clock.test_time()
    service.contact(case, at=moment - timedelta(days=1), ending=Ending(CloseReason.COMPLETED, NOTE))
    with acting_as(service.actor("manager")) as manager:
        clients.note_moved(
            client=Client.objects.get(id=case.client_id), to_provider_id=service.places["Northgate Wellbeing"].id,
            how_agreed=HowAgreed.SPOKEN, by=manager, at=moment,
        )  # fmt: skip


def _move_in(service: Service, case: Case) -> UUID:
    said = circumstances.Said(
        topic=Topic.HOUSEHOLD, answer=Answer.ANSWERED, values=["ALONE"], from_on=clock.test_time().date(), note=REASON
    )
    with acting_as(service.actor("worker")) as by:
        entry = circumstances.record_circumstance(said, client_id=case.client_id, by=by, at=clock.test_time())
    return entry.id


def _plan(service: Service, case: Case) -> dict[str, UUID]:
    """Want something, put it in other words, gain ground, have it at risk and slip, and lean on a service for it."""
    gym, today = linked.listed(), clock.test_time().date()
    said = GoalSaid(words=NOTE, review_on=today + timedelta(days=30), targets=[REASON])
    with acting_as(service.actor("worker")) as by:
        about = {"client_id": case.client_id, "by": by, "at": clock.test_time()}
        acting = {"by": by, "at": clock.test_time()}
        first = goals.add_goal(said=said, **about)
        instead = goals.reframe_goal(
            goal_id=first.id, said=said, why=WhyReframed.OTHER, note=REASON,
            waits_for=WaitsFor(NOTE, gym.id, Mode.IN_PERSON), **acting,
        )  # fmt: skip
        gain = gains.record_gain(said=GainSaid(part=Part.SMOKING, words=NOTE, gained_on=today), **about)
        leaning = leanings.record_leaning(
            said=LeansOn(service_id=gym.id, mode=Mode.IN_PERSON, gives=Gives.COMPANY, words=REASON, gain_id=gain.id),
            **about,
        )
        risks.flag_at_risk(gain_ids=[gain.id], why=WhyAtRisk.PERSON, since_on=today, words=REASON, **acting)
        set_back = gains.record_set_back(said=SetBackSaid(parts=[Part.WEIGHT], words=NOTE, next_step=REASON), **about)
    return {"goal_id": instead.id, "gain_id": gain.id, "leaning_id": leaning.id, "set_back_id": set_back.id}


def _check_in(service: Service) -> None:
    case = service.open_case(f"{NAME} Third")
    asked = (Asked.CONDITION, Asked.MOOD, Asked.PEOPLE)
    told = Told(
        way=Way.PHONE, happened_at=clock.test_time(), answers=dict.fromkeys(asked, Answered.FINE),
        words={Asked.PEOPLE: NOTE},
    )  # fmt: skip
    then = NextContact(on=clock.in_days(42).date(), by_id=service.staff["worker"].id, way=Way.PHONE)
    with acting_as(service.actor("worker")) as by:
        check_ins.record_check_in(
            told, contact_id=uuid4(), case_id=case.id, then=then, by=by, at=clock.test_time()
        )  # fmt: skip


def _owe(service: Service, case: Case) -> dict[str, UUID]:
    _check_in(service)
    with acting_as(service.actor("worker")) as by:
        about = {"client_id": case.client_id, "by": by, "at": clock.test_time()}
        in_person.queue_in_person(topics=[NOTE], need=Need.HIGH, **about)
        in_person.prepare_meeting(aspect=Aspect.COPED, words=REASON, **about)
    return {"task_id": _call(service, case), "absence_id": _go_away(service)}


def _act_for(service: Service, case: Case) -> dict[str, UUID]:
    """Give three vouchers, of which one was not used, ask something for them, and write in their name."""
    today = clock.test_time().date()
    with acting_as(service.actor("worker")) as by:
        given = Giving(kind=ItemKind.VOUCHER, what=REASON, quantity=3, supplied_by=NAME, on=today,
                       delivery=Delivery.HAND, numbers=[NHS_NUMBER], words=NOTE)  # fmt: skip
        item = items.give_item(given, client_id=case.client_id, by=by, at=clock.test_time())
        told = items.Told(used=2, unused=1, why=WhyUnused.NOT_UP_FOR_GOING, words=NOTE)
        items.note_use(told, item_id=item.id, by=by, at=clock.test_time())
        asking = enquiries.Asking(question=NOTE, asked_of=NAME, on=today)
        enquiry = enquiries.ask_on_behalf(asking, client_id=case.client_id, by=by, at=clock.test_time())
        acting = advocacy.Acting(kind=ActKind.LETTER, to_whom=NAME, purpose=NOTE, minutes=40, done_on=today,
                                 authority=advocacy.Authority(how=How.SPOKEN, said_on=today))  # fmt: skip
        act = advocacy.note_act(acting, client_id=case.client_id, by=by, at=clock.test_time())
        written = substitutes.Written(title="Breathing by phone", stands_in_for=Category.CONDITION_CLASS,
                                      mode=Mode.PHONE, steps="Sit down\nBreathe out slowly")  # fmt: skip
        method = substitutes.share_substitute(written, by=by, at=clock.test_time())
        tried = substitutes.Tried(used_on=today, went=Went.WELL, words=NOTE)
        substitutes.note_substitute_used(
            tried, substitute_id=method.id, client_id=case.client_id, by=by, at=clock.test_time()
        )
    return {"item_id": item.id, "enquiry_id": enquiry.id, "act_id": act.id, "substitute_id": method.id}


def _call(service: Service, case: Case) -> UUID:
    call = Call(route=Route.VOICEMAIL, received_at=clock.test_time(), words=NOTE)
    with acting_as(service.actor("worker")) as worker:
        return tasks.note_call(call, client_id=case.client_id, by=worker, at=clock.test_time()).id


def _go_away(service: Service) -> UUID:
    next_month = clock.test_time().date() + timedelta(days=30)
    with acting_as(service.actor("manager")) as manager:
        return absences.record_absence(
            worker_id=service.staff["worker"].id, cover_id=service.staff["colleague"].id, starts_on=next_month,
            ends_on=next_month, by=manager, at=clock.test_time(),
        ).id  # fmt: skip


def _merge(service: Service) -> dict[str, UUID]:
    """Merge two records of one person, and give that merge and a pair that nobody has decided on yet."""
    twice = [service.refer(f"{NAME} {word}", date_of_birth=date(1955, 6, 7)).referral_id for word in ("Twice", "Twise")]
    with acting_as(service.actor("manager")) as manager:
        standing, merged = (Referral.objects.get(id=id_).client_id for id_ in twice)
        done = merging.merge_clients(
            standing_id=standing, merged_id=merged, choices=Choices(), by=manager, at=clock.test_time()
        )
        pair = Likeness.objects.filter(answer="").latest("points")
        return {"merge_id": done.id, "likeness_id": pair.id}


def _correct(service: Service, client_id: UUID) -> None:
    with acting_as(service.actor("manager")) as manager:
        correcting.correct_particulars(
            client_id=client_id,
            given=Particulars(full_name=f"{NAME} Elder", date_of_birth=date(1960, 5, 1), phones=[PHONE],
                              address="1 Nowhere Lane", postcode=POSTCODE),
            address_confirmed=True, reason="", by=manager, at=clock.test_time(),
        )  # fmt: skip


def _falls_ill(service: Service, case: Case) -> UUID:
    with acting_as(service.actor("worker")) as by:
        condition = conditions.add_condition(
            client_id=case.client_id, name="Fibromyalgia", said=Said.CLIENT, since_on=None, by=by, at=clock.test_time()
        )
    return condition.id


def _list_a_service(service: Service) -> dict[str, UUID]:
    """List a service that one can join in person."""
    described = Described(name="Riverside gym", category=Category.PHYSICAL_ACTIVITY)
    with acting_as(service.actor("worker")) as by:
        listed = listing.list_service(
            offered_by="Riverside Leisure", described=described, modes=[Mode.IN_PERSON], observed=Observed(Status.OPEN),
            place=Place("Riverside"), by=by, at=clock.test_time(),
        )  # fmt: skip
    return {
        "service_id": listed.id, "way_id": WayOfJoining.objects.get(service=listed).id, **_verify(service, listed.id)
    }  # fmt: skip


def _verify(service: Service, service_id: UUID) -> dict[str, UUID]:
    """Let the worker's turn be to ring it, and give it a link of its own."""
    with acting_as(service.actor("worker")) as by:
        token = link_commands.make_link(service_id=service_id, by=by, at=clock.test_time())
    turn = Turn.objects.create(
        service_id=service_id, taken_at=clock.test_time(), taken_by=service.staff["worker"],
        lasts_until=clock.in_days(1),
    )  # fmt: skip
    return {"turn_id": turn.id, "token": cast("UUID", token)}


def _agree(service: Service, case: Case) -> UUID:
    today = clock.test_time().date()
    stating = agreements.Stating(about=About.FAMILY, subject=NAME, stance=Stance.GIVEN, said_on=today, note=REASON)
    with acting_as(service.actor("worker")) as by:
        agreement = agreements.record_agreement(stating, client_id=case.client_id, by=by, at=clock.test_time())
    with acting_as(SYSTEM):
        agreements.set_wording(provider_id=case.provider_id, about=About.FAMILY, words="May we talk with them?",
                               from_on=today, by=SYSTEM, at=clock.test_time())  # fmt: skip
    return agreement.id


def _keep_kinder_rule(service: Service, case: Case) -> None:
    """Have them come with a kinder rule, be held open by it, and be told of ours."""
    with acting_as(service.actor("worker")) as by:
        at, referral = clock.test_time(), Referral.objects.get(id=case.referral_id)
        endings.keep_kinder_rule(
            referral=referral, rule=Discharge.HOLD_OPEN, since=at.date(), kept_from="Elsewhere", by=by, at=at
        )  # fmt: skip
        endings.hold_open(case_id=case.id, words=NOTE, by=by, at=at)
        endings.tell_of_rule(case_id=case.id, way=Way.PHONE, by=by, at=at)


def _publish_guidance(service: Service) -> dict[str, UUID]:
    words = Words(
        source="https://www.example.gov.uk/rules", summary="Stay at home.", can="Shop for food", cannot="Visit anybody",
        ring="111", easy_read="Stay at home.", script="You have to stay at home.",
    )  # fmt: skip
    with acting_as(service.actor("manager")) as by:
        today = clock.test_time()
        made = guidance.publish_guidance(
            words, area="England", title="Going out", from_on=today.date(), by=by, at=today
        )  # fmt: skip
    return {"version_id": made.id}


def _try_every_route(service: Service, case: Case, *, from_at: datetime) -> None:
    """Try every route in vain twice over: a manager decided the first time, and has it in hand again."""
    for again in range(2):
        tries = [(Outcome.NO_ANSWER, Way.PHONE, 0), (Outcome.NO_ANSWER, Way.PHONE, 8), (Outcome.SENT, Way.TEXT, 9),
                 (Outcome.NO_ANSWER, Way.PHONE, 24), (Outcome.SENT, Way.POST, 25)]  # fmt: skip
        for outcome, way, hours in tries:
            at = from_at + timedelta(days=2 * again, hours=hours)
            service.contact(case, outcome, way=way, at=at, in_days=1)
        if not again:
            with acting_as(service.actor("manager")) as manager:
                review_commands.review_attempts(
                    case_id=case.id, decided=NOTE, by=manager, at=at,
                    next_contact=NextContact(on=at.date(), by_id=service.staff["worker"].id, way=Way.PHONE),
                )  # fmt: skip


def _put_right(service: Service, case: Case, *, at: datetime) -> UUID:
    contact_id, replacement_id = service.contact(case, Outcome.SENT, way=Way.POST, at=at, in_days=1), new_id()
    with acting_as(service.actor("worker")) as worker:
        correction_commands.correct_contact(
            contact_id=contact_id, replacement_id=replacement_id, reason=REASON, by=worker, at=at,
            what=WhatHappened(way=Way.POST, outcome=Outcome.SENT, happened_at=at, note=NOTE),
        )  # fmt: skip
    return replacement_id


def _hand_over(service: Service, case: Case, *, to: str) -> None:
    with acting_as(service.actor("manager")) as manager:
        caseload.hand_over_case(
            case_id=case.id, to_worker_id=service.staff[to].id, contact_on=clock.test_time().date() + timedelta(days=1),
            way=Way.PHONE, reason=REASON, by=manager, at=clock.test_time(),
        )  # fmt: skip
