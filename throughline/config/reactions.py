"""What follows from what: the whole table. `now` is in the same transaction, `later` is a job queued in it."""

from __future__ import annotations

from throughline.agreements.events import SurgerySharingChanged
from throughline.cases import level_commands as levels
from throughline.cases.events import CaseClosed, CaseHandedOver, CaseOpened
from throughline.cases.models import LevelReason
from throughline.check_ins import commands as check_ins
from throughline.circumstances import home_commands as homes
from throughline.clients.events import HomePutRight
from throughline.clients.models import Answer
from throughline.contacts.events import ContactRecorded, ContactWithdrawn
from throughline.contacts.models import Change
from throughline.contacts.rules import IN_PERSON
from throughline.core.events import Event, Reaction
from throughline.correspondence import commands as correspondence
from throughline.correspondence import ending_commands as ending_notices
from throughline.correspondence.models import About
from throughline.directory import rules as directory_rules
from throughline.directory.events import StatusChanged
from throughline.disruptions import meeting_commands as switched
from throughline.drafts import commands as drafts
from throughline.holds import closing_commands as closings
from throughline.holds import commands as holds
from throughline.imports.events import RowsTaken
from throughline.in_person import commands as in_person
from throughline.in_person import wish_commands as wishes
from throughline.in_person.events import MovedToMeeting
from throughline.jobs.queue import later, now
from throughline.onward_referrals.events import HeldReferralOver
from throughline.oversight.jobs import check_integrity
from throughline.profiles.events import ProfileRecorded, ShieldingEnded, ShieldingStarted
from throughline.referrals import commands as referrals
from throughline.referrals.events import ReferralReceived
from throughline.support_plans import risk_commands as risks
from throughline.support_plans.events import HeldGoalTurned, SetBackRecorded
from throughline.tasks import commands as tasks
from throughline.tasks.events import ServiceNotRecalled

ASKS_FOR_MORE = {
    Change.LOSS: LevelReason.LOSS,
    Change.HEALTH: LevelReason.LIFE_EVENT,
    Change.MOOD: LevelReason.LIFE_EVENT,
    Change.PEOPLE_AT_HOME: LevelReason.LIFE_EVENT,
    Change.WORK_AND_MONEY: LevelReason.LIFE_EVENT,
    Change.HOUSING: LevelReason.LIFE_EVENT,
}
"""What changed in somebody's life, and the reason that it gives to speak more often (R27, R72)."""


def show_surgery_contacted(event: ContactRecorded) -> None:
    """Let the surgery see that its patient has been spoken to."""
    if event.two_way and event.referral_id:
        referrals.mark_contacted(referral_id=event.referral_id, by=event.by, at=event.at)


def show_surgery_assessed(event: ContactRecorded) -> None:
    """Let the surgery see that the first assessment of its patient was made (R6)."""
    if event.assessed and event.referral_id:
        referrals.mark_assessed(referral_id=event.referral_id, by=event.by, at=event.at)


def propose_to_speak_more_often(event: ContactRecorded) -> None:
    """Propose another level where what changed asks for it; it stands until a person decides (R27)."""
    for reason in dict.fromkeys(ASKS_FOR_MORE[change] for change in event.changed if change in ASKS_FOR_MORE):
        levels.raise_level(case_id=event.case_id, reason=reason, told_at=event.happened_at, by=event.by, at=event.at)


def propose_to_speak_while_shielding(event: ShieldingStarted) -> None:
    """Propose to speak more often with somebody who may not leave home from now on (R27)."""
    levels.raise_level_of_client(client_id=event.client_id, reason=LevelReason.SHIELDING, by=event.by, at=event.at)


def offer_ideas_soon(event: ContactRecorded) -> None:
    """Make a task of their being open to ideas, before the moment has passed (R23)."""
    if event.open_to_ideas:
        tasks.follow_up_ideas(contact_id=event.contact_id, by=event.by, at=event.at)


def tell_who_calls(event: ContactRecorded) -> None:
    """Queue the notice that says who rang, for somebody who did not know (R33)."""
    if event.caller_known == Answer.NO and event.told_before != Answer.NO:
        correspondence.tell_who_calls(case_id=event.case_id, asked_at=event.happened_at, by=event.by, at=event.at)


def tell_who_we_are(event: ServiceNotRecalled) -> None:
    """Queue the notice that says who we are, for somebody who rang and did not recall us (R33)."""
    correspondence.tell_who_calls(case_id=event.case_id, asked_at=event.asked_at, by=event.by, at=event.at)


def need_not_tell_who_left(event: CaseClosed) -> None:
    """Take off the list what nobody who has left the service is to be told any more."""
    correspondence.withdraw_what_waits(case_id=event.case_id, by=event.by, at=event.at)


def tell_that_it_ended(event: CaseClosed) -> None:
    """Queue the notice that says that it has ended, and how to come back (R58)."""
    ending_notices.tell_of_ending(case_id=event.case_id, by=event.by, at=event.at)


