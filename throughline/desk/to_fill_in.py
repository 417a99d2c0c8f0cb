"""The page of whom to ask what contact needs, and whose shielding to review."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.clients.presenters import standing_tags
from throughline.core import clock
from throughline.core.paging import wanted_page
from throughline.desk import to_fill_in_queries
from throughline.desk.to_fill_in_queries import ToFillIn
from throughline.nhsuk.pages import show
from throughline.nhsuk.shapes import Link
from throughline.nhsuk.words import plural, short_date


@dataclass(frozen=True)
class ToFillInPage:
    """Both lists in words."""

    found: ToFillIn

    asked_columns = ("Person", "In the service since", "Link worker", "What to do")
    review_columns = ("Person", "What", "Review was due", "What to do")

    @property
    def ask_rows(self) -> list[list[object]]:
        return [
            [
                [Link(row.name, reverse("desk:client", args=[row.client_id])), *standing_tags(row.standing)],
                short_date(row.opened_on),
                row.worker,
                Link("Fill in", reverse("profiles:change_access", args=[row.client_id]), hidden=f"with {row.name}"),
            ]
            for row in self.found.people.rows
        ]

    @property
    def review_rows(self) -> list[list[object]]:
        return [
            [
                row.name,
                row.risk.label,
                short_date(row.review_on),
                Link("Review", reverse("profiles:review_vulnerability", args=[row.vulnerability_id]), hidden=row.name),
            ]
            for row in self.found.reviews
        ]

    @property
    def caption(self) -> str:
        more = " or more" if self.found.people.has_next else ""
        return (
            f"{plural(len(self.found.people.rows), 'person', 'people')}{more} never asked, longest in the service first"
        )

    @property
    def links(self) -> dict[str, str]:
        number = self.found.people.number
        return {
            "previous_href": f"?page={number - 1}" if number > 1 else "",
            "next_href": f"?page={number + 1}" if self.found.people.has_next else "",
        }


@require_safe
@needs(Permission.RECORD_PROFILE)
def to_fill_in(request: StaffRequest) -> HttpResponse:
    """Show whom to ask, so that "not asked" does not stay."""
    on, number = clock.local_date(request.now), wanted_page(request.GET.get("page"))
    found = to_fill_in_queries.to_fill_in(viewer=request.actor, on=on, number=number)
    return show(request, "desk/to_fill_in.jinja", page=ToFillInPage(found))
