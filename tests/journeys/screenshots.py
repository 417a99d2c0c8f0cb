"""Pictures of the pages that people meet most, wide and as on a phone: `python -m tests.journeys.screenshots FOLDER`.

It is a journey told to the test runner, so that the pictures are of the demo service as every journey finds it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.journeys.journey import Journey

FOLDER = "THROUGHLINE_SCREENSHOTS"
WIDTHS = (1280, 390)


class TestTakingPictures(Journey):
    """Every picture is of the whole page. What is seen first of it, before scrolling, is 844 high."""

    def test_pictures(self):
        self.given_i_open("account_login")
        self.picture("sign-in")
        self.given_i_am("elm-street")
        self.picture("our-referrals")
        self.when_i_open("referrals:refer")
        self.picture("refer")
        self.when_i_press("Send the referral")
        self.picture("refer-with-errors")

        self.given_somebody_else_is("alan")
        self.picture("needs-allocating")
        self.when_i_choose_for("Beryl Elliot", "Allocate")
        self.picture("allocate")
        self.when_i_open("caseload:team")
        self.picture("team")
        self.when_i_choose_for("Tom Aldridge", "Record as a leaver")
        self.picture("leaver")
        self.when_i_open("oversight:integrity")
        self.picture("integrity")

        self.given_somebody_else_is("priya")
        self.picture("my-day")
        self.when_i_choose_for("Jude Carlisle", "Record contact")
        self.picture("record-a-contact")
        self.when_i_press("Save the contact")
        self.page.locator(".nhsuk-error-summary").wait_for()
        self.picture("record-a-contact-with-errors")
        self.when_i_open("caseload:my_people")
        self.picture("my-people")
        self.when_i_choose("Jude Carlisle")
        self.picture("client")
        self.page.goto("/no-such-page/")
        self.picture("error")

    def picture(self, name):
        folder = Path(os.environ[FOLDER])
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 844})
            self.page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
        self.page.set_viewport_size({"width": self.width, "height": 844})


def main() -> int:
    """Take them all."""
    if len(sys.argv) != 2:
        sys.stderr.write("Say where to: python -m tests.journeys.screenshots FOLDER\n")
        return 2
    folder = Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ[FOLDER] = str(folder)
    return int(pytest.main([__file__, "-q"]))


if __name__ == "__main__":
    sys.exit(main())
