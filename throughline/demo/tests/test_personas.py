"""The made-up staff: who they are, and that they can be read by what runs before Django does."""

import subprocess
import sys

from throughline.accounts.models import RoleCode
from throughline.demo.personas import DEMO_PASSWORD, PERSONAS, by_organisation


def test_they_can_be_read_without_django():
    look = "import sys, throughline.demo.personas; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0


def test_every_kind_of_work_at_both_providers_has_somebody():
    held = {(persona.organisation, persona.role) for persona in PERSONAS}
    for provider in ("Harbour Trust", "Northgate Wellbeing"):
        assert {(provider, r) for r in ("MANAGER", "SENIOR_LINK_WORKER", "LINK_WORKER")} <= held
    assert {persona.role for persona in PERSONAS} <= set(RoleCode)


def test_no_two_share_a_key_or_an_address_and_no_address_is_real():
    assert len({persona.key for persona in PERSONAS}) == len({persona.email for persona in PERSONAS}) == len(PERSONAS)
    assert all(persona.email.endswith(".example") for persona in PERSONAS)


def test_each_organisation_comes_once():
    places = [place for place, _ in by_organisation()]
    assert len(places) == len(set(places)) == 6


def test_their_password_meets_the_rules_of_a_live_service():
    assert len(DEMO_PASSWORD) >= 12
