"""Time in the service in words: a guide to talk about with the person, and never an end by itself."""

from __future__ import annotations

from django.urls import reverse

from throughline.cases.time_rules import Guide, Stage, TimeInService
from throughline.core.actor import Actor
from throughline.nhsuk.pages import address
from throughline.nhsuk.shapes import Link, Tag
from throughline.nhsuk.words import plural, short_date
from throughline.watch.presenters.page import Person, WatchPage
from throughline.watch.time_queries import CaseTime, LongInService, TimeRow

COLOURS = {Stage.FIRST_WARNING: "yellow", Stage.LAST_WARNING: "orange", Stage.PAST_GUIDE: "red"}


def stage_words(stage: Stage, guide: Guide) -> str:
    """Say how far somebody's time has gone: "36-month warning", "past the 42-month guide"."""
    return {
        Stage.EARLY: "",
        Stage.FIRST_WARNING: f"{guide.first_warning}-month warning",
        Stage.LAST_WARNING: f"{guide.last_warning}-month warning",
        Stage.PAST_GUIDE: f"Past the {guide.length}-month guide",
    }[stage]


def time_words(time: TimeInService) -> str:
    """Say how long, and from which day it counts."""
    basis = "first assessment and earlier spells" if time.assessed else "not assessed yet: counted from the start"
    return f"{plural(time.months, 'month')}, counted from {short_date(time.since)} ({basis})"


def time_notice(found: CaseTime) -> str:
    """Say on the record that it is time to talk about an ending; nothing where it is not."""
    words = stage_words(found.time.stage, found.guide)
    return f"{words}. Talk with them about an ending. Nothing ends by itself." if words else ""


def long_in_service_page(found: LongInService, *, viewer: Actor) -> WatchPage:
    """Put the list of those who have been in the service the longest in words."""
    client = address("desk:client")
    return WatchPage(
        name="watch:time_in_service",
        heading="Long in the service",
        lead="It is time to talk about an ending with these people. Nothing ends by itself, whatever the guide says.",
        empty="Nobody has come to the first warning of the guide.",
        whose=found.whose,
        viewer=viewer,
        people=[_person(row, found.guide, client(row.client_id)) for row in found.page.rows],
        number=found.page.number,
        has_next=found.page.has_next,
        total=found.total,
    )


def _person(row: TimeRow, guide: Guide, href: str) -> Person:
    return Person(
        name=row.name,
        href=href,
        tag=Tag(stage_words(row.time.stage, guide), COLOURS[row.time.stage]),
        why=[
            time_words(row.time),
            f"The guide of {plural(guide.length, 'month')} is on {short_date(row.time.guide_on)}",
        ],
        worker=row.worker,
        action=Link("Record a conversation", reverse("contacts:record", args=[row.case_id]), hidden=f"with {row.name}"),
    )
