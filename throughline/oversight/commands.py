"""What can happen: an integrity report is made and kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotAllowed
from throughline.organisations.models import Kind, Organisation
from throughline.oversight import queries
from throughline.oversight.models import IntegrityReport


@transaction.atomic
def keep_integrity_report(*, by: Actor, at: datetime) -> int:
    """Run the rules over everything, keep one report a provider, and give the number of problems.

    :raises NotAllowed: unless the system runs it, since it looks across providers
    """
    if not by.is_system:
        raise NotAllowed("only the system checks across providers")
    found = 0
    for provider in Organisation.objects.filter(kind=Kind.PROVIDER).order_by("name"):
        report = queries.integrity(on=clock.local_date(at), provider_id=provider.id)
        IntegrityReport.objects.create(
            provider=provider,
            ran_on=clock.local_date(at),
            ran_time=at,
            checked=report.checked,
            problems=[p.as_dict() for p in report.problems],
        )
        found += len(report.problems)
    return found
