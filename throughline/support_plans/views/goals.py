"""The doors: the whole plan, its sheet, and goals."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.nhsuk.pages import answers_of, show
from throughline.support_plans import forms, goal_commands, queries
from throughline.support_plans.kinds import GoalState, WhyReframed
from throughline.support_plans.presenters import SheetPage
from throughline.support_plans.views.shared import Acting, ask, named_service, page_of, proposed_service


@require_safe
@needs(Permission.VIEW_CLIENT)
def plan(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Show what somebody works towards, what they gained, and what it leans on."""
    found = queries.plan_of(client_id, viewer=request.actor)
    return show(request, "support_plans/plan.jinja", page=page_of(request, found))


@require_safe
@needs(Permission.VIEW_CLIENT)
def sheet(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Show somebody's goals in their words, to be printed for them or read out."""
    found = queries.plan_of(client_id, viewer=request.actor)
    return show(request, "support_plans/sheet.jinja", page=SheetPage(found, clock.local_date(request.now)))


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_PLAN)
def add_goal(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Write down what somebody wants, with the day on which we look at it again."""
    page = page_of(request, queries.plan_of(client_id, viewer=request.actor))
    form = forms.GoalForm(
        answers_of(request), initial=proposed_service(request), plan=page.plan, found=named_service(request)
    )

    def act() -> None:
        goal_commands.add_goal(client_id=client_id, said=form.said, by=request.actor, at=request.now)

    return ask(request, form, template="support_plans/add.jinja", page=page, act=act, then=page.href,
               done="The goal is in their plan", doing="A goal", button="Add the goal")  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_PLAN)
def goal(request: StaffRequest, goal_id: UUID) -> HttpResponse:
    """Look at a goal together: how it goes, and which small steps were made."""
    found, row = queries.plan_with_goal(goal_id, viewer=request.actor)
    page = page_of(request, found, row)
    sent = answers_of(request)
    made = sent is not None and "steps" in sent
    steps = forms.Steps(sent if made else None, targets=row.targets)
    kept = row.state == GoalState.REFRAMED
    review = (forms.GoBack if kept else forms.ReviewGoal)(None if made else sent)

    def act() -> None:
        given = (steps if made else review).cleaned_data
        acting: Acting = {"by": request.actor, "at": request.now}
        if made:
            goal_commands.mark_targets(goal_id=goal_id, done=steps.made, another=given["another"], **acting)
        elif kept and given["what"] != forms.GoBack.LET_GO:
            both = given["what"] == forms.GoBack.BOTH
            goal_commands.go_back_to_goal(goal_id=goal_id, review_on=given["review_on"], keep_other=both, **acting)
        else:
            goal_commands.review_goal(
                goal_id=goal_id,
                to=GoalState.DROPPED if kept else GoalState(given["to"]),
                note=given["note"],
                review_on=given["review_on"],
                **acting,
            )

    then = page.one.href if made else page.href
    return ask(request, steps if made else review, template="support_plans/goal.jinja", page=page, act=act, then=then,
               done="Written down", steps=steps, review=review)  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_PLAN)
def reframe(request: StaffRequest, goal_id: UUID) -> HttpResponse:
    """Put a goal in other words; the first ones are kept."""
    found, row = queries.plan_with_goal(goal_id, viewer=request.actor)
    page = page_of(request, found, row)
    form = forms.Reframe(answers_of(request), found=named_service(request))

    def act() -> None:
        goal_commands.reframe_goal(
            goal_id=goal_id, said=form.said, why=WhyReframed(form.cleaned_data["why"]),
            note=form.cleaned_data["note"], waits_for=form.waits, by=request.actor, at=request.now,
        )  # fmt: skip

    return ask(request, form, template="support_plans/add.jinja", page=page, act=act, then=page.href,
               done="The new words stand; the first ones are kept", doing="Put a goal in other words", button="Save",
               lead=f"Now: “{row.words}”. It is kept, and can be gone back to.")  # fmt: skip
