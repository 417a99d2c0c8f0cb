"""Keeps what somebody is typing, while they type: the page's script posts here."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from throughline.access.doors import StaffRequest, signed_in
from throughline.core.decisions import NotFound
from throughline.drafts import commands as drafts

ID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
DRAFTED_PAGES = re.compile(rf"refer|(contact|check-in):{ID}|profile:(ACCESS|HELPING):{ID}")


@signed_in
@require_POST
def keep_draft(request: StaffRequest, page: str) -> HttpResponse:
    """Keep the fields of one page as this person's draft, and say nothing (204)."""
    if not DRAFTED_PAGES.fullmatch(page):
        raise NotFound("no page of that name keeps drafts")
    drafts.keep(page=page, fields=drafts.as_fields(request.POST), by=request.actor, at=request.now)
    return HttpResponse(status=204)
