"""What the demo's people are given, what is asked for them, what is done in their name, and the library of methods.

The first three stand in `told.toml`, as other things do that happen apart from contacts; the methods in `methods.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from throughline.accounts.scopes import acting_as
from throughline.advocacy import commands as advocacy
from throughline.advocacy.models import ActKind
from throughline.agreements.models import How
from throughline.cases.models import Case
from throughline.clients.models import Client
from throughline.core.actor import Actor
from throughline.core.clock import LONDON
from throughline.directory.kinds import Category, Mode
from throughline.enquiries import commands as enquiries
from throughline.enquiries.models import Enquiry
from throughline.items import commands as items
from throughline.items.models import Delivery, ItemKind
from throughline.substitutes import commands as substitutes
from throughline.substitutes.models import Substitute, Verdict, Went

FILE = Path(__file__).with_name("methods.toml")


def give(said: dict[str, Any], case: Case, by: Actor, at: datetime) -> None:
    """Give something, or ask for it."""
    giving = items.Giving(
        kind=ItemKind(said["kind"]),
        quantity=said.get("quantity", 1),
        supplied_by=said.get("from", ""),
        on=at.date(),
        delivery=Delivery(said["delivery"]) if "delivery" in said else None,
        expected_on=said.get("expected_on"),
        words=said.get("words", ""),
    )
    items.give_item(giving, client_id=case.client_id, by=by, at=at)


def ask(said: dict[str, Any], case: Case, by: Actor, at: datetime) -> None:
    """Ask something for somebody."""
    asking = enquiries.Asking(question=said["question"], asked_of=said["of"], on=at.date())
    enquiries.ask_on_behalf(asking, client_id=case.client_id, by=by, at=at)


def still_wait(words: str, case: Case, by: Actor, at: datetime) -> None:
    """Tell somebody that there is no answer yet."""
    enquiry = Enquiry.objects.still_open().get(case=case)
    enquiries.tell_client(enquiry_id=enquiry.id, on=at.date(), words=words, by=by, at=at)


def speak_for(said: dict[str, Any], case: Case, by: Actor, at: datetime) -> None:
    """Do something in somebody's name, with the authority that they gave."""
    acting = advocacy.Acting(
        kind=ActKind(said["kind"]),
        to_whom=said["to"],
        purpose=said["purpose"],
        minutes=said["minutes"],
        done_on=at.date(),
        result=said.get("result", ""),
        authority=advocacy.Authority(how=How(said["how"]), said_on=said["said_on"]) if "how" in said else None,
    )
    advocacy.note_act(acting, client_id=case.client_id, by=by, at=at)


SUBJECTS: dict[str, Callable[[Any, Case, Actor, datetime], None]] = {
    "given": give,
    "asked": ask,
    "still_waiting": still_wait,
    "spoken_for": speak_for,
}


def methods(actor_of: Callable[[str], Actor]) -> list[Iterator[datetime]]:
    """Give the lives of the library's methods: each is written up, reviewed and used at its moment."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))["method"]
    return [_method(one, actor_of) for one in told]


def _method(told: dict[str, Any], actor_of: Callable[[str], Actor]) -> Iterator[datetime]:
    written_at = _moment(told["at"])
    yield written_at
    with acting_as(actor_of(told["by"])) as by:
        method = substitutes.share_substitute(_written(told), by=by, at=written_at)
    if "reviewed" in told:
        reviewed_at = _moment(told["reviewed"]["at"])
        yield reviewed_at
        with acting_as(actor_of(told["reviewed"]["by"])) as by:
            substitutes.review_substitute(
                substitute_id=method.id, verdict=Verdict.GOOD, words=told["reviewed"]["words"], by=by, at=reviewed_at
            )
    for used in told.get("used", ()):
        at = _moment(used["at"])
        yield at
        _use(method, used, actor_of(used["by"]), at)


def _use(method: Substitute, used: dict[str, Any], actor: Actor, at: datetime) -> None:
    tried = substitutes.Tried(used_on=_day(at), went=Went(used["went"]), words=used["words"])
    with acting_as(actor) as by:
        client_id = Client.objects.visible_to(by).values_list("id", flat=True).get(full_name=used["with"])
        substitutes.note_substitute_used(tried, substitute_id=method.id, client_id=client_id, by=by, at=at)


def _written(told: dict[str, Any]) -> substitutes.Written:
    return substitutes.Written(
        title=told["title"],
        stands_in_for=Category(told["stands_in_for"]),
        mode=Mode(told["mode"]),
        for_whom=told.get("for_whom", []),
        steps="\n".join(told["steps"]),
        cautions=told.get("cautions", []),
        caution_words=told.get("caution_words", ""),
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
