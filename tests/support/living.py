"""One client with a whole history at one provider, so that a test can ask what strangers see of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from tests.support import clock
from tests.support.service import SYSTEM, Service
from throughline.accounts.scopes import acting_as
from throughline.audit import commands as audit
from throughline.caseload import commands as caseload
from throughline.cases.models import Case, CloseReason, Way
from throughline.contacts.commands import Ending
from throughline.contacts.models import Outcome
from throughline.drafts import commands as drafts
from throughline.oversight import commands as oversight

NAME = "Quillon Featherstonehaugh"
NHS_NUMBER = "9990000018"
PHONE = "0191 498 0666"
POSTCODE = "TS25 9QX"
NOTE = "Worries about the stairs since the fall"
REASON = "Lost her brother in January"
TRACES = ("Quillon", "Featherstonehaugh", NHS_NUMBER, "999 000 0018", "498 0666", POSTCODE, NOTE, REASON)
"""Words that stand in no page unless something of this client does."""


PASSWORD = "three unlikely words"


@dataclass(frozen=True)
class Living:
    """A service in which one person is called on, one waits, one is to be decided on, and one has left."""

    service: Service
    case: Case
    client_id: UUID
    referral_id: UUID
    waiting_referral_id: UUID
    undecided_referral_id: UUID
    closed_case: Case

    def ids(self, stage: str = "open") -> dict[str, object]:
        """Give an id for each argument name that an address may have, of a person at some stage."""
        found: dict[str, object] = {
            "case_id": self.case.id,
            "client_id": self.client_id,
            "referral_id": self.referral_id,
            "worker_id": self.service.staff["worker"].id,
        }
        return (
            found
            | {
                "open": {},
                "waiting": {"referral_id": self.waiting_referral_id},
                "undecided": {"referral_id": self.undecided_referral_id},
                "closed": {"case_id": self.closed_case.id, "client_id": self.closed_case.client_id},
                "without cases": {"worker_id": self.service.staff["senior"].id},
            }[stage]
        )


def live_through(service: Service) -> Living:
    """Let it all happen, ending with a draft, a sealed trail and an integrity report."""
    first = clock.test_time() - timedelta(days=20)
    theirs: dict[str, object] = {"phones": [PHONE], "address": "1 Nowhere Lane", "postcode": POSTCODE}
    received = service.refer(NAME, nhs_number=NHS_NUMBER, at=first, **theirs)
    case = service.allocate(received.referral_id, at=first)
    service.contact(case, at=first + timedelta(days=1), in_days=7, note=NOTE)
    service.contact(case, Outcome.NO_ANSWER, at=first + timedelta(days=8), in_days=1)
    for there_and_back in ("colleague", "worker"):
        _hand_over(service, case, to=there_and_back)
    gone = service.open_case(f"{NAME} Senior", at=first, **theirs)
    service.contact(gone, at=first + timedelta(days=2), ending=Ending(CloseReason.COMPLETED, NOTE))
    waiting = service.refer(f"{NAME} Junior", **theirs)
    undecided = service.refer(f"{NAME} Minor", conditions=["diabetes"], **theirs)
    with acting_as(service.actor("worker")) as worker:
        drafts.keep(page=f"contact:{case.id}", fields={"note": NOTE}, by=worker, at=clock.test_time())
    for user in service.staff.values():
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    with acting_as(SYSTEM):
        oversight.keep_integrity_report(by=SYSTEM, at=clock.test_time())
        audit.seal(at=clock.test_time())
    return Living(service, case, case.client_id, received.referral_id, waiting.referral_id, undecided.referral_id, gone)


def _hand_over(service: Service, case: Case, *, to: str) -> None:
    with acting_as(service.actor("manager")) as manager:
        caseload.hand_over_case(
            case_id=case.id, to_worker_id=service.staff[to].id, contact_on=clock.test_time().date() + timedelta(days=1),
            way=Way.PHONE, reason=REASON, by=manager, at=clock.test_time(),
        )  # fmt: skip
