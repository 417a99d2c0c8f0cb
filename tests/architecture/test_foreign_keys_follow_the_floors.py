"""Import contracts cannot see a key that names its model as a string, so the models themselves are asked."""

import pytest
from django.db import models

from tests.architecture.source import PROGRAM
from tests.architecture.tables import MODELS
from tools.floors import floor_of, floors


def _keys():
    for model in MODELS:
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model:
                yield pytest.param(model, field, id=f"{model._meta.db_table}.{field.name}")


def _package(model: type[models.Model]) -> str:
    return model.__module__.removeprefix("throughline.").split(".")[0]


@pytest.mark.parametrize(("model", "field"), list(_keys()))
def test_a_key_points_to_its_own_package_or_a_floor_below(model, field):
    here, there = _package(model), _package(field.related_model)
    assert here == there or floor_of(there) < floor_of(here), f"{here} is not above {there} in .importlinter"


@pytest.mark.parametrize(("model", "field"), list(_keys()))
def test_the_package_below_does_not_learn_who_points_at_it(model, field):
    assert field.remote_field.hidden or _package(model) == _package(field.related_model), 'give it related_name="+"'


def test_every_package_stands_on_a_floor():
    standing = {name for floor in floors() for name in floor}
    packages = {path.name for path in PROGRAM.iterdir() if (path / "__init__.py").exists()}
    assert packages <= standing, f"not in .importlinter: {sorted(packages - standing)}"
