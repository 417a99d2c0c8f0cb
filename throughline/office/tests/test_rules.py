"""From when a change may hold."""

from datetime import date

import pytest

from throughline.office import rules


@pytest.mark.parametrize(("from_on", "may"), [
    (date(2020, 6, 30), False), (date(2020, 7, 1), True), (date(2020, 7, 2), True),
])  # fmt: skip
def test_a_change_never_reaches_back(from_on, may):
    assert bool(rules.may_hold_from(from_on, today=date(2020, 7, 1))) is may
