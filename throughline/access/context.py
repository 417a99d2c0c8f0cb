"""What stands on every page round its content: where one may go, who one is, what day it is in the demo.

Costs no SQL: the session's account came with its organisation, and the time was read at the door.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.access.roles import ROLES
from throughline.accounts.models import User
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.nhsuk import words

MENU = (
    (Permission.VIEW_MY_DAY, "My day", "caseload:my_day"),
    (Permission.VIEW_MY_DAY, "My people", "caseload:my_people"),
    (Permission.VIEW_WAITING, "To allocate", "caseload:waiting"),
    (Permission.VIEW_TEAM, "Team", "caseload:team"),
    (Permission.TAKE_CALL, "Calls", "tasks:called"),
    (Permission.VIEW_DIRECTORY, "Services", "directory:services"),
    (Permission.VIEW_QUALITY, "Lists", "desk:lists"),
    (Permission.KEEP_SETTINGS, "Settings", "office:settings"),
    (Permission.REFER, "Refer a patient", "referrals:refer"),
    (Permission.VIEW_OWN_REFERRALS, "Our referrals", "referrals:ours"),
)
"""What one needs many times a day. All else stands in Lists, so that the menu is one line on a desk."""


@dataclass(frozen=True)
class MenuLink:
    """One place in the menu."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True)
class Person:
    """Who is signed in, as the head of the page says it."""

    name: str
    role: str
    organisation: str


@dataclass(frozen=True)
class Demo:
    """That this is the demo service, and what day it is there."""

    today: str
    change_href: str


@dataclass(frozen=True)
class Furniture:
    """What the layout places round a page."""

    links: tuple[MenuLink, ...]
    person: Person | None
    demo: Demo | None
    sign_out_href: str
    account_href: str
    search_href: str


def furniture(request: HttpRequest) -> dict[str, object]:
    """Give the layout its furniture. A request that failed before the door has neither links nor person."""
    actor: Actor | None = getattr(request, "actor", None)
    user = request.user if actor else None
    signed_in = actor is not None and isinstance(user, User)
    return {
        "furniture": Furniture(
            links=_links(request, actor) if actor and signed_in else (),
            person=_person(user) if isinstance(user, User) else None,
            demo=_demo(request) if settings.DEMO and actor else None,
            sign_out_href=reverse("account_logout"),
            account_href=reverse("mfa_index"),
            search_href=reverse("desk:search") if actor and policy.permits(actor, Permission.FIND_CLIENT) else "",
        )
    }


def _links(request: HttpRequest, actor: Actor) -> tuple[MenuLink, ...]:
    here = request.resolver_match.view_name if request.resolver_match else ""
    return tuple(
        MenuLink(label, reverse(page), page == here)
        for permission, label, page in MENU
        if policy.permits(actor, permission)
    )


def _person(user: User) -> Person:
    organisation = user.organisation.name if user.organisation else ""
    return Person(user.name, ROLES[user.role].name, organisation)


def _demo(request: HttpRequest) -> Demo:
    today = clock.local_date(request.now)  # type: ignore[attr-defined]
    return Demo(words.long_date(today), reverse("demo:date"))
