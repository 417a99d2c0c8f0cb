"""A few pages that exist only here, to see what the door does with each kind of end."""

from django.http import HttpResponse
from django.urls import path

from throughline.access.doors import needs, open_to_all, signed_in
from throughline.access.permissions import Permission
from throughline.config.urls import *  # noqa: F403
from throughline.config.urls import urlpatterns
from throughline.core.decisions import NotAllowed, NotFound
from throughline.drafts import commands as drafts
from throughline.organisations.models import Organisation

ENDS = {"fault": ValueError, "refusal": NotAllowed, "absence": NotFound}


@signed_in
def write_then_raise(request, end):
    drafts.keep(page="refer", fields={"a": "b"}, by=request.actor, at=request.now)
    raise ENDS[end]("after writing")


@signed_in
def write(request):
    drafts.keep(page="refer", fields={"a": "b"}, by=request.actor, at=request.now)
    return HttpResponse("kept")


@needs(Permission.VIEW_TEAM)
def team(request):
    return HttpResponse("the team")


@open_to_all
def organisations(request):
    return HttpResponse(str(Organisation.objects.count()))


urlpatterns = [
    path("test/raise/<str:end>/", write_then_raise),
    path("test/write/", write),
    path("test/team/", team),
    path("test/open/", organisations),
    *urlpatterns,
]
