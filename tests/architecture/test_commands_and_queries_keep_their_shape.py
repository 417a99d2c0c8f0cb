"""Commands say who acts and when; queries say for whom they look. Every exception has its reason."""

import ast

import pytest

from tests.architecture.source import modules_named, public_functions, tree

NOT_COMMANDS = {
    "audit.commands.record": "part of a command: takes the act first, as one says it",
    "cases.commands.lock_case": "reads, for other commands, and holds the row",
    "cases.commands.require_open": "a question that other commands ask",
    "clients.commands.checked": "gives particulars in their normal form; writes nothing",
    "clients.commands.lock_client": "reads, for other commands, and holds the row",
    "clients.commands.hold_particulars": "waits, for other commands; writes nothing",
    "clients.commands.same_person": "reads, for other commands",
    "clients.likeness_commands.alike_among": "compares, for other commands; writes nothing",
    "clients.likeness_commands.one_at_a_time": "waits, for other commands; writes nothing",
    "drafts.commands.as_fields": "turns posted fields into a draft's; writes nothing",
    "drafts.commands.ticket": "signs; writes nothing",
    "imports.commands.eligibility.check_eligibility": "reads a file and answers; writes nothing",
    "clients.commands.require_ours": "looks at a row already held; writes nothing",
    "substitutes.commands.method_of": "gives what the rules look at of a row; writes nothing",
    "referrals.commands.lock_referral": "reads, for other commands, and holds the row",
}
WITH_ONE_LEADING_ARGUMENT = {
    "onward_referrals.commands.note_what_became": "what happened comes first",
    "onward_referrals.commands.refer_on": "where they are referred to comes first",
    "advocacy.commands.note_act": "what was done comes first",
    "agreements.commands.record_agreement": "what was said comes first",
    "audit.commands.record_about": "the act comes first, as in record",
    "audit.commands.record_many": "the act comes first, as in record",
    "cases.bulk_commands.open_many": "what is given comes first",
    "circumstances.condition_commands.note_referred_conditions": "what was said comes first",
    "circumstances.commands.record_circumstance": "what was said comes first",
    "clients.bulk_commands.register_many": "what is given comes first",
    "clients.commands.register_client": "what is given comes first",
    "drafts.commands.rescue": "what was posted comes first",
    "tasks.owing_commands.owe_many": "what is owed comes first",
    "tasks.owing_commands.settle_many": "what it hangs on comes first",
    "guidance.commands.publish_guidance": "what it says comes first",
    "enquiries.commands.ask_on_behalf": "what is asked comes first",
    "items.commands.give_item": "what is given comes first",
    "items.commands.note_use": "what was told comes first",
    "substitutes.commands.change_substitute": "what is written comes first",
    "substitutes.commands.note_substitute_used": "what was tried comes first",
    "substitutes.commands.share_substitute": "what is written comes first",
    "referrals.commands.join": "the referral that is there comes first",
    "referrals.commands.refer": "what is asked for comes first",
    "referrals.commands.refer_listed": "what is asked for comes first",
    "tasks.listed_commands.forget_listed": "what it hangs on comes first",
    "tasks.listed_commands.owe_to_listed": "what is owed comes first",
    "triage.commands.record_triage_call": "what was heard comes first",
    "triage.converting_commands.refer_listed_person": "what they wish comes first",
    "referrals.transfer_commands.receive_transfer": "what is handed over comes first",
    "check_ins.commands.record_check_in": "what was told comes first",
    "cases.ripple_commands.put_back": "what was promised comes first",
    "support_plans.ripple_commands.owe_another_look": "the needs that are held come first",
    "tasks.commands.note_call": "the call comes first",
    "tasks.commands.note_unknown_caller": "the call comes first",
}
WITHOUT_A_PERSON = {
    "audit.commands.seal": "a job seals; the seal holds no person",
    "drafts.commands.forget_old_drafts": "a job forgets, for everybody",
    "drafts.commands.rescue": "nobody is signed in: the signed ticket says whose draft it is",
}
WITHOUT_A_MOMENT = {
    "drafts.commands.discard": "what is discarded leaves nothing to date",
}
WITHOUT_A_VIEWER = {
    "accounts.queries": "accounts are on the public list",
    "areas.queries": "official tables are on the public list",
    "audit.queries": "the trail is checked whole, by the operator, within the operator's scope",
    "directory.queries": "the directory is on the public list",
    "organisations.queries": "organisations are on the public list",
    "guidance.queries": "guidance is on the public list",
    "circumstances.queries.topic_named": "reads an address, not records",
    "clients.likeness_queries.born_about_when": "a surgery's referral looks among its provider's people by design",
    "caseload.transfer_queries.other_providers": "organisations are on the public list",
    "clients.queries.may_try_phone": "looks at an answer already read",
    "check_ins.queries.draft_page": "names a page; reads nothing",
    "contacts.recording_queries.draft_page": "names a page; reads nothing",
    "verification.queries.link_in": "whoever holds a link has no account",
    "verification.queries.token_of": "signs; reads nothing",
    "verification.queries.asked_by_link": "whoever holds a link has no account; the directory is on the public list",
    "verification.queries.stale_services": "the directory is on the public list; counts nobody",
    "imports.queries.case_holders": "accounts are on the public list",
    "imports.queries.schema": "describes a file's columns, not records",
    "openreferral.publishing.queries": "what is published is for everybody, signed in or not",
    "oversight.queries.integrity": "counts and ids only, within whatever scope holds",
    "oversight.quality_queries.quality_at": "counts only, for the operator, within whatever scope holds",
    "oversight.quality_queries.quality_rules": "reads the program's own files",
    "oversight.quality_queries.sees_everybody": "asks a permission; its only argument is the viewer",
    "oversight.queries.rule_files": "reads the program's own files",
}

