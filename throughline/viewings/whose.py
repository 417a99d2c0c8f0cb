"""Whose record an address is about: what every argument of an address names.

An address with an argument that is in neither table fails an architecture test, so that no page about a client can go
round the question (tests/architecture/test_no_client_page_goes_round_the_question.py).
"""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

CLIENT_BY = {
    "client_id": ("clients.Client", "id"),
    "case_id": ("cases.Case", "client_id"),
    "ended_case_id": ("cases.Case", "client_id"),
    "referral_id": ("referrals.Referral", "client_id"),
    "contact_id": ("contacts.Contact", "case__client_id"),
    "task_id": ("tasks.Task", "client_id"),
    "vulnerability_id": ("profiles.Vulnerability", "client_id"),
    "item_id": ("items.Item", "case__client_id"),
    "goal_id": ("support_plans.Goal", "client_id"),
    "gain_id": ("support_plans.Gain", "client_id"),
    "set_back_id": ("support_plans.SetBack", "client_id"),
    "leaning_id": ("support_plans.Leaning", "client_id"),
    "enquiry_id": ("enquiries.Enquiry", "case__client_id"),
    "act_id": ("advocacy.Act", "case__client_id"),
    "notice_id": ("correspondence.Notice", "case__client_id"),
    "hold_id": ("holds.Hold", "case__client_id"),
    "call_id": ("planner.PlannedCall", "case__client_id"),
    "meeting_id": ("disruptions.SwitchedMeeting", "case__client_id"),
    "onward_id": ("onward_referrals.OnwardReferral", "case__client_id"),
}
"""Each argument that leads to a client: the record it names, and the way from there to the client."""

OF_NO_CLIENT = {
    "version_id": "a version of the public guidance",
    "substitute_id": "a way of helping that every provider reads: it names nobody",
    "closing_id": "that a service stopped, with all whom it touches",
    "worker_id": "a member of staff",
    "attachment_id": "which surgery a member of staff works with",
    "organisation_id": "an organisation, which is public",
    "relation_id": "how two organisations are tied, which is public",
    "service_id": "something offered nearby, in the directory that everybody reads",
    "campaign_id": "an undertaking to contact everybody: who of them stands behind it in the address, by case",
    "turn_id": "one worker's turn to ring a service of the directory",
    "token": "a link by which a service of the directory says how it is",
    "way_id": "a way of joining a service of the directory",
    "entry_id": "one entry of a client's own page: their id stands before it in the address",
    "condition_id": "one condition of a client's own page: their id stands before it in the address",
    "topic": "which question of a client's own page: their id stands before it in the address",
    "agreement_id": "one agreement of a client's own page: their id stands before it in the address",
    "about": "what is agreed to, on a client's own page: their id stands before it in the address",
    "other_id": "the second of two records to be merged: the first stands before it in the address",
    "likeness_id": "two records that may be one person, for whoever oversees the team",
    "merge_id": "a merge to be undone, by whoever oversees the team",
    "rule": "one of the rules of data quality",
    "person_id": "somebody on a list of vulnerable people, who is not a client",
    "told_id": "what somebody on a list needs, who is not a client",
    "triage_turn_id": "one worker's turn to call somebody on a list, who is not a client",
    "plan_id": "who is to call whom: whom stands behind it in the address, by link worker",
    "left": "what a disruption left, of one kind",
    "setting": "a number that the service runs by",
    "absence_id": "a colleague's absence",
    "list_id": "a list of vulnerable people, who are listed and not clients",
    "page": "which page a draft is of: a draft is its writer's alone",
    "published_id": "a record of the directory that is published for everybody",
    "persona": "one of the demo's made-up staff",
}
"""Each argument that leads to none, with what it names."""


def named_client(arguments: dict[str, object]) -> Q | None:
    """Give the condition that finds the client an address is about, or None if it is about none."""
    for name, (model, way) in CLIENT_BY.items():
        if name in arguments:
            if way == "id":
                return Q(id=arguments[name])
            return Q(id__in=apps.get_model(model).objects.filter(id=arguments[name]).values(way))
    return None
