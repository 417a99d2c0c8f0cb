"""Whoever adds a field decides whether it tells something of a person; exports and scrubbed copies go by it."""

import pytest

from tests.architecture.tables import MODELS, columns_of, name_of


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_every_field_is_in_one_of_the_two_lists(model):
    assert not model.personal & model.impersonal, "declared as both"
    assert model.personal | model.impersonal == set(columns_of(model)), "declared as neither, or not there any more"


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_free_text_is_never_declared_impersonal_by_its_name_alone(model):
    telling = {"note", "notes", "reason", "address", "postcode", "full_name", "date_of_birth", "nhs_number", "email"}
    declared = {name for name in model.impersonal & telling if name not in WORKPLACE.get(model._meta.db_table, ())}
    assert not declared


WORKPLACE = {
    "directory_location": {"postcode"},
    "organisations_datednumber": {"reason"},
    "organisations_qualifyingconditions": {"reason"},
    "organisations_dischargepolicy": {"reason"},
    "guidance_version": {"note"},
}
"""Where a service is, and why one changed a number, is about the service."""
