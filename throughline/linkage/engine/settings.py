"""What is compared of two records and how, as the model is trained and as it weighs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from throughline.linkage.engine.blocking import RULES

if TYPE_CHECKING:
    from splink import SettingsCreator

MODEL = Path(__file__).with_name("model.json")
SEED = 20200321
"""Of the made-up people whom the model is trained on. It is judged on others."""


def settings() -> SettingsCreator:
    """Give what the model compares."""
    import splink.comparison_level_library as levels
    import splink.comparison_library as comparisons
    from splink import SettingsCreator
    from splink.blocking_rule_library import CustomRule

    name = comparisons.CustomComparison(
        output_column_name="name",
        comparison_levels=[
            levels.And(levels.NullLevel("first_name"), levels.NullLevel("surname")),
            levels.And(levels.ExactMatchLevel("first_name"), levels.ExactMatchLevel("surname")),
            levels.ColumnsReversedLevel("first_name", "surname", symmetrical=True),
            levels.And(levels.JaroWinklerLevel("first_name", 0.88), levels.JaroWinklerLevel("surname", 0.88)),
            levels.ExactMatchLevel("surname"),
            levels.ExactMatchLevel("first_name"),
            levels.JaroWinklerLevel("surname", 0.88),
            levels.ElseLevel(),
        ],
    )
    born = comparisons.CustomComparison(
        output_column_name="born",
        comparison_levels=[
            levels.NullLevel("born"),
            levels.ExactMatchLevel("born"),
            levels.CustomLevel(ONE_SLIP, label_for_charts="one slip"),
            levels.CustomLevel("born_l[:4] = born_r[:4]", label_for_charts="same year"),
            levels.ElseLevel(),
        ],
    )
    number = comparisons.CustomComparison(
        output_column_name="nhs_number",
        comparison_levels=[
            levels.NullLevel("nhs_number"), levels.ExactMatchLevel("nhs_number"), levels.ElseLevel(),
        ],
    )  # fmt: skip
    home = comparisons.CustomComparison(
        output_column_name="home",
        comparison_levels=[
            levels.NullLevel("postcode"),
            levels.And(levels.ExactMatchLevel("postcode"), levels.ExactMatchLevel("address")),
            levels.ExactMatchLevel("postcode"),
            levels.ElseLevel(),
        ],
    )
    phone = comparisons.CustomComparison(
        output_column_name="phones",
        comparison_levels=[
            levels.NullLevel("phones"),
            levels.CustomLevel("list_has_any(phones_l, phones_r)", label_for_charts="a number shared"),
            levels.ElseLevel(),
        ],
    )
    return SettingsCreator(
        link_type="link_only",
        comparisons=[name, born, number, home, phone],
        blocking_rules_to_generate_predictions=[CustomRule(rule) for rule in RULES],
        probability_two_random_records_match=1e-5,
        retain_matching_columns=True,
        additional_columns_to_retain=["first_name", "surname"],
        linker_uid="throughline",
    )


ONE_SLIP = (
    "(damerau_levenshtein(born_l, born_r) = 1 or (born_l[:4] = born_r[:4] and born_l[6:7] = born_r[9:10]"
    " and born_l[9:10] = born_r[6:7])) and abs(cast(born_l[:4] as int) - cast(born_r[:4] as int)) < 10"
)
"""One digit, two neighbours, or day and month. A generation apart is no slip: it is the father or the son."""
