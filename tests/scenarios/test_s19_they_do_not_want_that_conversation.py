"""S19. LW_31: they don't want the conversation that we want.

"They don't really care about behaviour change at the minute"; "trying to stay on track of what we actually are". The
balance is seen by kind and month, and nobody is pressed.
"""

from tests.scenarios.story import stands_before


def test_the_month_is_seen_and_nobody_is_pressed(story):
    story.it_is("2 March 2020")
    people = [story.knows(f"{name} Hill") for name in ("Abe", "Bea", "Cyd", "Dot", "Eve")]
    story.writes_up(people[0], kinds=["CONDITION_AND_GOALS"], minutes="30")
    story.it_is("20 May 2020")
    for person in people[:4]:
        story.writes_up(person, kinds=["CHECK_IN"], minutes="10")
    story.writes_up(people[4], kinds=["CONDITION_AND_GOALS"], minutes="40")
    story.it_is("28 May 2020")
    story.writes_up(people[1], wanted="CHAT", kinds=["FRIENDLY_CHECK_IN"])
    story.it_is("4 June 2020")
    page = story.screen("oversight:balance", by="manager")
    assert stands_before(page, "Share of conversations, May 2020", "Check-in 67%", "Share of conversations by month")
    assert "May 2020 100%" in page
    assert "No talk of goals for 90 days: 4 people" in page
    assert stands_before(page, "Abe Hill", "2 March 2020", "When they are ready")
    assert stands_before(page, "Bea Hill", "Not ready, ask again from 25 June 2020")
    assert "Eve Hill" not in page
