"""What can happen: a nightly report is made and kept, of integrity and of data quality."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotAllowed
from throughline.organisations.models import Kind, Organisation
from throughline.oversight import quality_queries, queries
from throughline.oversight.models import IntegrityReport, QualityReport


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


@transaction.atomic
def keep_quality_report(*, by: Actor, at: datetime) -> int:
    """Count whom each rule of data quality holds of, keep one report a provider, and give the number of findings.

    :raises NotAllowed: unless the system runs it, since it looks across providers
    """
    if not by.is_system:
        raise NotAllowed("only the system counts across providers")
    findings = 0
    for provider in Organisation.objects.filter(kind=Kind.PROVIDER).order_by("name"):
        found = quality_queries.quality_at(provider.id, on=clock.local_date(at))
        QualityReport.objects.create(
            provider=provider, ran_on=clock.local_date(at), ran_time=at, people={f.rule.name: f.people for f in found}
        )
        findings += sum(f.people for f in found)
    return findings