COMMANDS = [f for f in public_functions("commands") if f.full_name not in NOT_COMMANDS]
QUERIES = [f for f in public_functions("queries") if not {f.module, f.full_name} & set(WITHOUT_A_VIEWER)]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda f: f.full_name)
def test_a_command_is_called_by_keywords(command):
    leading = 1 if command.full_name in WITH_ONE_LEADING_ARGUMENT else 0
    assert len(command.positional) <= leading, f"{command.positional} should stand behind the *"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda f: f.full_name)
def test_a_command_says_who_acts(command):
    assert "by" in command.arguments or command.full_name in WITHOUT_A_PERSON


@pytest.mark.parametrize("command", COMMANDS, ids=lambda f: f.full_name)
def test_a_command_is_told_the_time(command):
    assert "at" in command.arguments or command.full_name in WITHOUT_A_MOMENT


@pytest.mark.parametrize("query", QUERIES, ids=lambda f: f.full_name)
def test_a_query_says_for_whom_it_looks(query):
    assert "viewer" in query.keyword_only, "take viewer: Actor behind the *, or say above why not"


@pytest.mark.parametrize("function", [*COMMANDS, *QUERIES], ids=lambda f: f.full_name)
def test_what_it_does_is_said_in_its_first_line(function):
    said = ast.get_docstring(function.node) or ""
    assert said and not said.startswith("This will"), 'the line completes "This will ...", it does not say it'


def test_no_two_commands_share_a_name():
    names = [command.name for command in COMMANDS]
    assert sorted(names) == sorted(set(names)), "a search for a command must find only that command"


def test_the_exceptions_name_only_what_there_is():
    functions = public_functions("commands", "queries")
    there = {f.full_name for f in functions} | {f.module for f in functions}
    listed = {*NOT_COMMANDS, *WITH_ONE_LEADING_ARGUMENT, *WITHOUT_A_PERSON, *WITHOUT_A_MOMENT, *WITHOUT_A_VIEWER}
    assert listed <= there, f"not there any more: {sorted(listed - there)}"


READS_OR_WRITES = {"objects", "_default_manager", "_base_manager", "select_for_update", "bulk_create"}


@pytest.mark.parametrize("path", list(modules_named("views")), ids=lambda p: f"{p.parts[-2]}.{p.stem}")
def test_a_view_leaves_the_database_to_commands_and_queries(path):
    touched = [n for n in ast.walk(tree(path)) if isinstance(n, ast.Attribute) and n.attr in READS_OR_WRITES]
    imported = [
        n for n in ast.walk(tree(path))
        if isinstance(n, ast.ImportFrom) and n.module in ("django.db", "django.db.models", "django.db.transaction")
    ]  # fmt: skip
    assert [f"line {n.lineno}" for n in [*touched, *imported]] == []


@pytest.mark.parametrize("path", list(modules_named("rules")), ids=lambda p: f"{p.parts[-2]}.{p.stem}")
def test_a_rule_asks_nothing_of_the_database_and_not_the_time(path):
    calls = {ast.unparse(n.func) for n in ast.walk(tree(path)) if isinstance(n, ast.Call)}
    read = {n.attr for n in ast.walk(tree(path)) if isinstance(n, ast.Attribute)} & READS_OR_WRITES
    assert not read
    assert not {c for c in calls if c.endswith(("clock.now", "datetime.now", "date.today", "timezone.now"))}
