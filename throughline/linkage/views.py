"""The doors: who is to be decided on, and one of them side by side."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core.decisions import Refused
from throughline.core.paging import wanted_page
from throughline.linkage import commands, forms, queries
from throughline.linkage.models import Said
from throughline.linkage.presenters import QuestionPage, QuestionsPage
from throughline.nhsuk.pages import answers_of, show

DONE = {
    Said.SAME: "The same person: their own link worker calls",
    Said.DIFFERENT: "Not the same person. You will not be asked about this again",
    Said.NOT_YET: "Kept for later, at the end of the list",
}


@require_safe
@needs(Permission.TAKE_IN_LISTS)
def questions(request: StaffRequest) -> HttpResponse:
    """List the people on lists who may be clients, for somebody to decide."""
    found = queries.questions(number=wanted_page(request.GET.get("page")), viewer=request.actor)
    return show(request, "linkage/questions.jinja", page=QuestionsPage(found))


@require_http_methods(["GET", "POST"])
@needs(Permission.TAKE_IN_LISTS)
def question(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Show somebody on a list beside the clients whom they may be, ask who it is, and go on to the next."""
    both = queries.question(person_id, viewer=request.actor)
    form = forms.WhoIsIt(answers_of(request), both=both)
    if form.is_valid():
        try:
            commands.say_who_it_is(
                person_id=person_id, client_id=form.client_id, said=form.said, by=request.actor, at=request.now
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, DONE[form.said])
            following = queries.next_question(viewer=request.actor)
            return redirect("linkage:question", following) if following else redirect("linkage:questions")
    return show(request, "linkage/question.jinja", page=QuestionPage(both), form=form)
