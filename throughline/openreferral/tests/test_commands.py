"""Feeds are taken in, whatever state they are in; and nothing that fails on the way takes anything away."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.core.decisions import NotAllowed, Refused
from throughline.directory import commands as directory
from throughline.directory.kinds import How, Mode, Status, Sure, Teller
from throughline.directory.models import Location, Organisation, Schedule, Service, StatusObservation, WayOfJoining
from throughline.directory.writing import Observed
from throughline.openreferral import commands
from throughline.openreferral.tests.conftest import OPERATOR, SOURCE
from throughline.openreferral.tests.feeds import MadeUpFeed, entry, service, uid


def the(number):
    return Service.objects.get(external_id=uid(number))


def ways(number):
    return {way.mode: way for way in WayOfJoining.objects.filter(service__external_id=uid(number))}


class TestFromTheWeb:
    def test_every_page_and_every_full_record_is_taken(self, take):
        with MadeUpFeed([service(n) for n in range(5)]) as feed:
            taken = take(feed.address)

        assert (taken.new, taken.changed, taken.unchanged, taken.has_problems) == (5, 0, 0, False)
        assert feed.asked["services?3"] == 1
        assert Schedule.objects.filter(service=the(4)).get().byday == "TU,TH"
        assert (Organisation.objects.count(), Location.objects.get().postcode) == (1, "NE99 1AA")

    def test_the_address_of_the_list_does_as_well_as_that_of_the_root(self, take):
        with MadeUpFeed([service(1)]) as feed:
            assert take(f"{feed.address}/services?page=7&modified_after=2020-01-01").new == 1

    def test_a_feed_that_is_zipped_is_unzipped(self, take):
        with MadeUpFeed([service(1)], zipped=True) as feed:
            assert take(feed.address).new == 1

    def test_again_is_harmless(self, take):
        with MadeUpFeed([service(n) for n in range(3)]) as feed:
            take(feed.address)
            before = contents()
            again = take(feed.address, days=1)

        assert (again.new, again.changed, again.unchanged, again.observed) == (0, 0, 3, 0)
        assert contents() == before
        assert {one.last_seen_at for one in Service.objects.all()} == {clock.START + timedelta(days=1)}

    def test_a_feed_that_ignores_paging_is_read_once(self, take):
        with MadeUpFeed([service(n) for n in range(3)], per_page=3, ignores_paging=True) as feed:
            taken = take(feed.address)

        assert (taken.new, taken.has_problems) == (3, False)
        assert taken.troubles.remarks == ["Page 2 only repeats earlier ones: reading stopped there."]

    def test_a_page_that_repeats_an_earlier_one_ends_the_reading(self, take):
        with MadeUpFeed([service(n) for n in range(6)]) as feed:
            feed.broken["services?3"] = feed.answer("services", 1)[1]
            taken = take(feed.address)

        assert taken.new == 4
        assert taken.troubles.remarks == ["Page 3 only repeats earlier ones: reading stopped there."]

    def test_where_a_full_record_is_gone_the_lists_entry_stands_and_the_report_says_so(self, take):
        with MadeUpFeed([service(1), service(2)], broken={f"services/{uid(2)}": 404}) as feed:
            taken = take(feed.address)

        assert taken.new == 2
        assert taken.troubles.without_details == [uid(2)]
        assert the(2).description == "Come and talk."
        assert not Schedule.objects.filter(service=the(2)).exists()

    @pytest.mark.parametrize("wrong", [500, [], b"<html>", {"id": uid(7), "name": "Another"}])
    def test_a_full_record_that_cannot_be_had_takes_nothing_away(self, take, wrong):
        with MadeUpFeed([service(1)]) as feed:
            take(feed.address)
            before = contents()
            feed.broken[f"services/{uid(1)}"] = wrong
            taken = take(feed.address, days=1)

        assert taken.troubles.details_failed == [uid(1)]
        assert (taken.unchanged, contents()) == (1, before)

    def test_a_page_that_fails_is_named_and_the_others_are_taken(self, take):
        with MadeUpFeed([service(n) for n in range(6)], broken={"services?2": 503}) as feed:
            taken = take(feed.address)

        assert taken.new == 4
        assert taken.troubles.pages == ["page 2: it answered 503"]
        assert feed.asked["services?2"] == 2

    def test_a_failed_page_closes_nothing_and_moves_no_day(self, take):
        with MadeUpFeed([service(n) for n in range(4)]) as feed:
            take(feed.address)
            feed.broken["services?2"] = 500
            taken = take(feed.address, days=1)

        assert (taken.unchanged, taken.not_seen, Service.objects.count()) == (2, 2, 4)
        assert the(3).last_seen_at == clock.START
        assert {way.status for way in WayOfJoining.objects.all()} == {Status.OPEN}

    def test_what_failed_once_is_asked_for_again(self, take):
        with MadeUpFeed([service(1)]) as feed:
            feed.broken["services?1"] = lambda asked: 503 if asked == 1 else None
            assert take(feed.address).new == 1

    @pytest.mark.parametrize("wrong", [404, 500, b"not JSON", b"\xff\xfe", {"error": "no"}, b"[" * 100_000])
    def test_a_feed_of_which_nothing_can_be_read_is_refused(self, take, wrong):
        with MadeUpFeed([], broken={"services?1": wrong}) as feed, pytest.raises(Refused, match="Check its address"):
            take(feed.address)

    def test_nobody_there_is_refused(self, take):
        with MadeUpFeed([]) as feed:
            address = feed.address
        with pytest.raises(Refused, match="could not be reached"):
            take(address)

    @pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://example.org/", "http://", "https://me:pw@x.org/"])
    def test_only_open_addresses_of_the_web_are_asked(self, take, address):
        with pytest.raises(Refused):
            take(address)


class TestFromAFile:
    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("list.json", lambda records: json.dumps(records).encode()),
            ("page.json", lambda records: json.dumps({"contents": records}).encode()),
            ("hsds.json", lambda records: json.dumps({"services": records}).encode()),
            ("with-mark.json", lambda records: b"\xef\xbb\xbf" + json.dumps(records).encode()),
            ("lines.ndjson", lambda records: b"\n".join(json.dumps(one).encode() for one in records)),
            ("list.json.gz", lambda records: gzip.compress(json.dumps(records).encode())),
            ("misnamed.json", lambda records: gzip.compress(json.dumps(records).encode())),
        ],
    )
    def test_a_feed_may_be_saved_in_several_ways(self, take, tmp_path, name, content):
        (tmp_path / name).write_bytes(content([service(1), service(2)]))
        assert take(tmp_path / name).new == 2

    def test_one_record_alone_is_a_feed_too(self, take, tmp_path):
        (tmp_path / "one.json").write_text(json.dumps(service(1)))
        assert take(tmp_path / "one.json").new == 1

    def test_a_line_that_is_no_record_is_named_by_its_place(self, take, tmp_path):
        (tmp_path / "lines.ndjson").write_text(json.dumps(service(1)) + "\n{broken\n" + json.dumps(service(2)))
        taken = take(tmp_path / "lines.ndjson")
        assert taken.new == 2
        assert [refusal.record for refusal in taken.quarantined] == ["record 2"]

    @pytest.mark.parametrize("content", [b"", b"name,address", b"{}", b"7", b"\x1f\x8bnot zipped", b"\xff\xfe\x00"])
    def test_a_file_without_services_is_refused(self, take, tmp_path, content):
        (tmp_path / "feed.json").write_bytes(content)
        with pytest.raises(Refused, match="feed.json"):
            take(tmp_path / "feed.json")

    def test_a_file_that_is_not_there_is_refused(self, take, tmp_path):
        with pytest.raises(Refused, match="There is no file"):
            take(tmp_path / "feed.json")

    def test_only_the_operator_takes_feeds(self, service, tmp_path):
        with pytest.raises(NotAllowed):
            commands.take_feed(where="feed.json", by=service.actor("manager"), at=clock.START)


class TestAwkwardRecords:
    def test_a_record_without_a_name_is_put_aside_and_named_in_the_report(self, take_records):
        taken = take_records(service(1), service(2) | {"name": None}, service(3))
        assert taken.new == 2
        assert [refusal.words for refusal in taken.quarantined] == [
            f"{uid(2)}: name is missing: ask the feed's publisher to name it, then import again."
        ]

    def test_of_two_records_with_one_id_the_first_is_taken(self, take_records):
        taken = take_records(service(1, "The first"), service(1, "The second") | {"id": uid(1).upper()})
        assert taken.troubles.repeated == [uid(1)]
        assert the(1).name == "The first"

    def test_a_vendors_fields_with_somebodys_address_go_nowhere(self, take_records):
        taken = take_records(service(1, pc_metadata={"assurer": "jo.bloggs@example.org"}))
        assert "jo.bloggs" not in repr(contents())
        assert taken.slips[("pc_metadata", "is not kept")] == 1

    def test_what_a_field_cannot_hold_never_stops_a_record(self, take_records):
        wrong = {
            "minimum_age": -1, "maximum_age": "old", "url": ["x"], "schedules": {"opens_at": "noon"},
            "service_at_locations": [None, {"location": {"latitude": 1000}}], "attributes": "debt", "status": 4,
            "organization": None, "description": {"en": 1}, "languages": [{"name": "Welsh"}, 7],
        }  # fmt: skip
        taken = take_records(service(1, **wrong))
        assert (taken.new, the(1).minimum_age, the(1).languages) == (1, None, ["Welsh"])
        assert {way.status for way in ways(1).values()} == {Status.UNKNOWN}

    def test_one_organisation_told_differently_by_two_services_comes_to_rest(self, take_records):
        other = {"id": uid(1_000_000), "name": "Moor Neighbours Ltd"}
        records = [service(n) for n in range(300)] + [service(n, organization=other) for n in range(300, 600)]
        take_records(*records)
        again = take_records(*records, days=1)
        assert (again.changed, again.unchanged) == (0, 600)
        assert Organisation.objects.get().name == "Moor Neighbours"

    def test_times_that_two_services_share_are_those_of_the_first(self, take_records):
        times = service(1)["schedules"]
        records = [service(n, schedules=times) for n in range(1, 400)]
        take_records(*records)
        again = take_records(*records, days=1)
        assert (again.changed, again.unchanged) == (0, 399)
        assert Schedule.objects.get().service == the(1)

    def test_a_service_that_another_feed_tells_of_is_left_to_that_feed(self, take_records, tmp_path):
        take_records(service(1, "As the first feed has it"))
        taken = commands.take_feed(
            where=str(tmp_path / "feed.json"), source="another.example", by=OPERATOR, at=clock.START
        )
        assert (taken.new, taken.elsewhere) == (0, [uid(1)])
        assert Service.objects.get().source == SOURCE

    def test_a_trial_run_counts_and_keeps_nothing(self, take_records):
        tried = take_records(*[service(n) for n in range(3)], dry_run=True)
        assert tried.new == 3
        assert contents() == ([], [], [], 0)


class TestWhatChanges:
    def test_a_changed_record_is_changed_here_and_the_others_are_not_written(self, take_records):
        take_records(service(1), service(2))
        taken = take_records(service(1, description="Now with tea."), service(2), days=1)
        assert (taken.new, taken.changed, taken.unchanged) == (0, 1, 1)
        assert the(1).description == "Now with tea."

    def test_a_limit_of_age_that_is_lifted_is_lifted_here(self, take_records):
        take_records(service(1, minimum_age=18))
        take_records(service(1, minimum_age=-1), days=1)
        assert the(1).minimum_age is None

    def test_times_that_are_no_longer_told_are_taken_away_by_a_whole_record_alone(self, take_records):
        take_records(service(1))
        take_records(entry(service(1)), days=1)
        assert Schedule.objects.count() == 1
        taken = take_records(service(1, schedules=[]), days=2)
        assert (taken.changed, Schedule.objects.count()) == (1, 0)

    def test_a_way_of_joining_that_is_no_longer_told_stays(self, take_records):
        take_records(service(1))
        take_records(service(1, service_at_locations=[], schedules=[{"attending_type": "by phone"}]), days=1)
        assert set(ways(1)) == {Mode.IN_PERSON, Mode.PHONE}

    def test_what_our_workers_put_right_is_left_to_them(self, take_records):
        take_records(service(1, contacts=[{"title": "Secretary"}]))
        Service.objects.update(category="ARTS", who_to_ring="Ask for the caretaker", phone="0191 498 0000")
        taken = take_records(service(1, contacts=[{"title": "Secretary"}]), days=1)
        assert taken.unchanged == 1
        assert (the(1).category, the(1).who_to_ring, the(1).phone) == ("ARTS", "Ask for the caretaker", "0191 498 0000")

    def test_a_service_that_is_no_longer_in_the_feed_stays_as_it_is(self, take_records):
        take_records(service(1), service(2))
        taken = take_records(service(1), days=1)
        assert taken.not_seen == 1
        assert ways(2)[Mode.IN_PERSON].status == Status.OPEN


class TestWhetherItRuns:
    @pytest.mark.parametrize(
        ("said", "status"),
        [
            ("active", Status.OPEN), ("inactive", Status.PAUSED), ("temporarily closed", Status.PAUSED),
            ("defunct", Status.CLOSED), (None, Status.UNKNOWN),
        ],
    )  # fmt: skip
    def test_a_new_way_of_joining_stands_as_the_feed_says_and_as_hearsay(self, take_records, said, status):
        take_records(service(1, status=said))
        way = ways(1)[Mode.IN_PERSON]
        assert (way.status, way.said_by, way.how, way.how_sure) == (
            status, Teller.DIRECTORY, How.FEED, Sure.HEARSAY,
        )  # fmt: skip
        assert StatusObservation.objects.get().status == status

    def test_it_is_as_old_as_the_day_on_which_its_publisher_last_checked(self, take_records):
        take_records(service(1, assured_date="2019-06-01"), service(2, assured_date="2999-01-01"))
        assert ways(1)[Mode.IN_PERSON].verified_at.date().isoformat() == "2019-06-01"
        assert ways(2)[Mode.IN_PERSON].verified_at == clock.START

    def test_a_closing_in_the_feed_is_an_observation_and_said_once(self, take_records):
        take_records(service(1))
        closing = take_records(service(1, status="temporarily closed"), days=1)
        again = take_records(service(1, status="temporarily closed"), days=2)
        assert (closing.observed, again.observed) == (1, 0)
        assert ways(1)[Mode.IN_PERSON].status == Status.PAUSED
        assert StatusObservation.objects.count() == 2

    def test_active_never_talks_over_what_a_worker_was_told(self, take_records):
        take_records(service(1, status="inactive"))
        _ask(ways(1)[Mode.IN_PERSON], Status.CLOSED)
        taken = take_records(service(1, status="active"), days=2)
        assert taken.observed == 0
        assert ways(1)[Mode.IN_PERSON].status == Status.CLOSED

    def test_a_closing_that_is_news_in_the_feed_is_heard_although_a_worker_asked_before(self, take_records):
        take_records(service(1))
        _ask(ways(1)[Mode.IN_PERSON], Status.REDUCED)
        taken = take_records(service(1, status="defunct"), days=2)
        assert taken.observed == 1
        assert ways(1)[Mode.IN_PERSON].status == Status.CLOSED

    def test_active_again_opens_what_only_the_feed_had_closed(self, take_records):
        take_records(service(1, status="inactive"))
        taken = take_records(service(1, status="active"), days=1)
        assert taken.observed == 1
        assert ways(1)[Mode.IN_PERSON].status == Status.OPEN


def _ask(way, status):
    at = clock.START + timedelta(days=1)
    with acting_as(OPERATOR):
        directory.observe(way_id=way.id, observed=Observed(status), by=OPERATOR, at=at)


def contents():
    """Give everything that a feed can have told, but for when it was last seen and our own ids."""
    services = Service.objects.order_by("external_id").values()
    drop = {"id", "last_seen_at", "organisation_id"}
    return (
        [{name: value for name, value in one.items() if name not in drop} for one in services],
        list(WayOfJoining.objects.order_by("id").values_list("service__name", "mode", "location__name", "status")),
        list(Schedule.objects.order_by("external_id").values_list("service__name", "byday", "opens", "details")),
        StatusObservation.objects.count(),
    )
