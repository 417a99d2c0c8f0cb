"""S8. Christine: art by post, but the group and the help with benefits went too.

"Continued to miss the group and the staff member who often helped her navigate the benefit system."
"""

import pytest

from throughline.directory import commands as directory
from throughline.directory.kinds import Category, Mode, Status
from throughline.directory.writing import NewWay, Observed
from throughline.support_plans import leaning_commands as leanings
from throughline.support_plans.kinds import Gives, LeaningState
from throughline.support_plans.leaning_commands import LeansOn
from throughline.support_plans.models import Leaning
from throughline.tasks.models import Task, TaskKind

THREE = {Gives.ACTIVITY: "", Gives.COMPANY: "the group on Thursdays", Gives.BENEFITS: "Sue helps with my benefit forms"}


@pytest.fixture
def christine(story):
    story.it_is("9 March 2020")
    christine = story.knows("Christine Vale", address="7 Mill Lane")
    story.needs(christine, can_be_phoned="YES", can_read="YES", has_internet="NO")
    return christine


@pytest.fixture
def art(story, christine):
    """Give the class, which gives her three things."""
    art = story.lists_service("Art class", Mode.IN_PERSON, category=Category.ARTS)
    for gives, words in THREE.items():
        said = LeansOn(service_id=art, mode=Mode.IN_PERSON, gives=gives, words=words, hidden=bool(words))
        with story.as_staff("worker") as acting:
            leanings.record_leaning(client_id=christine.client_id, said=said, **acting)
    return art


@pytest.fixture
def on_zoom(story, art):
    """The class moves to Zoom."""
    story.it_is("23 March 2020")
    with story.as_staff("worker") as acting:
        directory.add_way(service_id=art, way=NewWay(Mode.ONLINE, Observed(Status.OPEN)), **acting)
        directory.observe(way_id=story.way_of(art, Mode.IN_PERSON), observed=Observed(Status.PAUSED), **acting)
    return art


def needs_of(story, christine):
    with story.as_staff("worker"):
        return {n.gives: n for n in Leaning.objects.filter(client_id=christine.client_id)}


def test_before_it_is_saved_the_hidden_help_is_named(story, christine, art):
    page = story.screen("holds:stop", art)
    assert "1 person leans on it here" in page
    assert "2 kinds of hidden help" in page
    assert "Sue helps with my benefit forms (hidden help)" in page


def test_the_three_needs_are_listed(story, christine, on_zoom):
    assert {n.state for n in needs_of(story, christine).values()} == {LeaningState.UNMET}


def test_an_art_pack_meets_only_art(story, christine, on_zoom):
    with story.as_staff("worker") as acting:
        leanings.settle_need(
            leaning_id=needs_of(story, christine)[Gives.ACTIVITY].id, to=LeaningState.MET,
            words="Art pack by post: arrived, and she liked it", **acting,
        )  # fmt: skip
    states = {gives: need.state for gives, need in needs_of(story, christine).items()}
    assert states == {
        Gives.ACTIVITY: LeaningState.MET, Gives.COMPANY: LeaningState.UNMET, Gives.BENEFITS: LeaningState.UNMET,
    }  # fmt: skip


def test_company_and_benefits_stay_open_and_are_due_after_28_days(story, christine, on_zoom):
    with story.as_staff("worker"):
        due = Task.objects.still_open().filter(client_id=christine.client_id, kind=TaskKind.NEED_UNMET)
        assert {task.due_on.isoformat() for task in due} == {"2020-04-20"}
    story.it_is("21 April 2020")
    assert "Sue helps with my benefit forms" in story.screen("tasks:to_do")
