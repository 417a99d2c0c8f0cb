"""Signs staff of a region in, as many as asked for, and lists the pages that each would open, as one line of JSON.

Run on a region: `python -m benchmarks.region.signed_in 40`. For each page it also counts the SQL statements.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import django

LOOKED_FOR = ("Jon Smyth", "Margret Robinsn", "Mohamed Ashbrok", "Kathlen Walkr", "Amena Begam")
"""Names with a slip in each word."""
PAGES = ("My day", "client page", "search with a slip", "late list", "silent list")


def main(many: int) -> None:
    """Print, for each page, who opens it where, and the smallest and largest number of statements that it took."""
    django.setup()
    from throughline.accounts.models import RoleCode, User

    staff = User.objects.filter(is_active=True)
    workers = _spread(staff.filter(may_hold_cases=True), many)
    managers = _spread(staff.filter(role=RoleCode.MANAGER), many)
    visits: dict[str, list[dict[str, str]]] = {page: [] for page in PAGES}
    for n, worker in enumerate(workers):
        visit = {"session": _session(worker, looked_for=LOOKED_FOR[n % len(LOOKED_FOR)])}
        visits["My day"].append({**visit, "path": "/my-day/"})
        visits["search with a slip"].append({**visit, "path": "/search/"})
        visits["client page"] += [{**visit, "path": f"/clients/{id_}/"} for id_ in _people_of(worker)]
    for manager in managers:
        visit = {"session": _session(manager)}
        visits["late list"].append({**visit, "path": "/late/"})
        visits["silent list"].append({**visit, "path": "/silent/"})
    print(json.dumps({page: {"visits": found, "statements": _statements(found)} for page, found in visits.items()}))


def _spread(staff: Any, many: int) -> list[Any]:
    """Take staff from everywhere, not from one provider."""
    ordered = list(staff.order_by("id"))
    return ordered[:: max(1, len(ordered) // many)][:many]


def _session(user: Any, *, looked_for: str = "") -> str:
    """Sign somebody in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from throughline.desk.search_page import KEPT

    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "throughline.accounts.backend.AccountBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store[KEPT] = looked_for
    store.create()
    return str(store.session_key)


def _people_of(worker: Any) -> list[str]:
    from throughline.accounts.queries import actor_for
    from throughline.accounts.scopes import acting_as
    from throughline.cases.models import Case

    with acting_as(actor_for(worker, purpose="benchmark")) as actor:
        held = Case.objects.visible_to(actor).still_open().filter(worker=worker).order_by("id")
        return [str(id_) for id_ in held.values_list("client_id", flat=True)[:5]]


def _statements(visits: list[dict[str, str]]) -> list[int]:
    """Count the statements of ten visits: the fewest and the most."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    counts = []
    for visit in visits[:10]:
        browser = Client(HTTP_HOST="localhost")
        browser.cookies[settings.SESSION_COOKIE_NAME] = visit["session"]
        browser.get(visit["path"])  # What a process reads once, it has read.
        with CaptureQueriesContext(connection) as captured:
            answer = browser.get(visit["path"])
        if answer.status_code != 200:
            raise SystemExit(f"{visit['path']} answered {answer.status_code}: the figure would mean nothing.")
        counts.append(len(captured))
    return [min(counts), max(counts)]


if __name__ == "__main__":
    main(int(sys.argv[1]))
