"""The addresses that the My day figure is measured on: the real ones, and the same rows drawn from a list in memory."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from throughline.caseload import day_queries
from throughline.caseload.presenters.my_day import DayPage
from throughline.core import clock
from throughline.nhsuk.pages import show


@cache
def rows(actor: object, on: date) -> day_queries.Day:
    """Read the rows once; from then on they are a list."""
    return day_queries.day(viewer=actor, asked=None, at=datetime.combine(on, time(9), clock.LONDON))  # type: ignore[arg-type]


def from_a_list(request: HttpRequest) -> HttpResponse:
    """Draw the list."""
    actor = request.actor  # type: ignore[attr-defined]
    page = DayPage.of(rows(actor, clock.local_date(request.now)), viewer=actor)  # type: ignore[attr-defined]
    return show(request, "caseload/my_day.jinja", page=page)


urlpatterns = [path("from-a-list/", from_a_list), path("", include("throughline.config.urls"))]
