"""What stands beside a name."""

from datetime import date

import pytest

from throughline.clients.models import Answer
from throughline.clients.presenters import standing_tags
from throughline.clients.standing import Standing, standing

ASKED = date(2020, 3, 2)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (("YES", False, False, False, ASKED), []),
        (("NOT_ASKED", False, False, False, ASKED), []),
        (("NO", False, False, False, ASKED), ["Cannot be phoned"]),
        (("YES", True, False, False, ASKED), ["Shielding"]),
        (("YES", False, True, False, ASKED), ["Cannot read"]),
        (("YES", False, False, True, ASKED), ["Digitally excluded"]),
        (("NOT_ASKED", False, False, False, None), ["Profile not asked"]),
        (
            ("NO", True, True, True, None),
            ["Cannot be phoned", "Shielding", "Cannot read", "Digitally excluded", "Profile not asked"],
        ),
    ],
)
def test_what_must_not_be_overlooked_stands_beside_the_name(columns, said):
    assert [tag.text for tag in standing_tags(standing(*columns))] == said


def test_nobody_is_said_to_be_well_who_was_never_asked():
    assert standing("NOT_ASKED", False, False, False, None) == Standing(Answer.NOT_ASKED, False, False, False, False)
