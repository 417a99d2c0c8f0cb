"""S15. LW_9: open to new ideas.

"I think the COVID thing has opened up people to a whole load of different new ideas"; "Oh, I'll give that a go." The
three suggestions that fit their profile stand on the follow-up (R38).
"""

import pytest

from throughline.accounts.scopes import acting_as
from throughline.directory.kinds import Category, Mode
from throughline.tasks.models import Task, TaskKind


@pytest.fixture
def sam(story):
    """Sam, who says on Wednesday 6 May that he would try something new."""
    story.it_is("1 April 2020")
    sam = story.knows("Sam Ollerton")
    story.it_is("6 May 2020")
    story.writes_up(sam, wanted="SOMETHING_NEW", note="“Oh, I’ll give that a go.”")
    return sam


def test_a_follow_up_is_due_within_seven_days(story, sam):
    with acting_as(story.service.actor("worker")):
        [task] = Task.objects.filter(client_id=sam.client_id)
    assert (task.kind, f"{task.due_on:%-d %B %Y}") == (TaskKind.OPEN_TO_IDEAS, "13 May 2020")


def test_it_stands_on_my_day_with_the_reason(story, sam):
    story.it_is("7 May 2020")
    page = story.screen("tasks:to_do")
    assert "Sam Ollerton" in page
    assert "Said on 6 May 2020 that they are open to new ideas" in page
    assert "Do it by the end of Wednesday 13 May 2020" in page


def test_it_is_late_on_the_eighth_day_for_the_worker_and_the_manager(story, sam):
    story.it_is("14 May 2020 09:00")
    assert "Late" in story.screen("tasks:to_do")
    assert "Sam Ollerton" in story.screen("tasks:late", by="manager")


def test_no_weekend_or_bank_holiday_takes_it_beyond_the_seven_days(story):
    """Friday 1 May plus seven days is the bank holiday of 8 May 2020: due on the 7th."""
    story.it_is("1 May 2020")
    early = story.knows("Early Bird")
    story.writes_up(early, wanted="SOMETHING_NEW")
    with acting_as(story.service.actor("worker")):
        assert f"{Task.objects.get(client_id=early.client_id).due_on:%-d %B %Y}" == "7 May 2020"


def test_nothing_is_owed_to_whoever_did_not_say_so(story, sam):
    story.it_is("6 May 2020 15:00")
    other = story.knows("Content As Is")
    story.writes_up(other, wanted="CHAT")
    with acting_as(story.service.actor("worker")):
        assert not Task.objects.filter(client_id=other.client_id).exists()


def test_the_follow_up_leads_to_three_things_of_different_kinds_that_fit_their_profile(story, sam):
    story.needs(sam, can_be_phoned="YES", can_read="YES", has_internet="NO", can_get_to_surgery="YES")
    story.likes(sam, motivates=["SEEING_PEOPLE"])
    for name, mode, category in [
        ("Zoom choir", Mode.ONLINE, Category.ARTS), ("Paint by post", Mode.POST, Category.ARTS),
        ("Knitting by post", Mode.POST, Category.ARTS), ("Talk by phone", Mode.PHONE, Category.SOCIAL_GROUP),
        ("Walk and talk", Mode.IN_PERSON, Category.PHYSICAL_ACTIVITY),
    ]:  # fmt: skip
        story.lists_service(name, mode, category=category, helps_by=["SEEING_PEOPLE"])
    with acting_as(story.service.actor("worker")):
        task = Task.objects.get(client_id=sam.client_id)
    assert "Three ideas to offer them" in story.screen("tasks:task", task.id)
    page = story.screen("suggestions:ideas", sam.client_id)
    assert page.count("Last said") == 3
    assert "Zoom choir" not in page
    assert ("Paint by post" in page) != ("Knitting by post" in page)
    assert page.index("Walk and talk") < page.index("Talk by phone")
    assert "They see people, which gets them going" in page
    assert "Refer on to Walk and talk" in page
