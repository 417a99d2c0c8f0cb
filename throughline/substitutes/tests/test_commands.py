"""Written up, reviewed, used. The first class is the check of R47."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.directory.kinds import Category, Mode
from throughline.substitutes import commands, queries
from throughline.substitutes.commands import Tried, Written
from throughline.substitutes.models import Substitute, Use, Verdict, Went

BREATHING = {
    "title": "Breathing activity by phone", "stands_in_for": Category.CONDITION_CLASS, "mode": Mode.PHONE,
    "for_whom": ["COPD"], "steps": "Sit down together\nBreathe out slowly", "cautions": ["heart failure"],
}  # fmt: skip
CLASS = Category.CONDITION_CLASS


@pytest.fixture
def margaret(service):
    return service.open_case("Margaret Lowe", conditions=["COPD"])


@pytest.fixture
def tom(service):
    return service.open_case("Tom Reay", conditions=["COPD", "heart failure"])


def share(service, *, by="worker", **changes):
    with acting_as(service.actor(by)) as actor:
        return commands.share_substitute(Written(**BREATHING | changes), by=actor, at=clock.test_time())


def review(service, method, verdict=Verdict.GOOD, *, by="senior", words=""):
    with acting_as(service.actor(by)) as actor:
        commands.review_substitute(
            substitute_id=method.id, verdict=verdict, words=words, by=actor, at=clock.test_time()
        )


def change(service, method, *, by="worker", **changes):
    with acting_as(service.actor(by)) as actor:
        commands.change_substitute(
            Written(**BREATHING | changes), substitute_id=method.id, by=actor, at=clock.test_time()
        )


def use(service, method, case, went=Went.WELL, *, by="worker", words=""):
    tried = Tried(used_on=clock.test_time().date(), went=went, words=words)
    with acting_as(service.actor(by)) as actor:
        return commands.note_substitute_used(
            tried, substitute_id=method.id, client_id=case.client_id, by=actor, at=clock.test_time()
        )


def shown(service, method, *, by="worker"):
    with acting_as(service.actor(by)) as actor:
        return queries.substitute_page(method.id, viewer=actor).substitute


def offered(service, case, category=CLASS, *, by="worker"):
    with acting_as(service.actor(by)) as actor:
        return queries.substitutes_for(category, case.client_id, viewer=actor)


class TestBreathingByPhone:
    def test_unreviewed_it_is_seen_and_marked_and_not_used_where_its_cautions_name_a_condition(self, service, tom):
        method = share(service)
        [offer] = offered(service, tom)
        assert not offer.substitute.is_reviewed
        assert "Ask a senior link worker or manager to review it" in offer.may.reason
        with pytest.raises(Refused, match="its cautions name heart failure"):
            use(service, method, tom)
        with acting_as(service.actor("worker")):
            assert not Use.objects.exists()

    def test_with_others_it_may_be_tried(self, service, margaret):
        method = share(service)
        use(service, method, margaret)
        assert shown(service, method).times_used == 1

    def test_reviewed_it_can_be_used_and_its_cautions_are_still_shown(self, service, tom):
        method = share(service)
        review(service, method)
        [offer] = offered(service, tom)
        assert (bool(offer.may), offer.cautions_met) == (True, ("heart failure",))
        use(service, method, tom)

    def test_three_uses_with_their_results_are_three_uses(self, service, margaret):
        method = share(service)
        for went in (Went.WELL, Went.WELL, Went.PARTLY):
            use(service, method, margaret, went)
        assert shown(service, method).times_used == 3
        assert shown(service, method).uses == {Went.WELL: 2, Went.PARTLY: 1}


class TestReviewing:
    def test_a_change_is_to_be_reviewed_again(self, service):
        method = share(service)
        review(service, method)
        change(service, method, steps="Stand up")
        assert not shown(service, method).is_reviewed

    def test_what_is_not_to_be_used_is_offered_to_nobody(self, service, margaret):
        method = share(service)
        with pytest.raises(Refused, match="Say why"):
            review(service, method, Verdict.NOT_TO_BE_USED)
        review(service, method, Verdict.NOT_TO_BE_USED, words="It made people dizzy")
        assert offered(service, margaret) == ()
        with pytest.raises(Refused, match="not to be used"):
            use(service, method, margaret)

    def test_nobody_reviews_their_own_and_a_link_worker_reviews_none(self, service):
        own = share(service, by="senior")
        with pytest.raises(Refused, match="yourself"):
            review(service, own)
        with pytest.raises(NotAllowed):
            review(service, own, by="colleague")
        with acting_as(service.actor("senior")) as senior, pytest.raises(NotFound):
            commands.review_substitute(
                substitute_id=uuid4(), verdict=Verdict.GOOD, words="", by=senior, at=clock.test_time()
            )


class TestAcrossProviders:
    def test_every_provider_reads_a_method_and_counts_its_own_uses_only(self, service, margaret):
        method = share(service)
        use(service, method, margaret, words="She laughed")
        with acting_as(service.actor("stranger")) as stranger:
            page = queries.substitute_page(method.id, viewer=stranger)
            assert (page.substitute.title, page.substitute.times_used, page.uses) == (BREATHING["title"], 0, ())
            assert not page.is_ours

    def test_another_provider_s_method_is_not_rewritten_nor_used_with_others_people(self, service, margaret):
        method = share(service)
        with pytest.raises(Refused, match="Another provider wrote this"):
            change(service, method, by="stranger")
        with pytest.raises(NotFound):
            use(service, method, margaret, by="stranger")
        with pytest.raises(NotFound):
            offered(service, margaret, by="stranger")

    def test_who_does_not_work_with_clients_shares_nothing(self, service):
        with pytest.raises(NotAllowed):
            share(service, by="practice")
        with pytest.raises(Refused, match="what to do"):
            share(service, steps=" ")
        with acting_as(service.actor("worker")):
            assert not Substitute.objects.exists()


class TestOffering:
    def test_only_what_stands_in_for_the_category(self, service, margaret):
        share(service)
        share(service, title="Art pack by post", stands_in_for=Category.ARTS, mode=Mode.POST, for_whom=[], cautions=[])
        assert [offer.substitute.title for offer in offered(service, margaret)] == ["Breathing activity by phone"]
        assert len(offered(service, margaret, None)) == 2

    def test_costs_the_same_however_many_there_are(self, service, margaret):
        def statements():
            with CaptureQueriesContext(connection) as caught:
                offered(service, margaret)
            return len(caught)

        share(service)
        one = statements()
        for number in range(5):
            use(service, share(service, title=f"Method {number}"), margaret)
        assert statements() == one