def show_surgery_ended(event: CaseClosed) -> None:
    """Let the surgery see that its patient's time in the service has ended."""
    if event.referral_id:
        referrals.mark_ended(
            referral_id=event.referral_id, could_not_reach=event.could_not_reach, by=event.by, at=event.at
        )


def answer_calls(event: ContactRecorded) -> None:
    """Let a conversation be the reply to whoever called before it."""
    if event.two_way:
        tasks.close_replied(contact_id=event.contact_id, by=event.by, at=event.at)


def show_or_withhold(event: SurgerySharingChanged) -> None:
    """Show the surgery what becomes of its patient for as long as the patient agrees, and no longer."""
    referrals.withhold_from_surgery(client_id=event.client_id, withheld=event.withheld, by=event.by, at=event.at)


def leave_in_person_queue(event: ContactRecorded) -> None:
    """Let whoever was met in person wait for it no longer."""
    if event.two_way:
        in_person.note_met(contact_id=event.contact_id, by=event.by, at=event.at)


def keep_wish_to_be_met(event: ContactRecorded) -> None:
    """Put in the queue whoever was spoken with at a distance, would rather be met, and cannot be now (R35)."""
    if event.two_way and event.way not in IN_PERSON:
        wishes.keep_unmet_wish(client_id=event.client_id, by=event.by, at=event.at)


def leave_queue_with_service(event: CaseClosed) -> None:
    """Let nobody wait to be met who has left the service."""
    in_person.note_left_service(case_id=event.case_id, by=event.by, at=event.at)


def discard_draft(event: ContactRecorded) -> None:
    """Forget the draft of a contact that is now recorded."""
    if event.replaces_id is None:  # Who puts another contact right may be half-way through writing the next.
        drafts.discard(page=f"contact:{event.case_id}", by=event.by)


def discard_referral_draft(event: ReferralReceived) -> None:
    """Forget the draft of a referral that is now sent."""
    if not event.by.is_system:  # An import has no drafts, and the system sees everybody's.
        drafts.discard(page="refer", by=event.by)


def tell_who_their_link_worker_is(event: CaseOpened) -> None:
    """Queue the notice that introduces the link worker (R10)."""
    correspondence.queue_notice(case_id=event.case_id, about=About.INTRODUCTION, by=event.by, at=event.at)


def tell_of_the_new_link_worker(event: CaseHandedOver) -> None:
    """Queue the notice that names the new link worker, before they call (R33)."""
    correspondence.queue_notice(case_id=event.case_id, about=About.NEW_WORKER, by=event.by, at=event.at)


def tell_of_the_meeting(event: MovedToMeeting) -> None:
    """Queue the notice that says they are met instead of rung, so that nobody waits by the telephone (R29, R33)."""
    correspondence.queue_notice(case_id=event.case_id, about=About.MEETING, by=event.by, at=event.at)


def need_not_tell_any_more(event: ContactRecorded) -> None:
    """Take off the list what they were told in the conversation."""
    if event.two_way:
        correspondence.note_conversation(case_id=event.case_id, spoke_at=event.happened_at, by=event.by, at=event.at)


def show_surgery_no_longer(event: ContactWithdrawn) -> None:
    """Show the surgery no longer that they spoke, or that it was an assessment, where nothing that stands says so."""
    if event.referral_id:
        referrals.take_back_contacted(
            referral_id=event.referral_id, reached=event.reached, assessed=event.assessed, by=event.by, at=event.at
        )


def propose_it_no_longer(event: ContactWithdrawn) -> None:
    """Take back what was proposed because of a change that nobody told of after all (R27)."""
    for reason in dict.fromkeys(ASKS_FOR_MORE[change] for change in event.changed if change in ASKS_FOR_MORE):
        told = [moment for change, moment in event.still_told.items() if ASKS_FOR_MORE.get(change) == reason]
        levels.take_back_level(
            case_id=event.case_id, reason=reason, last_told_at=max(told, default=None), by=event.by, at=event.at
        )


def let_check_ins_follow(event: ContactWithdrawn) -> None:
    """Propose no longer what a check-in asked for that was somebody else's, or was none (R27, R31)."""
    check_ins.follow_low_mood(case_id=event.case_id, client_id=event.client_id, by=event.by, at=event.at)


def let_a_check_in_arrive(event: ContactRecorded) -> None:
    """Propose what a check-in asks for with whom it turned out to be with."""
    if event.replaces_id:
        check_ins.follow_low_mood(case_id=event.case_id, client_id=event.client_id, by=event.by, at=event.at)


def let_tasks_follow(event: ContactWithdrawn) -> None:
    """Let calls wait for a reply again, and what arose in the contact go where the contact goes."""
    tasks.hang_on_replacement(
        contact_id=event.contact_id, replaced_by_id=event.replaced_by_id, by=event.by, at=event.at
    )


def let_notices_follow(event: ContactWithdrawn) -> None:
    """Work out anew what they are still to be told."""
    correspondence.tell_what_was_not_told(case_id=event.case_id, by=event.by, at=event.at)


