"""Ground at risk, and goals that could be gone back to, in words."""

from __future__ import annotations

from throughline.core.actor import Actor
from throughline.nhsuk.pages import address
from throughline.nhsuk.shapes import Link, Tag
from throughline.nhsuk.words import sentence, short_date
from throughline.support_plans import words
from throughline.watch.plan_queries import GoingBack, GroundAtRisk
from throughline.watch.presenters.page import Person, WatchPage, record_contact


def at_risk_page(found: GroundAtRisk, *, viewer: Actor) -> WatchPage:
    """Put ground at risk in words: what, every reason, and when they are spoken with."""
    plan = address("support_plans:plan")
    return WatchPage(
        name="watch:at_risk",
        heading="Ground at risk",
        lead="Something that these people had gained leans on what has changed. Speak with them soon.",
        empty="Nobody’s ground is at risk now.",
        whose=found.whose,
        viewer=viewer,
        people=[
            Person(
                name=row.name,
                href=plan(row.client_id),
                tag=Tag(f"Contact by {short_date(row.next_contact_on)}", "orange"),
                why=[row.words, *(sentence(words.risk(*reason)) for reason in row.reasons)],
                worker=row.worker,
                action=record_contact(row.case_id, row.name),
            )
            for row in found.page.rows
        ],
        number=found.page.number,
        has_next=found.page.has_next,
        total=found.total,
    )


def going_back_page(found: GoingBack, *, viewer: Actor) -> WatchPage:
    """Put goals that could be gone back to in words. Whether they do is theirs to say."""
    plan, goal = address("support_plans:plan"), address("support_plans:goal")
    return WatchPage(
        name="watch:could_go_back",
        heading="Could go back",
        lead="What these people wanted first can be done again. Ask whether they still want it.",
        empty="Nothing that anybody’s goal was waiting for runs again yet.",
        whose=found.whose,
        viewer=viewer,
        people=[
            Person(
                name=row.name,
                href=plan(row.client_id),
                tag=Tag("Could go back", "green"),
                why=[f"“{row.words}”", f"{row.service} runs again", f"Meanwhile: “{row.instead}”"],
                worker="",
                action=Link("Go back to it", goal(row.goal_id), hidden=f"for {row.name}"),
            )
            for row in found.page.rows
        ],
        number=found.page.number,
        has_next=found.page.has_next,
        total=found.total,
    )
