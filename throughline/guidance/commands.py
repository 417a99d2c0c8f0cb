"""What can happen to guidance: a new version is published. Nothing is ever changed or taken away."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.core.actor import Actor
from throughline.core.decisions import Refused
from throughline.core.scope import NOBODY
from throughline.guidance import rules
from throughline.guidance.models import Note, Version
from throughline.guidance.rules import Words


@transaction.atomic
def publish_guidance(
    words: Words, *, area: str, title: str, from_on: date, by: Actor, at: datetime
) -> Version:  # fmt: skip
    """Publish the next version of an area's guidance, or its first; the one before is superseded that day (R54).

    :raises NotAllowed: if `by` may not keep guidance
    :raises Refused: without an area or a title, if something is left out, or for a day the last version holds from
    """
    policy.require(Permission.KEEP_GUIDANCE, actor=by)
    note = _note(" ".join(area.split()), " ".join(title.split()), by=by, at=at)
    last = Version.objects.filter(note=note).aggregate(number=Max("number"), from_on=Max("from_on"))
    rules.may_publish(words, from_on=from_on, last_from=last["from_on"]).require()
    version = Version.objects.create(
        note=note, number=(last["number"] or 0) + 1, from_on=from_on, source=words.source.strip(),
        summary=words.summary.strip(), can=words.can.strip(), cannot=words.cannot.strip(),
        shielding=words.shielding.strip(), ring=words.ring.strip(), easy_read=words.easy_read.strip(),
        script=words.script.strip(), published_at=at, published_by_id=by.user_id,
    )  # fmt: skip
    _record("GUIDANCE_PUBLISHED", version.id, number=version.number, by=by, at=at)
    return version


def _note(area: str, title: str, *, by: Actor, at: datetime) -> Note:
    if not area or not title:
        raise Refused("Say where these rules hold, and what they are about.")
    known = Note.objects.select_for_update(no_key=True).filter(area__iexact=area).first()
    return known or Note.objects.create(area=area, title=title, made_at=at, made_by_id=by.user_id)


def _record(act: str, about_id: UUID, *, number: int, by: Actor, at: datetime) -> None:
    """Record an act under whoever did it: guidance belongs to no provider."""
    provider_id = by.organisation_id or NOBODY
    audit.record_about(
        act, table=Version._meta.db_table, about_id=about_id, provider_id=provider_id, by=by, at=at,
        details={"number": number},
    )  # fmt: skip
