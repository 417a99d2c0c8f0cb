"""What can be asked of the whole: does every rule hold that must always hold?

Each rule is one SELECT that finds nothing when all is well. The database's own constraints hold most of them already;
they are asked again here because a restored or hand-mended database may have lost a constraint.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.db import connection

from throughline.accounts.models import Attachment
from throughline.cases.models import Case
from throughline.core.actor import Actor
from throughline.oversight.models import IntegrityReport
from throughline.referrals.models import Referral

RULES_FOLDER = Path(__file__).parent / "integrity"


@dataclass(frozen=True)
class Problem:
    """A broken rule, the record it is about (by id, never by name) and what is wrong."""

    rule: str
    about: str
    why: str

    def as_dict(self) -> dict[str, str]:
        """Give it as plain values."""
        return {"rule": self.rule, "about": self.about, "why": self.why}


@dataclass(frozen=True)
class Integrity:
    """What one pass over the database found."""

    checked: int
    problems: list[Problem]


@dataclass(frozen=True)
class KeptProblem:
    """A problem as a report kept it, and which record of ours it is about, if that is still there."""

    rule: str
    about: UUID
    why: str
    client_id: UUID | None
    is_referral: bool
    worker_id: UUID | None


@dataclass(frozen=True)
class KeptReport:
    """What one night's run found for one provider."""

    ran_at: datetime
    checked: int
    problems: tuple[KeptProblem, ...]


def integrity(*, on: date, provider_id: UUID | None = None) -> Integrity:
    """Ask every rule, for one provider or for all in scope (R145). Rules are the files of `integrity/`, one each."""
    problems: list[Problem] = []
    with connection.cursor() as cursor:
        for file in rule_files():
            cursor.execute(file.read_text(), {"on": on, "provider": provider_id})
            problems += [Problem(file.stem, str(about), why) for about, why in cursor.fetchall()]
        cursor.execute(
            "select (select count(*) from cases_case where %(p)s::uuid is null or provider_id = %(p)s)"
            " + (select count(*) from referrals_referral where %(p)s::uuid is null or provider_id = %(p)s)",
            {"p": provider_id},
        )
        return Integrity(cursor.fetchone()[0], problems)


def rule_files() -> list[Path]:
    """List the rules, by name."""
    return sorted(RULES_FOLDER.glob("*.sql"))


def latest_report(*, viewer: Actor) -> KeptReport | None:
    """Give the last kept report of the viewer's provider, in four statements at most."""
    kept: IntegrityReport | None = IntegrityReport.objects.visible_to(viewer).order_by("-ran_time").first()
    if kept is None:
        return None
    abouts = {UUID(problem["about"]) for problem in kept.problems}
    cases = Case.objects.visible_to(viewer).filter(id__in=abouts).values_list("id", "client_id")
    referrals = Referral.objects.visible_to(viewer).filter(id__in=abouts).values_list("id", flat=True)
    ties = Attachment.objects.filter(id__in=abouts).values_list("id", "worker_id")
    client_of, known_referrals, worker_of = dict(cases), set(referrals), dict(ties)
    found = []
    for problem in kept.problems:
        id_ = UUID(problem["about"])
        about = client_of.get(id_), id_ in known_referrals, worker_of.get(id_)
        found.append(KeptProblem(problem["rule"], id_, problem["why"], *about))
    return KeptReport(kept.ran_time, kept.checked, tuple(found))
