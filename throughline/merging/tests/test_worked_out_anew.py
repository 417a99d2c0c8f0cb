"""What a record repeats of a history is what that history says, after any merge and after any undoing."""

import random
from datetime import date, timedelta

import pytest

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.circumstances import commands as circumstances
from throughline.circumstances import condition_commands as conditions
from throughline.circumstances import home_commands
from throughline.circumstances.models import Condition
from throughline.circumstances.models import Said as WhoSaid
from throughline.circumstances.topics import Answer, Household, Topic
from throughline.circumstances.writing import Said
from throughline.clients.commands import KEPT_IN_STEP
from throughline.clients.models import Client, NameWord
from throughline.core.names import words_of
from throughline.merging import commands
from throughline.merging.rules import Choices
from throughline.oversight import queries as oversight
from throughline.profiles import commands as profiles
from throughline.profiles.models import ProfileKind, Risk, ToldBy, Vulnerability

DAY = timedelta(days=1)
LIVES = range(12)
ESSENTIAL = ("can_be_phoned", "can_read", "has_internet")


@pytest.fixture
def two(service):
    first = service.open_case("Amina Begum", conditions=["COPD"], address="1 First Road", postcode="NE1 4ST")
    second = service.open_case(
        "Amina Begam", to="colleague", conditions=["copd", "asthma"], address="2 Second Road", postcode="NE2 1XX",
        at=clock.START + timedelta(hours=1),
    )  # fmt: skip
    return first, second


def row(service, case):
    with acting_as(service.actor("manager")):
        client = Client.objects.get(id=case.client_id)
        return {column: getattr(client, column) for column in sorted(KEPT_IN_STEP)}


def merge(service, two, *, take=(), at=clock.START + 2 * DAY):
    with acting_as(service.actor("manager")) as by:
        return commands.merge_clients(
            standing_id=two[0].client_id, merged_id=two[1].client_id, choices=Choices(frozenset(take), two[0].id),
            by=by, at=at,
        )  # fmt: skip


def undo(service, done, *, at=clock.START + 3 * DAY):
    with acting_as(service.actor("manager")) as by:
        commands.undo_merge(merge_id=done.id, by=by, at=at)


def says(service, case, topic, values, *, from_on=date(2020, 3, 1), answer=Answer.ANSWERED, at=clock.START):
    with acting_as(service.actor("worker")) as by:
        last = circumstances.queries.last_recorded(case.client_id, topic, viewer=by)
        circumstances.record_circumstance(
            Said(topic=topic, answer=answer, values=values, from_on=from_on), client_id=case.client_id, seen=last,
            by=by, at=at,
        )  # fmt: skip


def profile(service, case, *, at=clock.START, **answers):
    with acting_as(service.actor("worker")) as by:
        seen = profiles.queries.current(Client.objects.get(id=case.client_id), ProfileKind.ACCESS, viewer=by)
        profiles.record_profile(
            client_id=case.client_id, about=ProfileKind.ACCESS, answers=answers, seen=seen.version_id, by=by, at=at
        )


def shields(service, case, *, ended=False):
    with acting_as(service.actor("worker")) as by:
        found = profiles.start_vulnerability(
            client_id=case.client_id, risk=Risk.SHIELDING, told_by=ToldBy.SURGERY, started_on=date(2020, 2, 1), by=by,
            at=clock.START,
        )  # fmt: skip
        if ended:
            profiles.end_vulnerability(
                vulnerability_id=found.id, ended_on=date(2020, 3, 1), note="GP wrote", by=by, at=clock.START
            )


def is_what_owners_say(service, *cases):
    """Say that no owner would change anything, that nothing nightly is wrong, and that every name finds."""
    with acting_as(service.actor("manager")) as by:
        for case in cases:
            before = row_of(case)
            home_commands.keep_rows_in_step(client_ids=[case.client_id], by=by, at=clock.START + 4 * DAY)
            profiles.repeat_on_rows(client_ids=[case.client_id], by=by, at=clock.START + 4 * DAY)
            assert row_of(case) == before
            client = Client.objects.get(id=case.client_id)
            held = set(NameWord.objects.filter(client=client).values_list("word", flat=True))
            assert set(words_of(client.full_name)) <= held
            assert client.shielding == Vulnerability.objects.filter(client=client, ended_on=None).exists()
    with acting_as(SYSTEM):
        assert oversight.integrity(on=clock.START.date() + 4 * DAY).problems == []


def row_of(case):
    return Client.objects.values(*sorted(KEPT_IN_STEP)).get(id=case.client_id)


