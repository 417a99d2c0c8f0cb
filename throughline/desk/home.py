"""Where each role starts its day."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from throughline.access import policy
from throughline.access.doors import StaffRequest, signed_in
from throughline.access.permissions import Permission

STARTS = (
    (Permission.VIEW_MY_DAY, "caseload:my_day"),
    (Permission.VIEW_WAITING, "caseload:waiting"),
    (Permission.VIEW_OWN_REFERRALS, "referrals:ours"),
    (Permission.SEE_TO_NOTICES, "correspondence:to_do"),
    (Permission.FIND_CLIENT, "desk:search"),
    (Permission.VIEW_POLICIES, "endings:policies"),
)
"""The first that one may open is where one starts: clients before the team, the team before what was sent."""


@signed_in
@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """Go to where this person's work begins."""
    mine = (page for permission, page in STARTS if policy.permits(request.actor, permission))
    return redirect(next(mine, "desk:permissions"))
