"""S30. Manager_3: what could they do and not do.

"It was just really to help them understand what the government was saying." Version 1 is kept with the contact of 1
April; version 2 makes a list of whom to tell; nobody is told from an old version.
"""

import pytest

from tests.scenarios.story import stands_before
from throughline.accounts.scopes import acting_as
from throughline.contacts.models import Contact
from throughline.guidance.models import Version

SAYS = {
    "area": "England", "title": "Going out and meeting people", "source": "https://www.example.gov.uk/rules",
    "can": "Shop for food", "cannot": "Visit anybody", "shielding": "Stay in", "ring": "The council’s line",
    "easy_read": "Stay at home.", "script": "You have to stay at home",
}  # fmt: skip


@pytest.fixture
def first(story):
    story.it_is("23 March 2020")
    story.send("guidance:publish", by="manager", from_on="23 March 2020", summary="Stay at home.", **SAYS)
    return Version.objects.get()


def test_who_was_told_the_old_rules_and_worries_is_told_the_new_ones(story, first):
    worried, calm = story.knows("Wilf Wren"), story.knows("Cath Crow")
    story.it_is("1 April 2020")
    for person, worry in [(worried, "YES"), (calm, "NO")]:
        story.writes_up(person, guidance=str(first.id), worried=worry)
    assert "Nobody is to be told" in story.screen("contacts:to_tell")
    story.it_is("13 May 2020")
    story.send("guidance:publish", by="manager", from_on="13 May 2020", summary="You can meet one person.", **SAYS)
    page = story.screen("contacts:to_tell")
    assert stands_before(page, "Wilf Wren", "England, version 1 of 23 March 2020", "1 April 2020", "Tell them")
    assert "Cath Crow" not in page
    assert "was superseded on 13 May 2020. Do not explain" in story.screen("guidance:version", first.id)
    assert "version 1" not in story.screen("contacts:record", worried.case_id)
    second = Version.objects.get(number=2)
    story.writes_up(worried, guidance=str(second.id), worried="YES")
    assert "Nobody is to be told" in story.screen("contacts:to_tell")
    with acting_as(story.service.actor("worker")):
        told = Contact.objects.filter(case_id=worried.case_id).order_by("happened_at")
        assert [contact.guidance.number for contact in told] == [1, 2]
