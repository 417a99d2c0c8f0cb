"""The doors of the library: read it, write something up, review it, and use it with somebody."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access import policy
from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.core.decisions import NotFound, Refused
from throughline.directory.kinds import Category
from throughline.nhsuk.pages import answers_of, show
from throughline.substitutes import commands, forms, queries
from throughline.substitutes.presenters import LibraryPage, OffersPage, OneSubstitute, UsePage


@require_safe
@needs(Permission.USE_SUBSTITUTE)
def library(request: StaffRequest) -> HttpResponse:
    """Show the library of remote ways of doing in-person things."""
    asked = _category(request)
    form = forms.Narrow(initial={"category": asked})
    page = LibraryPage(queries.library(viewer=request.actor, category=asked))
    return show(request, "substitutes/library.jinja", page=page, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.USE_SUBSTITUTE)
def write_up(request: StaffRequest) -> HttpResponse:
    """Write up a method for everybody."""
    form = forms.WriteUp(answers_of(request))
    if form.is_valid():
        try:
            made = commands.share_substitute(form.written, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "In the library. It is marked as not reviewed until a colleague has read it.")
            return redirect("substitutes:substitute", made.id)
    return show(request, "substitutes/write_up.jinja", form=form, heading="Write up a method", back="")


@require_http_methods(["GET", "POST"])
@needs(Permission.USE_SUBSTITUTE)
def change(request: StaffRequest, substitute_id: UUID) -> HttpResponse:
    """Rewrite a method of one's own provider."""
    found = queries.substitute_page(substitute_id, viewer=request.actor)
    form = forms.WriteUp(answers_of(request), initial=forms.as_written(found.substitute))
    if form.is_valid():
        try:
            commands.change_substitute(form.written, substitute_id=substitute_id, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Changed. It is to be reviewed again.")
            return redirect("substitutes:substitute", substitute_id)
    return show(request, "substitutes/write_up.jinja", form=form, heading="Change a method", back=substitute_id)


@require_http_methods(["GET", "POST"])
@needs(Permission.USE_SUBSTITUTE, or_else=Permission.REVIEW_SUBSTITUTE)
def substitute(request: StaffRequest, substitute_id: UUID) -> HttpResponse:
    """Show one method with how it went here; who may, reviews it."""
    found = queries.substitute_page(substitute_id, viewer=request.actor)
    form = forms.Review(answers_of(request)) if policy.permits(request.actor, Permission.REVIEW_SUBSTITUTE) else None
    if form is not None and form.is_valid():
        try:
            commands.review_substitute(
                substitute_id=substitute_id, verdict=form.cleaned_data["verdict"], words=form.cleaned_data["words"],
                by=request.actor, at=request.now,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Reviewed")
            return redirect("substitutes:substitute", substitute_id)
    return show(request, "substitutes/substitute.jinja", page=OneSubstitute(found.substitute, found), form=form)


@require_safe
@needs(Permission.USE_SUBSTITUTE)
def offered(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Show what could be tried with somebody, what may be used at the top."""
    found = queries.offers_for(client_id, viewer=request.actor, category=_category(request))
    return show(request, "substitutes/offered.jinja", page=OffersPage(found))


@require_http_methods(["GET", "POST"])
@needs(Permission.USE_SUBSTITUTE)
def use(request: StaffRequest, client_id: UUID, substitute_id: UUID) -> HttpResponse:
    """Show a method as it is used with somebody, and note how it went."""
    found = queries.offers_for(client_id, viewer=request.actor)
    offer = next((one for one in found.rows if one.substitute.substitute_id == substitute_id), None)
    if offer is None:
        raise NotFound("no such method")
    form = forms.Used(answers_of(request), today=clock.local_date(request.now))
    if form.is_valid():
        try:
            commands.note_substitute_used(
                form.tried, substitute_id=substitute_id, client_id=client_id, by=request.actor, at=request.now
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Noted. Colleagues can read how it went.")
            return redirect("desk:help", client_id)
    return show(request, "substitutes/use.jinja", page=UsePage(offer.substitute, found, offer), form=form)


def _category(request: StaffRequest) -> Category | None:
    asked = request.GET.get("category", "")
    return Category(asked) if asked in Category.values else None
