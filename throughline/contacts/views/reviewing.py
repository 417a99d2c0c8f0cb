"""The doors for managers: whom no route reached, and what is decided for them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.contacts import review_commands, review_queries
from throughline.contacts.forms.reviewing import ReviewAttempts
from throughline.contacts.presenters.reviewing import ReviewPage, WithManagerPage
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.core.paging import wanted_page
from throughline.nhsuk.pages import answers_of, show


@require_safe
@needs(Permission.REVIEW_ATTEMPTS)
def with_manager(request: StaffRequest) -> HttpResponse:
    """Show whom no route reached, longest wait first."""
    found = review_queries.people_with_manager(viewer=request.actor, number=wanted_page(request.GET.get("page")))
    return show(request, "contacts/with_manager.jinja", page=WithManagerPage(found))


@require_http_methods(["GET", "POST"])
@needs(Permission.REVIEW_ATTEMPTS)
def review(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Decide what is done next for somebody whom no route reached."""
    page = review_queries.reviewing(case_id, viewer=request.actor, on=clock.local_date(request.now))
    form = ReviewAttempts(answers_of(request), page=page)
    if form.is_valid():
        try:
            review_commands.review_attempts(
                case_id=case_id, decided=form.cleaned_data["decided"], next_contact=form.next, by=request.actor,
                at=request.now,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Decided for {page.client.name}. The link worker sees it on the record.")
            return redirect("contacts:with_manager")
    return show(request, "contacts/review.jinja", page=ReviewPage(page), form=form)
