"""What the doors of a plan share: the page, the service that was named, and a refusal beside the question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from throughline.access import policy
from throughline.access.doors import StaffRequest
from throughline.access.permissions import Permission
from throughline.core.actor import Actor
from throughline.core.decisions import Refused
from throughline.directory import queries as directory
from throughline.directory.queries import ServiceRow, Wanted
from throughline.nhsuk import Form
from throughline.nhsuk.pages import show
from throughline.support_plans.presenters import PlanPage
from throughline.support_plans.queries import Plan


class Acting(TypedDict):
    """Who acts, and when."""

    by: Actor
    at: datetime


MOST_FOUND = 12
"""Services to choose from; of more, whoever asks gives a longer part of the name."""


def page_of(request: StaffRequest, plan: Plan, row: Any = None) -> PlanPage:
    """Put a plan in words for whoever looks at it."""
    return PlanPage(plan, policy.permits(request.actor, Permission.RECORD_PLAN), row)


def named_service(request: StaffRequest) -> Sequence[ServiceRow]:
    """Find the services that were named on the page."""
    typed = request.POST.get("service", "").replace("\0", "").strip()
    return directory.services_found(Wanted(words=typed)).rows[:MOST_FOUND] if typed else ()


def proposed_service(request: StaffRequest) -> dict[str, object]:
    """Begin with the service that the address names, where somebody came from a suggestion."""
    try:
        asked = UUID(request.GET.get("service", ""))
    except ValueError:
        return {}
    row = directory.services_named([asked]).get(asked)
    return {"service": row.name, "mode": request.GET.get("mode", "")} if row else {}


def ask(
    request: StaffRequest, form: Form, *, template: str, page: object, act: Callable[[], object], done: str, then: str,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    """Do what a form asks for once it is answered, and go on; else show it with what is wrong."""
    if form.is_valid():
        try:
            act()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(then)
    return show(request, template, page=page, form=form, **more)
