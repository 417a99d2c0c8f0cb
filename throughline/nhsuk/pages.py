"""Answers with a page."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

ANY = UUID(int=0)
Address = Callable[[UUID], str]


def show(request: HttpRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    """Render a Jinja2 page for this request. Give the page's `form` under that name: the layout shows its errors."""
    return render(request, template, context, status=status, using="jinja2")


def answers_of(request: HttpRequest) -> QueryDict | None:
    """Give what was sent, for a form to check; None when the page is only being opened. An empty page sent is sent."""
    return request.POST if request.method == "POST" else None


def way_back(request: HttpRequest, otherwise: str) -> str:
    """Give the page of ours that the address says to go back to when all is done; else the one named."""
    wanted = request.GET.get("then", "")
    return wanted if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, None) else otherwise


def show_alone(template: str, *, status: int) -> HttpResponse:
    """Render a page without the request, and so without the session or the database: for when those are what failed."""
    return HttpResponse(loader.render_to_string(template, using="jinja2"), status=status)


def address(name: str) -> Address:
    """Give what makes the address of a record's page, looked up once for a whole list."""
    before, after = reverse(name, args=[ANY]).split(str(ANY))
    return lambda record_id: f"{before}{record_id}{after}"
