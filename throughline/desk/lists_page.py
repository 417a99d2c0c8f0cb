"""The way to every list: what is not in the menu is found here, in a few groups and plain words."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from throughline.access import policy
from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core.actor import Actor
from throughline.nhsuk.pages import show


@dataclass(frozen=True)
class List:
    """A list, by what its page is called, and who stands in it."""

    name: str
    page: str
    shows: str
    permission: Permission


@dataclass(frozen=True)
class Group:
    """Lists that one looks at for the same reason."""

    heading: str
    lists: tuple[List, ...]


@dataclass(frozen=True)
class Way:
    """A list as the page shows it."""

    name: str
    href: str
    shows: str


GROUPS = (
    Group(
        "Who to speak with",
        (
            List("Silent", "watch:silent", "nobody has spoken with them for too long", Permission.VIEW_SILENT),
            List("Late", "watch:late", "they were promised a contact, and the day has passed", Permission.VIEW_SILENT),
            List(
                "First contacts late",
                "watch:first_contacts_late",
                "new people who have waited too long for a first conversation",
                Permission.VIEW_SILENT,
            ),
            List(
                "With a manager",
                "contacts:with_manager",
                "every way was tried and nobody answered: say what is done next",
                Permission.REVIEW_ATTEMPTS,
            ),
            List("Ground at risk", "watch:at_risk", "what they gained leans on what changed", Permission.VIEW_SILENT),
            List("Could go back", "watch:could_go_back", "what a goal waited for runs again", Permission.VIEW_SILENT),
            List("To do", "tasks:to_do", "who called and waits for a reply from you", Permission.TAKE_CALL),
            List(
                "Late replies",
                "tasks:late",
                "who called, and had no reply in time from anybody",
                Permission.VIEW_LATE_REPLIES,
            ),
            List(
                "Questions",
                "enquiries:open",
                "what was asked for people, with no answer yet or not told",
                Permission.ACT_FOR_CLIENT,
            ),
            List(
                "People on lists to call",
                "triage:to_call",
                "who is on a list of vulnerable people and is to be rung, and what they need",
                Permission.CALL_LISTED,
            ),
            List(
                "Meetings that were switched",
                "disruptions:meetings",
                "whose meeting cannot be as planned, and who needs another way",
                Permission.QUEUE_IN_PERSON,
            ),
            List("Face to face", "in_person:queue", "who needs to be seen in person", Permission.QUEUE_IN_PERSON),
            List(
                "Who to call next",
                "campaigns:calls",
                "while everybody is being contacted: whom to call now, your own people first",
                Permission.CALL_IN_CAMPAIGN,
            ),
            List(
                "Call plan",
                "planner:call_plan",
                "who could call whom on which day: a proposal, which you accept or decline",
                Permission.CALL_IN_CAMPAIGN,
            ),
            List(
                "Call round",
                "verification:round",
                "which services to ring this week, to hear whether they still run",
                Permission.REPORT_STATUS,
            ),
            List(
                "Notices",
                "correspondence:to_do",
                "who is to be told something, by post or aloud",
                Permission.SEE_TO_NOTICES,
            ),
        ),
    ),
    Group(
        "How things stand",
        (
            List(
                "What nothing fits",
                "suggestions:gap",
                "whose needs no service meets now, and which services could be asked",
                Permission.VIEW_SILENT,
            ),
            List(
                "Levels",
                "watch:levels",
                "with whom one could speak less often, or should more often",
                Permission.CHANGE_LEVEL,
            ),
            List(
                "Campaigns",
                "campaigns:campaigns",
                "how far contacting everybody has come, and who has not been tried",
                Permission.CALL_IN_CAMPAIGN,
            ),
            List(
                "Long in the service",
                "watch:time_in_service",
                "people who near the end of the usual time: nothing closes by itself",
                Permission.VIEW_SILENT,
            ),
            List(
                "Near the end",
                "endings:near_end",
                "who is held open, who needs a review contact, and what was left open",
                Permission.CLOSE_CASE,
            ),
            List(
                "Guidance",
                "guidance:current",
                "what people can do and what they cannot, in plain words to read out",
                Permission.VIEW_GUIDANCE,
            ),
            List(
                "To be told the new guidance",
                "contacts:to_tell",
                "who was told an old version, and is worried about the rules",
                Permission.RECORD_CONTACT,
            ),
            List(
                "How people are reached",
                "contacts:reach",
                "which way reaches them, for the team and each link worker",
                Permission.VIEW_TEAM,
            ),
            List(
                "Lists of vulnerable people",
                "outreach:lists",
                "whom surgeries and councils named, what each list came to, and who calls them",
                Permission.VIEW_LISTS,
            ),
            List(
                "Perhaps a client already",
                "linkage:questions",
                "who on a list of vulnerable people is much like a client",
                Permission.TAKE_IN_LISTS,
            ),
            List("On hold", "holds:on_hold", "plans that stand still, and when we look again", Permission.HOLD_PLANS),
            List(
                "Can restart",
                "holds:restart_list",
                "what waited for a service that runs again: whom to ask first",
                Permission.HOLD_PLANS,
            ),
            List(
                "Waits",
                "onward_referrals:waits",
                "how long people wait for linked services, and what was not enough",
                Permission.VIEW_WAITS,
            ),
            List(
                "Ways of helping at a distance",
                "substitutes:library",
                "what colleagues do where something is usually done in person",
                Permission.USE_SUBSTITUTE,
            ),
            List("Who is away", "desk:away", "who is on leave, and who covers for them", Permission.PLAN_OWN_ABSENCE),
            List("Who is away", "desk:away", "who is on leave, and who covers for them", Permission.PLAN_ABSENCES),
        ),
    ),
    Group(
        "What to put right in the records",
        (
            List("To fill in", "desk:to_fill_in", "people never asked what contact needs", Permission.RECORD_PROFILE),
            List("Data quality", "oversight:quality", "what is missing or cannot be right", Permission.VIEW_QUALITY),
            List("Perhaps the same person", "merging:pairs", "two records that may be one", Permission.MERGE_CLIENTS),
        ),
    ),
    Group(
        "The service as a whole",
        (
            List("What contacts came to", "oversight:counts", "in numbers, each person once", Permission.VIEW_COUNTS),
            List(
                "Crisis help and long-term work",
                "oversight:balance",
                "the share of each kind of contact by month, and who had no talk of goals for long",
                Permission.VIEW_COUNTS,
            ),
            List(
                "Discharge policies",
                "endings:policies",
                "by which rule each provider closes cases, side by side",
                Permission.VIEW_WAITS,
            ),
            List(
                "What help came to",
                "oversight:help",
                "what was given, asked for people and done in their names, in numbers",
                Permission.VIEW_COUNTS,
            ),
            List(
                "Admitted by exception",
                "oversight:exceptions",
                "who came in although not eligible, and why",
                Permission.VIEW_COUNTS,
            ),
            List(
                "Organisations",
                "office:organisations",
                "who commissions, refers to and works with the service",
                Permission.KEEP_ORGANISATIONS,
            ),
            List(
                "Integrity",
                "oversight:integrity",
                "whether everybody has a link worker and a date, as checked last night",
                Permission.VIEW_INTEGRITY,
            ),
        ),
    ),
)


@require_safe
@needs(Permission.VIEW_QUALITY)
def lists(request: StaffRequest) -> HttpResponse:
    """Show the way to every list that one may open."""
    return show(request, "desk/lists.jinja", groups=groups_for(request.actor))


def groups_for(actor: Actor) -> list[tuple[str, list[Way]]]:
    """Give the groups in which this person may open something, each with its lists."""
    found = ((group.heading, _ways(group, actor)) for group in GROUPS)
    return [(heading, ways) for heading, ways in found if ways]


def _ways(group: Group, actor: Actor) -> list[Way]:
    """Give each list once, by whichever permission one may open it."""
    mine = {one.page: one for one in group.lists if policy.permits(actor, one.permission)}
    return [Way(one.name, reverse(one.page), one.shows) for one in mine.values()]
