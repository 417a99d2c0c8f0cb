"""What can happen to a draft: kept, rescued when a session has ended, discarded once saved, forgotten in time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.http import QueryDict

from throughline.accounts.models import User
from throughline.accounts.queries import actor_for
from throughline.accounts.scopes import acting_as
from throughline.core.actor import Actor
from throughline.core.scope import NOBODY
from throughline.drafts.models import Draft

FORGET_AFTER = timedelta(days=30)
NOT_KEPT = {"csrfmiddlewaretoken", "draft_ticket"}
TICKET_LASTS = timedelta(days=2)


def ticket(*, writer: Actor, page: str) -> str:
    """Sign who is writing which page, for a hidden field: it is what lets a note outlive its session."""
    return signing.dumps([str(writer.user_id), page], salt="draft", compress=True)


@transaction.atomic
def keep(*, page: str, fields: Mapping[str, object], by: Actor, at: datetime) -> None:
    """Keep what stands in a page's fields, in place of what was kept before."""
    kept = {name: value for name, value in fields.items() if name not in NOT_KEPT}
    Draft.objects.update_or_create(
        writer_id=by.user_id,
        page=page,
        defaults={"fields": kept, "kept_at": at, "provider_id": by.organisation_id or NOBODY},
    )


def rescue(posted: QueryDict, *, at: datetime) -> bool:
    """Keep what was posted after the session ended, for the account that its ticket names; say whether it was kept."""
    try:
        user_id, page = signing.loads(posted.get("draft_ticket", ""), salt="draft", max_age=TICKET_LASTS)
    except signing.BadSignature:
        return False
    user = User.objects.filter(id=user_id, is_active=True).first()
    if user is None:
        return False
    with acting_as(actor_for(user, purpose="draft kept after sign-out")) as writer:
        keep(page=page, fields=as_fields(posted), by=writer, at=at)
    return True


def as_fields(posted: QueryDict) -> dict[str, object]:
    """Turn posted fields into what a draft keeps: a text, or a list where a name came more than once."""
    return {
        name: values if len(values) > 1 else values[0]
        for name, given in posted.lists()
        if (values := [value.replace("\0", "") for value in given])  # PostgreSQL keeps no NUL
    }


def discard(*, page: str, by: Actor) -> None:
    """Forget a draft, since its page has been saved or its writer gave it up."""
    Draft.objects.visible_to(by).filter(page=page).delete()


def forget_old_drafts(*, at: datetime) -> int:
    """Delete drafts that nobody has touched for a month: they hold personal data."""
    deleted, _ = Draft.objects.filter(kept_at__lt=at - FORGET_AFTER).delete()
    return deleted
