"""Short words for what is recorded of somebody."""

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.profiles import commands, queries
from throughline.profiles.models import ProfileKind, Risk, ToldBy

WHOLE = {"can_be_phoned": "YES", "has_internet": "YES", "can_read": "YES", "can_get_to_surgery": "YES"}
"""Every essential question asked, and nothing in the way."""


def record(service, case, answers, *, about=ProfileKind.ACCESS, by="worker", at=None, seen=None):
    """Record a profile as a worker whose page is fresh does."""
    moment = at or clock.test_time()
    with acting_as(service.actor(by)) as actor:
        if seen is None:
            seen = queries.profiles_of(case.client_id, viewer=actor).history(about)[0].version_id
        return commands.record_profile(
            client_id=case.client_id, about=about, answers=answers, seen=seen, by=actor, at=moment
        )


def shield(service, case, *, started_on, risk=Risk.SHIELDING, by="worker", at=None, **more):
    """Record that somebody shields, from a day on."""
    with acting_as(service.actor(by)) as actor:
        return commands.start_vulnerability(
            client_id=case.client_id, risk=risk, told_by=ToldBy.NHS_LETTER, started_on=started_on, by=actor,
            at=at or clock.test_time(), **more,
        )  # fmt: skip


def standing(service, case):
    """Give what stands beside the name now."""
    from throughline.clients import queries as clients

    with acting_as(service.actor("worker")) as viewer:
        return clients.named(case.client_id, viewer=viewer).standing
