"""What can be asked of drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from throughline.core.actor import Actor
from throughline.drafts.models import Draft


@dataclass(frozen=True)
class KeptDraft:
    """What was typed, and when it was kept."""

    fields: dict[str, Any]
    kept_at: datetime


def draft_of(page: str, *, viewer: Actor) -> KeptDraft | None:
    """Give the viewer's draft of a page, if there is one."""
    draft = Draft.objects.visible_to(viewer).filter(page=page).first()
    return KeptDraft(draft.fields, draft.kept_at) if draft else None
