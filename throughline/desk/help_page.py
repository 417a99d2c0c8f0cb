"""The tab of what was done for somebody besides speaking with them: given, asked for them, and said in their name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from throughline.access import policy
from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.advocacy.presenters import ActLine
from throughline.clients.presenters import ClientHead
from throughline.core.actor import Actor
from throughline.desk import help_queries
from throughline.desk.help_queries import HelpGiven
from throughline.enquiries.presenters import EnquiryLine
from throughline.items.presenters import ItemLine
from throughline.nhsuk.pages import show
from throughline.nhsuk.shapes import Link, Tag
from throughline.substitutes.presenters import UseLine

OFFERED = (
    (Permission.ACT_FOR_CLIENT, "Give something", "items:give"),
    (Permission.ACT_FOR_CLIENT, "Ask something for them", "enquiries:ask"),
    (Permission.ACT_FOR_CLIENT, "Speak up for them", "advocacy:speak_for"),
    (Permission.USE_SUBSTITUTE, "Try something at a distance", "substitutes:offered"),
)
"""What can be done for somebody in the service, and the page on which it is noted."""


class Line(Protocol):
    """One thing done for somebody, in a list: what, how it stands, the facts, and what is to be asked next."""

    @property
    def what(self) -> Link: ...
    @property
    def tag(self) -> Tag | None: ...
    @property
    def facts(self) -> str: ...
    @property
    def to_ask(self) -> str: ...


@dataclass(frozen=True)
class Section:
    """What was done in one way."""

    heading: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class HelpPage:
    """What was done for one person."""

    found: HelpGiven
    viewer: Actor

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.found.who, at="desk:help")

    @property
    def actions(self) -> tuple[Link, ...]:
        return ways_to_help(self.found.who.client_id, viewer=self.viewer) if self.found.in_service else ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """Give what there is of each; what there is nothing of is left out, to keep the page short."""
        every = (
            Section("Questions asked for them", [EnquiryLine(one) for one in self.found.asked]),
            Section("Things given", [ItemLine(item) for item in self.found.items]),
            Section("Done in their name", [ActLine(act) for act in self.found.acts]),
            Section("Tried at a distance", [UseLine(one) for one in self.found.tried]),
        )
        return tuple(section for section in every if section.lines)


def ways_to_help(client_id: UUID, *, viewer: Actor) -> tuple[Link, ...]:
    """Give the ways to the pages on which help is noted."""
    return tuple(
        Link(words, reverse(page, args=[client_id]))
        for permission, words, page in OFFERED if policy.permits(viewer, permission)
    )  # fmt: skip


@require_safe
@needs(Permission.VIEW_CLIENT)
def help_given(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Show what was done for somebody besides speaking with them."""
    found = help_queries.help_given(client_id, viewer=request.actor)
    return show(request, "desk/help.jinja", page=HelpPage(found, request.actor))
