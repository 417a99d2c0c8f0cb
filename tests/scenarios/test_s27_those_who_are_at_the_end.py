"""S27. Manager_1: close those who are at the end, to make room.

"Just to be able to discharge ... people that probably were coming to the end of their intervention." Done fairly: each
has a review contact, nobody is closed in bulk, a set-back is answered first, and each is told and can come back.
"""

from tests.scenarios.story import stands_before
from throughline.accounts.scopes import acting_as
from throughline.cases.models import Case, Level
from throughline.support_plans.gain_commands import SetBackSaid, record_set_back
from throughline.support_plans.kinds import Cause, Part

SET_BACK = SetBackSaid(
    parts=[Part.SMOKING], words="Smoking again", next_step="Ring the quit line together", causes=list(Cause)[:1]
)


def test_each_is_reviewed_told_and_can_come_back(story):
    story.it_is("3 February 2020")
    spoken, silent, slipped = (story.knows(name) for name in ("Ann Ash", "Bob Birch", "Col Cedar"))
    for person in (spoken, silent, slipped):
        story.writes_up(person)
    with acting_as(story.service.actor("manager")):
        Case.objects.update(level=Level.LIGHT)
    story.it_is("1 April 2020")
    story.send("office:discharge", by="manager", policy="REVIEW_AND_CLOSE", from_on="1 April 2020", reason="Make room")
    page = story.screen("endings:near_end", by="manager")
    assert all(name in page for name in ("Ann Ash", "Bob Birch", "Col Cedar"))
    assert stands_before(page, "Review and close since 1 April 2020", "Not yet", "Record the review contact")
    for person in (spoken, slipped):
        story.writes_up(person)
    story.it_is("3 April 2020")
    refused = story.send("contacts:close", silent.case_id, reason="COULD_NOT_REACH", note="Silent for 60 days")
    assert "has ended" not in refused
    assert story.case(silent).closed_at is None
    with story.as_staff("worker") as acting:
        record_set_back(client_id=slipped.client_id, said=SET_BACK, **acting)
    refused = story.send("contacts:close", slipped.case_id, reason="COMPLETED", note="At the end")
    assert "A set-back told on 3 April 2020" in refused
    assert stands_before(story.screen("contacts:close", spoken.case_id), "Your review contact was on 1 April 2020")
    story.send("contacts:close", spoken.case_id, reason="COMPLETED", note="As agreed", contact_again="NO")
    assert "They were not told." in story.record(spoken)
    assert "You can come back by 3 April 2021" in story.notice(spoken)
    story.send("endings:told", spoken.case_id, way="PHONE")
    assert "They were told on 3 April 2020" in story.record(spoken)
