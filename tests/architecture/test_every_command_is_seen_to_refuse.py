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
    "audit.commands.record": "part of another command",
    "audit.commands.record_about": "part of another command",
    "audit.commands.record_many": "part of another command",
    "audit.commands.seal": "a job's; a second sealer does nothing",
    "cases.commands.note_referral": "part of another command, which holds the case and has asked",
    "drafts.commands.discard": "only ever touches the writer's own draft",
    "drafts.commands.forget_old_drafts": "a job's",
    "drafts.commands.keep": "only ever touches the writer's own draft",
    "drafts.commands.rescue": "answers False to a ticket that is not ours",
    "referrals.commands.mark_contacted": "a reaction: nothing changes the second time",
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