def wait_in_person_again(event: ContactWithdrawn) -> None:
    """Let whoever was not met in person after all wait for it again."""
    in_person.note_not_met(contact_id=event.contact_id, by=event.by, at=event.at)


def talk_after_shielding(event: ShieldingEnded) -> None:
    """Have the link worker ask what the end of shielding changes: whether to meet, how often to speak (R15, R27)."""
    tasks.talk_after_shielding(client_id=event.client_id, by=event.by, at=event.at)


def put_home_right(event: HomePutRight) -> None:
    """Let the history of where they lived say what was put right (R11)."""
    homes.put_home_right(client_id=event.client_id, by=event.by, at=event.at)


def ground_leans_on_who_left(event: CaseHandedOver) -> None:
    """Let what they gained with their last link worker be at risk, and a contact be due soon (R21)."""
    risks.note_worker_changed(case_id=event.case_id, by=event.by, at=event.at)


def propose_to_speak_after_set_back(event: SetBackRecorded) -> None:
    """Propose to speak more often with somebody who told of a set-back (R22)."""
    levels.raise_level(case_id=event.case_id, reason=LevelReason.SET_BACK, by=event.by, at=event.at)


def discard_profile_draft(event: ProfileRecorded) -> None:
    """Forget the draft of a profile that is now recorded."""
    if not event.by.is_system:
        drafts.discard(page=f"profile:{event.about}:{event.client_id}", by=event.by)


def hold_what_leans(event: StatusChanged) -> None:
    """Hold every plan that leans on a way of joining that stopped, at every provider, with all that follows (R46)."""
    if directory_rules.stops(event.before, event.after):
        closings.hold_what_leans(
            service_id=event.service_id, way_id=event.way_id, mode=event.mode, before=event.before,
            after=event.after, by=event.by, at=event.at,
        )  # fmt: skip


def list_to_restart(event: StatusChanged) -> None:
    """List everything that waited for a way of joining that runs again (R41)."""
    if directory_rules.starts_again(event.before, event.after):
        closings.list_to_restart(way_id=event.way_id, by=event.by, at=event.at)


def end_its_hold(event: HeldReferralOver) -> None:
    """End the hold on a referral that is over."""
    holds.note_referral_over(onward_id=event.onward_id, by=event.by, at=event.at)


def end_the_goal_s_hold(event: HeldGoalTurned) -> None:
    """End the hold on a goal that is met, let go, put in other words, or goes on (R41)."""
    holds.note_goal_turned(goal_id=event.goal_id, by=event.by, at=event.at)


def let_the_switched_meeting_rest(event: ContactRecorded | CaseHandedOver) -> None:
    """Ask about a meeting that was switched no longer, once something else is promised (R48)."""
    switched.note_promised_otherwise(case_id=event.case_id, by=event.by, at=event.at)


def end_its_switched_meeting(event: CaseClosed) -> None:
    """Ask about a meeting that was switched no longer, once they have left the service."""
    switched.note_ended(case_id=event.case_id, by=event.by, at=event.at)


REACTIONS: dict[type[Event], list[Reaction]] = {
    SurgerySharingChanged: [now(show_or_withhold)],
    HomePutRight: [now(put_home_right)],
    ReferralReceived: [now(discard_referral_draft)],
    ContactRecorded: [
        now(show_surgery_contacted),
        now(show_surgery_assessed),
        now(propose_to_speak_more_often),
        now(let_a_check_in_arrive),
        now(discard_draft),
        now(answer_calls),
        now(need_not_tell_any_more),
        now(tell_who_calls),  # After what their conversation took off the list.
        now(offer_ideas_soon),
        now(leave_in_person_queue),
        now(keep_wish_to_be_met),
        now(let_the_switched_meeting_rest),
    ],
    ServiceNotRecalled: [now(tell_who_we_are)],
    CaseOpened: [now(tell_who_their_link_worker_is)],
    CaseHandedOver: [
        now(ground_leans_on_who_left),
        now(tell_of_the_new_link_worker),
        now(let_the_switched_meeting_rest),
    ],
    MovedToMeeting: [now(tell_of_the_meeting)],
    CaseClosed: [
        now(show_surgery_ended),
        now(leave_queue_with_service),
        now(end_its_switched_meeting),
        now(need_not_tell_who_left),
        now(tell_that_it_ended),  # After what is not told any more.
    ],
    SetBackRecorded: [now(propose_to_speak_after_set_back)],
    ProfileRecorded: [now(discard_profile_draft)],
    ShieldingStarted: [now(propose_to_speak_while_shielding)],
    ShieldingEnded: [now(talk_after_shielding)],
    ContactWithdrawn: [
        now(show_surgery_no_longer),
        now(propose_it_no_longer),
        now(let_check_ins_follow),
        now(let_tasks_follow),
        now(let_notices_follow),
        now(wait_in_person_again),
    ],
    RowsTaken: [later(check_integrity)],
    StatusChanged: [now(hold_what_leans), now(list_to_restart)],
    HeldReferralOver: [now(end_its_hold)],
    HeldGoalTurned: [now(end_the_goal_s_hold)],
}
