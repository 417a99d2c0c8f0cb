"""A worker's day on paper, and as a file that opens with a password and without the server (R144)."""

from __future__ import annotations

from django.http import HttpResponse
from django.template import loader
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.caseload import commands
from throughline.caseload.forms.day_pack import TakePack
from throughline.caseload.presenters.day_pack import PaperDay
from throughline.nhsuk.pages import answers_of, show
from throughline.nhsuk.sealed import sealed_page


@require_safe
@needs(Permission.VIEW_MY_DAY)
def paper(request: StaffRequest) -> HttpResponse:
    """Show the day as it prints. It leaves the service, so who took it is written down."""
    pack = commands.take_day_pack(by=request.actor, at=request.now)
    return show(request, "caseload/paper.jinja", page=PaperDay.of(pack, worker=_name(request)))


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_MY_DAY)
def take_pack(request: StaffRequest) -> HttpResponse:
    """Ask for a password, and give the file that it opens."""
    form = TakePack(answers_of(request))
    if not form.is_valid():
        return show(request, "caseload/take_pack.jinja", form=form)
    page = PaperDay.of(commands.take_day_pack(by=request.actor, at=request.now), worker=_name(request))
    content = loader.render_to_string("caseload/pack_content.jinja", {"page": page}, using="jinja2")
    sealed = sealed_page(content, title=page.title, password=form.cleaned_data["password"])
    name = f"day-pack-{page.iso}.html"
    return HttpResponse(sealed, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _name(request: StaffRequest) -> str:
    return str(getattr(request.user, "name", ""))
