"""Some test sees every command say no. A command that nobody ever saw refuse may have lost its permission check."""

import ast

import pytest

from tests.architecture.source import public_functions, test_modules, tree

NO = {"Refused", "NotAllowed", "NotFound"}
SERVICE_WORDS = {"allocate": "allocate_referral", "contact": "record_contact", "refer": "refer"}
"""What `tests.support.service.Service` calls the commands it gives short words for."""

CANNOT_REFUSE = {
    "accounts.commands.note_at_door": "writes down what has happened at the door",
    "accounts.commands.note_turned_away": "writes down what has happened at the door",
    "agreements.commands.note_agreements_of_referral": "part of referring, which has asked",
    "audit.commands.record": "part of another command",
    "audit.commands.record_about": "part of another command",
    "audit.commands.record_many": "part of another command",
    "correspondence.ending_commands.tell_of_ending": "a reaction: of a case that only moved, nothing is queued",
    "endings.commands.keep_kinder_rule": "part of a transfer, which has asked",
    "audit.commands.seal": "a job's; a second sealer does nothing",
    "cases.commands.recount_contacts": "part of another command, which holds the case and has asked",
    "circumstances.condition_commands.count_again": "part of whatever changes a list, which has asked",
    "circumstances.condition_commands.note_referred_conditions": "part of referring and importing, which have asked",
    "check_ins.commands.follow_low_mood": "a reaction: a reason that does not stand is not taken back",
    "circumstances.home_commands.keep_rows_in_step": "part of merging, which has asked",
    "circumstances.home_commands.note_referred_home": "part of referring and importing, which have asked",
    "circumstances.home_commands.put_home_right": "part of correcting particulars, which has asked",
    "circumstances.home_commands.settle_home": "part of merging, which has asked",
    "circumstances.home_commands.unsettle_home": "part of undoing a merge, which has asked",
    "circumstances.home_commands.write_down_first_homes": "part of merging, which has asked",
    "profiles.commands.repeat_on_rows": "part of merging, which has asked",
    "cases.commands.note_referral": "part of another command, which holds the case and has asked",
    "cases.ripple_commands.bring_forward": "part of what touches many at once, which has asked",
    "cases.ripple_commands.put_back": "part of undoing that, which has asked",
    "cases.ripple_commands.promise_other_ways": "part of what touches many at once, which has asked",
    "cases.ripple_commands.raise_levels": "part of what touches many at once, which has asked",
    "cases.ripple_commands.take_back_levels": "part of undoing that, which has asked",
    "support_plans.risk_commands.note_worker_changed": "a reaction: what leans on nobody who left stays",
    "support_plans.ripple_commands.owe_another_look": "part of other commands, which hold the needs and have asked",
    "clients.likeness_commands.note_likenesses": "part of another command",
    "clients.likeness_commands.note_pairs": "part of another command",
    "cases.level_commands.raise_level_of_client": "a reaction: of a client one cannot see, nothing is proposed",
    "correspondence.commands.note_conversation": "part of recording a contact, which has asked",
    "correspondence.commands.tell_what_was_not_told": "a reaction: of a case one cannot see, nothing is queued",
    "correspondence.commands.tell_who_calls": "a reaction: of a case one cannot see, nothing is queued",
    "correspondence.commands.withdraw_what_waits": "part of closing a case, which has asked",
    "holds.closing_commands.hold_what_leans": "a reaction: whoever reports what runs has been asked",
    "holds.closing_commands.list_to_restart": "a reaction: whoever reports what runs has been asked",
    "holds.commands.note_goal_turned": "a reaction: nothing changes the second time",
    "holds.commands.note_referral_over": "a reaction: nothing changes the second time",
    "correspondence.plan_commands.tell_of_plans": "part of another command, which has asked",
    "correspondence.plan_commands.withdraw_many": "part of another command, which has asked",
    "drafts.commands.discard": "only ever touches the writer's own draft",
    "drafts.commands.forget_old_drafts": "a job's",
    "drafts.commands.keep": "only ever touches the writer's own draft",
    "drafts.commands.rescue": "answers False to a ticket that is not ours",
    "in_person.wish_commands.keep_unmet_wish": "part of recording a contact, which has asked",
    "referrals.commands.withhold_from_surgery": "a reaction: nothing changes the second time",
    "disruptions.meeting_commands.note_ended": "a reaction: nothing changes the second time",
    "disruptions.meeting_commands.note_promised_otherwise": "a reaction: nothing changes the second time",
    "linkage.commands.forget_matches": "part of deleting a list, which has asked",
    "in_person.commands.note_left_service": "a reaction: nothing changes the second time",
    "cases.level_commands.take_back_level": "a reaction: a reason that does not stand is not taken back",
    "in_person.commands.note_met": "a reaction: nothing changes the second time",
    "viewings.commands.note_viewing": "writes down who looked, once the page's own door has let them in",
    "in_person.commands.note_not_met": "a reaction: nothing changes the second time",
    "referrals.commands.take_back_contacted": "a reaction: nothing changes the second time",
    "tasks.listed_commands.owe_to_listed": "part of writing a call down, which has asked",
    "tasks.listed_commands.forget_listed": "part of deleting a list, which has asked",
    "tasks.owing_commands.settle_many": "part of other commands: what is not owed needs nothing",
    "tasks.commands.talk_after_shielding": "a reaction: of who is not in the service, nothing is asked",
    "tasks.commands.hang_on_replacement": "a reaction: nothing changes the second time",
    "referrals.commands.mark_contacted": "a reaction: nothing changes the second time",
    "tasks.commands.close_replied": "a reaction: nothing changes the second time",
}


def _mentioned(node: ast.AST) -> set[str]:
    """Name every function spoken of inside, the service's short words turned into the commands they stand for."""
    found = {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute):
            is_short_word = ast.unparse(part.value).split(".")[-1] == "service"
            found.add(SERVICE_WORDS.get(part.attr, "") if is_short_word else part.attr)
    return found


def _expects_a_no(item: ast.withitem) -> bool:
    call = item.context_expr
    return isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.raises" and bool(_mentioned(call) & NO)


def _seen_to_refuse() -> set[str]:
    """Name every function that a test speaks of where it expects a no, also through functions of its own module."""
    seen = set()
    for path in test_modules():
        own = {node.name: node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)}
        for function in own.values():
            blocks = [n for n in ast.walk(function) if isinstance(n, ast.With) and any(map(_expects_a_no, n.items))]
            # What a test is given by its decorators may be the very command that it calls.
            mentioned = {name for node in [*blocks, *function.decorator_list] for name in _mentioned(node) if blocks}
            seen |= _with_what_they_call(mentioned, own)
    return seen


def _with_what_they_call(names: set[str], own: dict[str, ast.FunctionDef]) -> set[str]:
    """Add what the module's own functions among these speak of, and so on."""
    before: set[str] = set()
    while names != before:
        before = names
        names = names | {name for helper in before & set(own) for name in _mentioned(own[helper])}
    return names


SEEN = _seen_to_refuse()
COMMANDS = [f for f in public_functions("commands") if "by" in f.arguments and f.full_name not in CANNOT_REFUSE]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda f: f.full_name)
def test_a_command_is_seen_to_refuse(command):
    assert command.name in SEEN, "write a test in which it raises Refused, NotAllowed or NotFound"


def test_the_exceptions_name_only_what_there_is():
    assert set(CANNOT_REFUSE) <= {f.full_name for f in public_functions("commands")}
