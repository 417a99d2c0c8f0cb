"""S34. Two workers, two rules.

"Some link workers and managers reporting choosing not to discharge clients ... whereas other link workers were
encouraged to close files." The difference is on one page, and who moves keeps the kinder rule until they are told.
"""

from tests.scenarios.story import stands_before

HOLD = {"policy": "HOLD_OPEN", "from_on": "20 March 2020", "reason": "Everything is up in the air"}
REVIEW = {"policy": "REVIEW_AND_CLOSE", "from_on": "20 March 2020", "reason": "Make room for others"}


def test_the_difference_is_known_and_who_moves_keeps_the_kinder_rule(story):
    story.it_is("20 March 2020")
    story.send("office:discharge", by="manager", **HOLD)
    story.send("office:discharge", by="strange manager", **REVIEW)
    page = story.screen("endings:policies", by="commissioner")
    assert stands_before(
        page, "Harbour Trust", "Hold open", "up in the air", "Northgate", "Review and close", "Make room"
    )
    mina = story.knows("Mina Moss")
    story.says_why(mina, "COVERING", by="manager")
    worker = str(story.service.staff["worker"].id)
    ending = {"then": "ENDING", "ending_reason": "COMPLETED", "ending_note": "x", "managers_reason": "A new job"}
    story.writes_up(mina, by="manager", next_by=worker, **ending)
    assert stands_before(story.screen("endings:policies", by="manager"), "Exceptions", "Closed against the policy 1")
