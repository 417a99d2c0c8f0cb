"""A note that a worker typed is never lost, and is never shown to anybody else."""

from datetime import timedelta

import pytest
from django.core import signing
from django.http import QueryDict

from tests.support.service import SYSTEM
from throughline.accounts import commands as accounts
from throughline.accounts.scopes import acting_as
from throughline.core.scope import within
from throughline.drafts import commands, jobs
from throughline.drafts.models import Draft
from throughline.drafts.queries import draft_of

PAGE = "contact:5f1c4a44-7c63-4f8e-9f5e-0a3c36e5a001"


def keep(service, now, who="worker", page=PAGE, **fields):
    with acting_as(service.actor(who)) as writer:
        commands.keep(page=page, fields=fields or {"note": "She sounded better"}, by=writer, at=now)


def kept(service, who="worker", page=PAGE):
    with acting_as(service.actor(who)) as viewer:
        draft = draft_of(page, viewer=viewer)
        return draft.fields if draft else None


def posted(ticket="", **fields):
    form = QueryDict(mutable=True)
    form.update({**fields, "draft_ticket": ticket, "csrfmiddlewaretoken": "x"})
    return form


def ticket(service, who="worker", page=PAGE):
    return commands.ticket(writer=service.actor(who), page=page)


def test_what_was_typed_is_kept_with_the_time(service, now):
    keep(service, now, note="She sounded better", ways=["PHONE", "TEXT"])
    with acting_as(service.actor("worker")) as worker:
        draft = draft_of(PAGE, viewer=worker)
    assert draft.fields == {"note": "She sounded better", "ways": ["PHONE", "TEXT"]}
    assert draft.kept_at == now


def test_the_newest_takes_the_place_of_the_one_before(service, now):
    keep(service, now, note="She")
    keep(service, now + timedelta(minutes=1), note="She sounded better")
    assert kept(service) == {"note": "She sounded better"}
    with acting_as(SYSTEM):
        assert Draft.objects.count() == 1


@pytest.mark.parametrize("other", ["colleague", "manager", "stranger", "practice"])
def test_another_persons_draft_is_never_shown(service, now, other):
    keep(service, now)
    assert kept(service, other) is None


def test_another_organisations_drafts_are_out_of_sight_even_without_asking_whose(service, now):
    keep(service, now)
    with within([service.places["Northgate Wellbeing"].id]):
        assert Draft.objects.count() == 0
    with within([service.places["Harbour Trust"].id]):
        assert Draft.objects.count() == 1


def test_two_people_on_one_page_keep_each_their_own(service, now):
    keep(service, now, "worker", note="mine")
    keep(service, now, "colleague", note="hers")
    assert (kept(service, "worker"), kept(service, "colleague")) == ({"note": "mine"}, {"note": "hers"})


def test_a_draft_is_forgotten_once_its_page_is_saved(service, now):
    keep(service, now)
    keep(service, now, page="refer")
    with acting_as(service.actor("worker")) as worker:
        commands.discard(page=PAGE, by=worker)
    assert kept(service) is None
    assert kept(service, page="refer") is not None


class TestWhatIsSentAfterTheSessionEnded:
    def test_is_kept_for_the_one_whose_page_it_was(self, service, now):
        assert commands.rescue(posted(ticket(service), note="She sounded better"), at=now)
        assert kept(service) == {"note": "She sounded better"}
        assert kept(service, "colleague") is None

    @pytest.mark.parametrize("wrong", ["", "rubbish", "rubbish:rubbish:rubbish"])
    def test_is_not_kept_without_a_true_ticket(self, service, now, wrong):
        assert not commands.rescue(posted(wrong, note="x"), at=now)
        assert kept(service) is None

    def test_is_not_kept_when_the_ticket_was_tampered_with(self, service, now):
        assert not commands.rescue(posted(ticket(service)[:-1] + "_", note="x"), at=now)
        other = signing.dumps([str(service.staff["worker"].id), PAGE], salt="another use")
        assert not commands.rescue(posted(other, note="x"), at=now)
        assert kept(service) is None

    def test_is_not_kept_after_two_days(self, service, now, monkeypatch):
        old = ticket(service)
        monkeypatch.setattr(commands, "TICKET_LASTS", timedelta(seconds=-1))
        assert not commands.rescue(posted(old, note="x"), at=now)

    def test_is_not_kept_for_a_closed_account(self, service, now):
        held = ticket(service, "colleague")
        with acting_as(service.actor("manager")) as manager:
            accounts.deactivate_account(user_id=service.staff["colleague"].id, by=manager, at=now)
        assert not commands.rescue(posted(held, note="x"), at=now)

    def test_is_kept_on_the_way_to_the_sign_in_page(self, client, service):
        page = client.post("/drafts/refer/", posted(ticket(service), note="She sounded better").dict())
        assert page.url == "/account/login/?next=/drafts/refer/"
        assert kept(service) == {"note": "She sounded better"}


def test_a_draft_nobody_touched_for_a_month_is_forgotten(service, now):
    keep(service, now - timedelta(days=30, minutes=1), page="refer")
    keep(service, now - timedelta(days=29), "stranger")
    keep(service, now - timedelta(days=31), "strange practice", page="refer")
    jobs.forget_old_drafts()
    assert kept(service, page="refer") is None
    assert kept(service, "strange practice", page="refer") is None
    assert kept(service, "stranger") == {"note": "She sounded better"}


def test_an_answer_given_twice_is_kept_as_a_list():
    assert commands.as_fields(QueryDict("a=1&b=2&b=3&c=")) == {"a": "1", "b": ["2", "3"], "c": ""}
