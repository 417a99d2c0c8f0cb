"""The doors of oversight: is every promise kept that the data must keep?"""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.core.paging import wanted_page
from throughline.nhsuk.pages import show
from throughline.oversight import balance_queries, count_queries, exception_queries, help_queries, queries
from throughline.oversight.balance_presenters import BalancePage
from throughline.oversight.count_presenters import CountsPage, ExceptionsPage
from throughline.oversight.forms import Period
from throughline.oversight.help_presenters import HelpPage
from throughline.oversight.presenters import IntegrityPage


@require_safe
@needs(Permission.VIEW_INTEGRITY)
def integrity(request: StaffRequest) -> HttpResponse:
    """Show what the last nightly check found."""
    report = queries.latest_report(viewer=request.actor)
    return show(request, "oversight/integrity.jinja", page=IntegrityPage(report))


@require_safe
@needs(Permission.VIEW_COUNTS)
def counts(request: StaffRequest) -> HttpResponse:
    """Show what contacts came to between two days: this month so far, unless others are asked for (R34)."""
    form, days = _period(request)
    found = count_queries.honest_counts(viewer=request.actor, since=days["since"], until=days["until"])
    return show(request, "oversight/counts.jinja", page=CountsPage(found), form=form)


@require_safe
@needs(Permission.VIEW_COUNTS)
def balance(request: StaffRequest) -> HttpResponse:
    """Show how crisis help and long-term work are balanced, by month (R60)."""
    found = balance_queries.balance(viewer=request.actor, on=clock.local_date(request.now))
    return show(request, "oversight/balance.jinja", page=BalancePage(found))


@require_safe
@needs(Permission.VIEW_COUNTS)
def help_given(request: StaffRequest) -> HttpResponse:
    """Show what was given, asked for people and done in their names between two days (R43, R44, R45)."""
    form, days = _period(request)
    found = help_queries.help_given(viewer=request.actor, since=days["since"], until=days["until"])
    return show(request, "oversight/help.jinja", page=HelpPage(found), form=form)


def _period(request: StaffRequest) -> tuple[Period, dict[str, date]]:
    """Give the days that a report is about: this month so far, unless others are asked for."""
    today = clock.local_date(request.now)
    first = {"since": today.replace(day=1), "until": today}
    form = Period(request.GET if "since-day" in request.GET else None, initial=first)
    return form, form.cleaned_data if form.is_valid() else first


@require_safe
@needs(Permission.VIEW_COUNTS)
def exceptions(request: StaffRequest) -> HttpResponse:
    """List who was admitted although not eligible, with the reason (R8)."""
    found = exception_queries.admitted_by_exception(viewer=request.actor, number=wanted_page(request.GET.get("page")))
    return show(request, "oversight/exceptions.jinja", page=ExceptionsPage(found))
