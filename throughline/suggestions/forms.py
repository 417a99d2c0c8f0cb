"""What is asked of whoever looks for something for somebody."""

from __future__ import annotations

from throughline import nhsuk
from throughline.directory.kinds import Category, Mode
from throughline.profiles.access_questions import LANGUAGES
from throughline.suggestions.queries import Asked
from throughline.suggestions.reading import LONGEST
from throughline.suggestions.searching import Slice

WAITS = (("0", "No wait"), ("4", "Up to 4 weeks"), ("8", "Up to 8 weeks"), ("12", "Up to 12 weeks"))
MILES = (("1", "Up to 1 mile"), ("3", "Up to 3 miles"), ("5", "Up to 5 miles"), ("25", "Up to 25 miles"),
         ("500", "Anywhere"))  # fmt: skip
SPOKEN = tuple((language.code, language.label) for language in LANGUAGES)


class Find(nhsuk.Form):
    """What is looked for. Every question is optional: with none answered, all that fits this person is found."""

    words = nhsuk.Text(
        label="What would help?",
        hint="For example: benefits, art by post, counselling by phone under 8 weeks",
        max_length=LONGEST,
        autocomplete="off",
        width="two-thirds",
    )
    category = nhsuk.Select(choices=Category, first="Anything", label="Kind of help")
    mode = nhsuk.Select(choices=Mode, first="Any way they can use", label="How they join")
    within_weeks = nhsuk.Select(choices=WAITS, first="Any wait", label="Wait")
    within_miles = nhsuk.Select(choices=MILES, first="As usual", label="Distance")
    language = nhsuk.Select(choices=SPOKEN, first="Any language", label="Language")
    free = nhsuk.Tick(label="Free of charge")
    open_now = nhsuk.Tick(label="Open now")

    @property
    def narrowed(self) -> bool:
        """Say whether more than words was asked for, so that what narrows the search stands open."""
        return any(self.data.get(name) for name in self.fields if name != "words")

    def asked(self, wanted: Slice) -> Asked:
        """Give what was asked for, once the form is valid."""
        answers = self.cleaned_data
        return Asked(
            words=answers["words"],
            mode=answers["mode"] or None,
            category=answers["category"],
            within_weeks=_number(answers["within_weeks"]),
            within_miles=_number(answers["within_miles"]),
            free=answers["free"],
            open_now=answers["open_now"],
            language=answers["language"],
            wanted=wanted,
        )


def _number(answer: str) -> int | None:
    return int(answer) if answer else None
