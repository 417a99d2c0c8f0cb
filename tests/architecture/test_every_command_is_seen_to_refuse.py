"""Some test sees every command say no. A command that nobody ever saw refuse may have lost its permission check."""

import ast

import pytest

from tests.architecture.source import public_functions, test_modules, tree

NO = {"Refused", "NotAllowed", "NotFound"}
SERVICE_WORDS = {"allocate": "allocate_referral", "contact": "record_contact", "refer": "refer"}
"""What `tests.support.service.Service` calls the commands it gives short words for."""

CANNOT_REFUSE = {
    "audit.commands.record": "part of another command",
    "audit.commands.record_about": "part of another command",
    "audit.commands.record_many": "part of another command",
    "audit.commands.seal": "a job's; a second sealer does nothing",
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
    """Name every function that a test calls where it expects a no, also through functions of the test's own module."""
    seen = set()
    for path in test_modules():
        own = {node.name: node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)}
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.With) and any(_expects_a_no(item) for item in node.items):
                mentioned, before = _mentioned(node), set()
                while mentioned != before:
                    before = set(mentioned)
                    mentioned |= {name for helper in before & set(own) for name in _mentioned(own[helper])}
                seen |= mentioned
    return seen


SEEN = _seen_to_refuse()
COMMANDS = [f for f in public_functions("commands") if "by" in f.arguments and f.full_name not in CANNOT_REFUSE]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda f: f.full_name)
def test_a_command_is_seen_to_refuse(command):
    assert command.name in SEEN, "write a test in which it raises Refused, NotAllowed or NotFound"


def test_the_exceptions_name_only_what_there_is():
    assert set(CANNOT_REFUSE) <= {f.full_name for f in public_functions("commands")}
