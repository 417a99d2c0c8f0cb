"""The integrity report in words: which promise of the data is broken, for whom, and where to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from throughline.nhsuk.shapes import Link
from throughline.nhsuk.words import long_moment, plural
from throughline.oversight.queries import KeptProblem, KeptReport


@dataclass(frozen=True)
class BrokenRule:
    """One rule and the records that break it."""

    rule: str
    problems: tuple[KeptProblem, ...]

    columns = ("Record", "Go to")

    @property
    def heading(self) -> str:
        why = self.problems[0].why
        return f"{why[:1].upper()}{why[1:]} ({len(self.problems)})"

    @property
    def rows(self) -> list[list[object]]:
        return [[str(problem.about), _links(problem)] for problem in self.problems]


@dataclass(frozen=True)
class IntegrityPage:
    """The last report of a provider."""

    report: KeptReport | None

    @property
    def result(self) -> str:
        """Say in one line how it stands."""
        if self.report is None:
            return "No report yet"
        return f"{plural(len(self.report.problems), 'problem')} in {plural(self.report.checked, 'record')}"

    @property
    def well(self) -> bool:
        return self.report is not None and not self.report.problems

    @property
    def when(self) -> str:
        if self.report is None:
            return "The first check runs tonight, and this page will show what it found."
        return f"Checked by the nightly job on {long_moment(self.report.ran_at)}."

    @property
    def broken(self) -> list[BrokenRule]:
        problems = sorted(self.report.problems if self.report else (), key=lambda p: (p.rule, str(p.about)))
        return [BrokenRule(rule, tuple(found)) for rule, found in groupby(problems, key=lambda p: p.rule)]


def _links(problem: KeptProblem) -> list[Link] | str:
    which = f", {str(problem.about)[:8]}"
    if problem.client_id is not None:
        return [
            Link("Open the record", reverse("desk:client", args=[problem.client_id]), hidden=which),
            Link("Hand over", reverse("caseload:hand_over", args=[problem.about]), hidden=which),
        ]
    if problem.is_referral:
        return [Link("Open the referral", reverse("referrals:sheet", args=[problem.about]), hidden=which)]
    if problem.worker_id is not None:
        return "Tell whoever runs Throughline for you: an attachment must end."
    return "No longer there. The next check will tell."