class TestWhatStandsOnTheRow:
    def test_conditions_of_both_lists_are_counted_once_each(self, service, two):
        done = merge(service, two)
        assert (row(service, two[0])["conditions"], row(service, two[0])["conditions_count"]) == (["COPD", "asthma"], 2)
        undo(service, done)
        assert [row(service, case)["conditions_count"] for case in two] == [1, 2]

    def test_lives_alone_is_the_last_that_either_said(self, service, two):
        says(service, two[0], Topic.HOUSEHOLD, [Household.PARTNER], from_on=date(2019, 1, 1))
        says(service, two[1], Topic.HOUSEHOLD, [Household.ALONE], from_on=date(2020, 2, 1))
        done = merge(service, two)
        assert row(service, two[0])["lives_alone"] is True
        undo(service, done)
        assert [row(service, case)["lives_alone"] for case in two] == [False, True]

    def test_shielding_holds_if_either_shields(self, service, two):
        shields(service, two[0], ended=True)
        shields(service, two[1])
        done = merge(service, two)
        assert row(service, two[0])["shielding"] is True
        undo(service, done)
        assert [row(service, case)["shielding"] for case in two] == [False, True]

    def test_the_profile_answered_last_holds(self, service, two):
        profile(service, two[0], can_read="NO", has_internet="NO")
        profile(service, two[1], can_read="YES", at=clock.START + DAY)
        done = merge(service, two)
        now = row(service, two[0])
        assert (now["cannot_read"], now["digitally_excluded"]) == (False, True)
        undo(service, done)
        assert [row(service, case)["cannot_read"] for case in two] == [True, False]

    def test_without_a_profile_what_does_not_work_for_either_holds(self, service):
        pair = [
            service.open_case("Amina Begum", has_internet="YES"),
            service.open_case("Amina Begam", to="colleague", has_internet="NO"),
        ]
        merge(service, pair)
        now = row(service, pair[0])
        assert (now["has_internet"], now["digitally_excluded"]) == ("NO", True)

    def test_a_condition_added_since_counts_and_does_not_stand_in_the_way_of_undoing(self, service, two):
        done = merge(service, two)
        with acting_as(service.actor("worker")) as by:
            conditions.add_condition(
                client_id=two[0].client_id,
                name="Gout",
                said=WhoSaid.CLIENT,
                since_on=None,
                by=by,
                at=clock.START + 2 * DAY,
            )
        undo(service, done)
        assert [row(service, case)["conditions_count"] for case in two] == [2, 2]


class TestTheAddress:
    def test_the_one_that_was_chosen_holds_and_the_history_says_so(self, service, two):
        says(service, two[1], Topic.HOME, ["3 Third Road", "NE3 1XX"], from_on=date(2020, 3, 3), at=clock.START + DAY)
        done = merge(service, two)
        assert row(service, two[0])["address"] == "1 First Road"
        with acting_as(service.actor("manager")) as viewer:
            lived = circumstances.queries.history_of(two[0].client_id, viewer=viewer)
        assert {entry.values[0] for entry in lived} == {"1 First Road", "2 Second Road", "3 Third Road"}
        is_what_owners_say(service, two[0])
        undo(service, done)
        assert [row(service, case)["address"] for case in two] == ["1 First Road", "3 Third Road"]
        is_what_owners_say(service, *two)

    def test_who_moved_since_has_moved_after_undoing_too(self, service, two):
        done = merge(service, two, take=["address", "postcode"])
        says(service, two[0], Topic.HOME, ["4 New Road", "NE4 1XX"], from_on=date(2020, 3, 4), at=clock.START + 2 * DAY)
        undo(service, done)
        assert [row(service, case)["address"] for case in two] == ["4 New Road", "2 Second Road"]


def _live(service, case, chance):
    """Let a few things become known of somebody, in any order."""
    day = date(2019, 1, 1) + timedelta(days=chance.randrange(300))
    for minute in range(chance.randrange(1, 5)):
        match chance.randrange(6):
            case 0:
                says(service, case, Topic.HOUSEHOLD, [chance.choice([Household.ALONE, Household.PARTNER])], from_on=day)
            case 1:
                says(service, case, Topic.HOME, [f"{chance.randrange(9)} Any Road", ""], from_on=day)
            case 2:
                says(service, case, Topic.HOME, [], from_on=day, answer=Answer.PREFER_NOT)
            case 3:
                answers = {key: chance.choice(["YES", "NO"]) for key in chance.sample(ESSENTIAL, 2)}
                profile(service, case, at=clock.START + timedelta(minutes=minute), **answers)
            case 4:
                with acting_as(service.actor("worker")) as by:
                    listed = Condition.objects.filter(client_id=case.client_id, ended_on=None).order_by("id").first()
                    if listed:
                        conditions.end_condition(
                            condition_id=listed.id, ended_on=date(2020, 3, 1), mistaken=False, by=by, at=clock.START
                        )
            case 5:
                with acting_as(service.actor("worker")):
                    known = Vulnerability.objects.filter(client_id=case.client_id).exists()
                if not known:
                    shields(service, case, ended=chance.random() < 0.5)
        day += timedelta(days=chance.randrange(40))


@pytest.mark.parametrize("seed", LIVES)
def test_whatever_became_known_of_either_the_record_says_what_its_histories_say(service, two, seed):
    chance = random.Random(seed)
    for case in two:
        _live(service, case, chance)
    before = [row(service, case) for case in two]
    done = merge(service, two, take=["address", "postcode"] if chance.random() < 0.5 else [])
    is_what_owners_say(service, two[0])
    undo(service, done)
    assert [row(service, case) for case in two] == before
    is_what_owners_say(service, *two)
