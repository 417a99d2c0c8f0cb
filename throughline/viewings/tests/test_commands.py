"""A reason is kept, refused, and never anybody else's business; a look is written down."""

import pytest

from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.viewings import commands
from throughline.viewings.models import ReasonToLook, Why


@pytest.fixture
def case(service):
    return service.open_case()


def say_why(service, case, now, *, by="colleague", why=Why.COVERING, words=""):
    with acting_as(service.actor(by)) as actor:
        return commands.say_why(client_id=case.client_id, why=why, words=words, by=actor, at=now)


def test_a_reason_is_kept_for_the_day_and_the_trail_says_which_without_its_words(service, case, now):
    reason = say_why(service, case, now, why=Why.OTHER, words=" Their neighbour rang ")
    assert (reason.words, reason.day, reason.given_by_id) == (
        "Their neighbour rang", now.date(), service.staff["colleague"].id,
    )  # fmt: skip
    with acting_as(service.actor("manager")):
        entry = AuditEntry.objects.get(act="SAID_WHY")
    assert (entry.about_id, entry.details) == (case.client_id, {"why": "OTHER", "reason": str(reason.id)})


def test_words_that_belong_to_no_other_reason_are_not_kept(service, case, now):
    assert say_why(service, case, now, why=Why.ASKED, words="typed, then another was chosen").words == ""


def test_another_reason_needs_words(service, case, now):
    with pytest.raises(Refused, match="Say in a few words"):
        say_why(service, case, now, why=Why.OTHER, words="  ")
    with acting_as(service.actor("manager")):
        assert not ReasonToLook.objects.exists()


@pytest.mark.parametrize("by", ["administrator", "practice", "researcher", "linked service"])
def test_who_may_not_see_records_needs_no_reason_to_be_refused(service, case, now, by):
    with pytest.raises(NotAllowed):
        say_why(service, case, now, by=by)


def test_a_stranger_finds_no_such_client(service, case, now):
    with pytest.raises(NotFound):
        say_why(service, case, now, by="stranger")
