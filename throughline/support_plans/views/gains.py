"""The doors: ground gained, set-backs, and what services give."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.accounts import queries as accounts
from throughline.core import clock
from throughline.nhsuk.pages import answers_of
from throughline.support_plans import forms, gain_commands, leaning_commands, queries, risk_commands
from throughline.support_plans.kinds import GainState, LeaningState, WhyAtRisk
from throughline.support_plans.views.shared import Acting, ask, named_service, page_of, proposed_service


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_PLAN)
def add_gain(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Write down what somebody gained, and what it leans on."""
    page = page_of(request, queries.plan_of(client_id, viewer=request.actor))
    provider_id = request.actor.organisation_id
    form = forms.GainForm(
        answers_of(request), found=named_service(request), today=clock.local_date(request.now),
        colleagues=tuple(accounts.link_workers(provider_id=provider_id)) if provider_id else (),
    )  # fmt: skip

    def act() -> None:
        gain_commands.record_gain(client_id=client_id, said=form.said, by=request.actor, at=request.now)

    return ask(request, form, template="support_plans/add.jinja", page=page, act=act, then=page.href,
               done="It is in their plan", doing="Something gained", button="Save what they gained")  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_PLAN)
def gain(request: StaffRequest, gain_id: UUID) -> HttpResponse:
    """Say how ground gained stands, and see all that it has been."""
    found, row = queries.plan_with_gain(gain_id, viewer=request.actor)
    page = page_of(request, found, row)
    form = forms.TellGain(answers_of(request), gain=row)

    def act() -> None:
        how, words = form.cleaned_data["how"], form.cleaned_data["words"]
        acting: Acting = {"by": request.actor, "at": request.now}
        if how in WhyAtRisk.values:
            on = clock.local_date(request.now)
            risk_commands.flag_at_risk(gain_ids=[gain_id], why=WhyAtRisk(how), since_on=on, words=words, **acting)
        else:
            gain_commands.tell_gain(gain_id=gain_id, to=GainState(how), words=words, **acting)

    return ask(request, form, template="support_plans/gain.jinja", page=page, act=act, then=page.href,
               done="Written down")  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_PLAN)
def add_set_back(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Write down what slipped, what set it off, and what is done next."""
    page = page_of(request, queries.plan_of(client_id, viewer=request.actor))
    form = forms.SetBackForm(answers_of(request), plan=page.plan, today=clock.local_date(request.now),
                             initial={"gain": request.GET.get("gain", "")})  # fmt: skip

    def act() -> None:
        gain_commands.record_set_back(client_id=client_id, said=form.said, by=request.actor, at=request.now)

    return ask(request, form, template="support_plans/add.jinja", page=page, act=act, then=page.href,
               done="Written down. The next contact opens with it, and more contact is proposed.",
               doing="A set-back", lead="It happens to everybody. Nothing that they gained before is lost.",
               button="Save the set-back")  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_PLAN)
def set_back(request: StaffRequest, set_back_id: UUID) -> HttpResponse:
    """Look at a set-back again: how it is now."""
    found, row = queries.plan_with_set_back(set_back_id, viewer=request.actor)
    page = page_of(request, found, row)
    form = forms.ReviewSetBack(answers_of(request))

    def act() -> None:
        given = form.cleaned_data
        gain_commands.review_set_back(set_back_id=set_back_id, words=given["words"], regained=given["regained"],
                                      by=request.actor, at=request.now)  # fmt: skip

    return ask(request, form, template="support_plans/set_back.jinja", page=page, act=act, then=page.href,
               done="Written down")  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_PLAN)
def add_leaning(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Write down what a service gives somebody, hidden help included."""
    page = page_of(request, queries.plan_of(client_id, viewer=request.actor))
    form = forms.LeaningForm(
        answers_of(request), initial=proposed_service(request), plan=page.plan, found=named_service(request)
    )

    def act() -> None:
        leaning_commands.record_leaning(client_id=client_id, said=form.said, by=request.actor, at=request.now)

    return ask(request, form, template="support_plans/add.jinja", page=page, act=act, then=page.href,
               done="It is in their plan. If the service stops, you see that they no longer have this.",
               doing="What a service gives them", button="Save what it gives them",
               lead="Ask what they would miss: company, help with forms, somebody who keeps them going.")  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_PLAN)
def need(request: StaffRequest, leaning_id: UUID) -> HttpResponse:
    """Say what meets a need now, that they do not want it, or that it is looked at again."""
    found, row = queries.plan_with_leaning(leaning_id, viewer=request.actor)
    page = page_of(request, found, row)
    form = forms.SettleNeed(answers_of(request), found=named_service(request))

    def act() -> None:
        how, acting = form.cleaned_data["how"], Acting(by=request.actor, at=request.now)
        if how == forms.SettleNeed.KEEP:
            leaning_commands.keep_looking(leaning_id=leaning_id, **acting)
        else:
            words = form.cleaned_data["words"]
            leaning_commands.settle_need(leaning_id=leaning_id, to=LeaningState(how), words=words,
                                         instead=form.instead, **acting)  # fmt: skip

    return ask(request, form, template="support_plans/need.jinja", page=page, act=act, then=page.href,
               done="Written down")  # fmt: skip
