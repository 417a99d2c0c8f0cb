"""The demo's doors: sign in as somebody with one press, and let it be another day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from throughline.access.doors import StaffRequest, open_to_all
from throughline.accounts import queries as accounts
from throughline.core import clock, working_days
from throughline.core.decisions import NotFound
from throughline.demo import clock as demo_clock
from throughline.demo.forms import ChooseDay
from throughline.demo.personas import BY_KEY
from throughline.nhsuk import words
from throughline.nhsuk.pages import show

SECOND_WAVE = date(2020, 5, 18)
"""A Monday eight weeks on, when the first promises of the remote service have come due."""


@dataclass(frozen=True)
class Choice:
    """A day that one press goes to."""

    day: date
    label: str


@open_to_all
@require_POST
def sign_in(request: HttpRequest, persona: str) -> HttpResponse:
    """Sign in as one of the made-up staff."""
    if persona not in BY_KEY:
        raise NotFound("no such persona")
    chosen = BY_KEY[persona]
    account = accounts.account_by_email(chosen.email)
    if account is None:
        messages.warning(
            request, f"{chosen.name} has no account here: they have left, or the demo is not loaded. Run: make demo"
        )
        return redirect("account_login")
    get_adapter(request).login(request, account)
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()})
    return redirect(onward if safe else "/")


@open_to_all
@require_http_methods(["GET", "POST"])
def choose_day(request: StaffRequest) -> HttpResponse:
    """Let it be another day; every list follows."""
    today = clock.local_date(request.now)
    form = ChooseDay(request.POST or None, initial={"day": today})
    if form.is_valid():
        demo_clock.set_today(form.cleaned_data["day"])
        messages.success(request, f"It is now {words.long_date(form.cleaned_data['day'])} in the demo.")
        return redirect("/")
    next_working_day = working_days.on_or_after(today + timedelta(days=1))
    choices = [
        Choice(next_working_day, f"The next working day, {words.long_date(next_working_day)}"),
        Choice(demo_clock.FIRST_DAY, f"{words.short_date(demo_clock.FIRST_DAY)}: work goes remote"),
        Choice(SECOND_WAVE, f"{words.short_date(SECOND_WAVE)}: eight weeks on"),
    ]
    return show(request, "demo/date.jinja", form=form, choices=choices, today=today)
