"""Where there is an `_at` there is a `_by`, held by a constraint: an act nobody did is a hole in the record."""

import pytest
from django.db import models

from tests.architecture.tables import MODELS, columns_of

NO_ACT_OF_A_PERSON = {
    "audit_seal.sealed_at": "a job seals",
    "cases_case.last_reached_at": "a fact about the case that follows from its contacts, who each have their person",
    "cases_case.last_tried_at": "likewise",
    "cases_case.brought_reached_at": "likewise, of contacts before ours: the import's own row says who brought it",
    **{
        f"directory_{table}.last_seen_at": "when a feed last held it; the import's own trail says who ran it"
        for table in ("location", "organisation", "schedule", "service", "serviceterm", "taxonomy", "taxonomyterm")
    },
    "directory_statusobservation.observed_at": "said_by says who said it; recorded_by, which account wrote it down",
    "verification_servicelink.used_at": "whoever at the service holds the link has no account",
    "directory_wayofjoining.verified_at": "kept from the newest observation, which has its person",
    "drafts_draft.kept_at": "the writer is the draft's own key",
    "organisations_disruption.declared_at": "declared_by is an id without a key, as above; both are not null",
    "organisations_datednumber.set_at": "set_by is an id without a key, since accounts stand above; both are not null",
    "organisations_qualifyingconditions.set_at": "likewise",
    "organisations_dischargepolicy.set_at": "likewise",
}


def _moments():
    for model in MODELS:
        for name in columns_of(model):
            if name.endswith("_at") and f"{model._meta.db_table}.{name}" not in NO_ACT_OF_A_PERSON:
                yield pytest.param(model, name, id=f"{model._meta.db_table}.{name}")


def _fields_in(condition: models.Q) -> set[str]:
    names = set()
    for child in condition.children:
        names |= _fields_in(child) if isinstance(child, models.Q) else {child[0].removesuffix("__isnull")}
    return names


@pytest.mark.parametrize(("model", "moment"), list(_moments()))
def test_the_database_holds_a_moment_and_its_person_together(model, moment):
    person = moment.removesuffix("_at") + "_by"
    assert person in columns_of(model), f"who did it? Add {person}, or a reason to the list above"
    checks = [c for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
    assert {moment, person} in [_fields_in(check.condition) for check in checks], (
        f"add both_or_neither('{moment}', ...)"
    )


def test_the_exceptions_name_only_what_there_is():
    there = {f"{model._meta.db_table}.{name}" for model in MODELS for name in columns_of(model)}
    assert set(NO_ACT_OF_A_PERSON) <= there
