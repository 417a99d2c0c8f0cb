"""S13. LW_9: the digital gap.

"If you're not digitally connected there's an obvious gap for a lot of our clients." What is told here is who stands in
the gap, that it is enforced and never guessed, whose needs nothing fits, and which services could be asked
for a phone or post version. Reports over time are told with R79 and R82.
"""

import pytest

from throughline.cases.models import Way
from throughline.directory.kinds import Category, Mode

WITHOUT = ("Ann Reed", "Bert Reed", "Cath Reed")
WITH = ("Dan Moss", "Ella Moss", "Finn Moss", "Gus Moss", "Hal Moss", "Iris Moss")
NEVER_ASKED = "Joy Dean"
PAGES = ("desk:client", "profiles:access", "tasks:client_called", "in_person:meeting", "agreements:list")
CASE_PAGES = ("contacts:record", "check_ins:check_in")


@pytest.fixture
def caseload(story):
    """Ten people: three without the internet at home, six with, and one whom nobody has asked."""
    story.it_is("6 April 2020")
    people = {name: story.knows(name, email=f"{name.split()[0].lower()}@example.org") for name in (*WITHOUT, *WITH)}
    people[NEVER_ASKED] = story.knows(NEVER_ASKED)
    for name in WITHOUT:
        story.needs(people[name], can_be_phoned="YES", can_read="YES", has_internet="NO", can_get_to_surgery="YES")
    for name in WITH:
        story.needs(people[name], can_be_phoned="YES", can_read="YES", has_internet="YES", device=["SMARTPHONE"],
                    skill="ALONE", can_get_to_surgery="YES")  # fmt: skip
    return people


def screens_of(story, person, by="worker"):
    yield from (story.screen(page, person.client_id, by=by) for page in PAGES)
    yield from (story.screen(page, person.case_id, by=by) for page in CASE_PAGES)


def test_thirty_per_cent_stand_in_the_gap_on_the_workers_and_the_managers_list(story, caseload):
    mine = story.screen("caseload:my_people")
    theirs = story.screen("caseload:my_people", by="manager", worker=story.service.staff["worker"].id)
    for page in (mine, theirs):
        assert page.count("Digitally excluded") == 3
        assert all(page.index("Digitally excluded", page.index(name)) - page.index(name) < 60 for name in WITHOUT)


def test_it_stands_on_every_page_about_them(story, caseload):
    for words in screens_of(story, caseload["Ann Reed"]):
        assert "Digitally excluded" in words


def test_and_on_no_page_about_the_others(story, caseload):
    for name in ("Dan Moss", NEVER_ASKED):
        for words in screens_of(story, caseload[name]):
            assert "Digitally excluded" not in words


@pytest.mark.parametrize("way", [Way.EMAIL, Way.VIDEO])
def test_nothing_online_can_be_promised_to_them_and_the_page_says_what_can(story, caseload, way):
    refused = story.writes_up(caseload["Ann Reed"], next_way=way)
    assert "They are digitally excluded: no internet at home" in refused
    assert "Use instead: phone" in refused
    assert "Recorded." in story.writes_up(caseload["Ann Reed"], next_way="PHONE")


def test_the_others_can_be_written_to_by_email(story, caseload):
    assert "Recorded." in story.writes_up(caseload["Dan Moss"], next_way=Way.EMAIL)


def test_who_was_never_asked_is_on_the_list_to_fill_in_and_is_not_counted_as_no_need(story, caseload):
    page = story.screen("desk:to_fill_in")
    assert NEVER_ASKED in page
    assert not any(name in page for name in (*WITHOUT, *WITH))
    assert "Profile not asked" in story.record(caseload[NEVER_ASKED])


class TestSuggestionsForAWholeCaseload:
    @pytest.fixture
    def services(self, story, caseload):
        """All paint, and the only art class has moved online; all but one have somebody to talk to by phone."""
        for name in (*WITHOUT, *WITH):
            story.wants(caseload[name], "Paint again, as I did at school")
            story.wants(caseload[name], "Have somebody to talk to who is not my link worker, for company")
        story.lists_service("Harbour art class", Mode.ONLINE, category=Category.ARTS)
        story.lists_service("Telephone friends", Mode.PHONE, category=Category.SOCIAL_GROUP)

    @pytest.mark.parametrize("who", ["worker", "manager"])
    def test_who_has_nothing_usable_is_counted_by_need_for_the_worker_and_the_manager(self, story, services, who):
        page = story.screen("suggestions:gap", by=who)
        assert "3 of 10 people have a need that nothing in the directory meets now" in page
        assert "Arts and crafts People who need it 9 Of whom nothing fits 3 Of these digitally excluded 3" in page
        assert "Social group People who need it 9 Of whom nothing fits 0" in page
        assert all(name in page for name in WITHOUT)
        assert not any(name in page for name in WITH)

    def test_of_whom_nothing_is_written_nothing_is_guessed(self, story, services):
        assert "Of 1 person no goal and no lack is written" in story.screen("suggestions:gap")

    def test_the_service_that_could_offer_a_phone_or_post_version_is_named(self, story, services):
        page = story.screen("suggestions:gap")
        assert "Harbour art class Joined only online Need Arts and crafts People it would help 3" in page
        assert "Telephone friends" not in page
        story.lists_service("Harbour art pack", Mode.POST, category=Category.ARTS)
        assert "Something fits every need that is known of your people." in story.screen("suggestions:gap")

    def test_another_provider_sees_nothing_of_it(self, story, services):
        assert "Harbour art class" not in story.screen("suggestions:gap", by="strange manager")
