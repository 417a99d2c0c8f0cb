"""The directory on the command line."""

from datetime import timedelta

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.cli.problems import COULD_NOT
from throughline.directory import listing_commands
from throughline.directory.kinds import Category, Mode, Status
from throughline.directory.writing import Described, Observed
from throughline.onward_referrals.models import State
from throughline.onward_referrals.tests.builders import became, offered, refer_on


def test_what_is_stale_is_listed_with_its_days(ask, service):
    for name, days in (("Old", 91), ("Fresh", 90)):
        with acting_as(service.actor("worker")) as by:
            listing_commands.list_service(
                offered_by="Riverside", described=Described(name=name, category=Category.ARTS), modes=[Mode.PHONE],
                observed=Observed(Status.OPEN), place=None, by=by, at=clock.START - timedelta(days=days),
            )  # fmt: skip

    found = ask("directory", "stale", "--provider", "Harbour Trust", "--json").json

    assert [(row["name"], row["days"], row["status"]) for row in found["services"]] == [("Old", 91, "Open")]
    assert found["stale_after_days"] == 90
    assert ask("directory", "stale", "--provider", "Harbour Trust").out.endswith("1 stale.\n")


def test_a_provider_that_is_not_there_is_said(ask, service):
    assert ask("directory", "stale", "--provider", "Nobody").code == COULD_NOT


def test_waits_and_what_was_not_enough_are_given_as_the_page_has_them(ask, service):
    counselling = offered(service, "Listening room", Category.COUNSELLING)
    waited = [refer_on(service, service.open_case(name), counselling) for name in ("Derrick Dale", "Eddie Ash")]
    for one in waited:
        became(service, one, State.WAITING)
    clock.move_to(clock.START + timedelta(days=30))
    became(service, waited[0], State.STARTED)
    became(service, waited[0], State.NOT_ENOUGH, still_needed="more of it", in_days=14)

    found = ask("waits", "--json").json

    assert found["waits"] == [
        {"category": "COUNSELLING", "median_days": 30, "started": 1, "waiting": 1, "longest_days": 30}
    ]
    assert [row["people"] for row in found["unmet_needs"]] == [1]
    assert ask("waits", "--json", "--provider", "Northgate Wellbeing").json["waits"] == []
    assert "Not enough for 1: " in ask("waits", "--provider", "Harbour Trust").out
    assert "Dale" not in ask("waits").out
