"""An inspector that found nothing anywhere would be of no use: here is what it must find."""

import pytest

from tests.journeys import records
from tests.journeys.accessibility import Inspector
from tests.support.browser import Window

FAULTY = """
    <!doctype html><html><head><title>Nothing</title></head><body>
    <input><div style="width: 500px">wide</div><img src="http://elsewhere.invalid/x.png" alt="">
    <script>console.error("it broke")</script>
    </body></html>
"""


@pytest.fixture
def window(chromium):
    window = Window(chromium, "http://localhost", width=390)
    window.page.set_content(FAULTY)
    yield window
    window.close()


def test_it_finds_what_shuts_people_out(window):
    found = " ".join(Inspector().faults(window))
    for fault in ("says no language", "0 main headings", "the title 'Nothing'", "label: <input>",
                  "sideways at 390", "sideways at 320"):  # fmt: skip
        assert fault in found


def test_it_hears_what_the_browser_complains_of(window):
    found = " ".join(window.complaints)
    assert "asked another host: http://elsewhere.invalid/x.png" in found
    assert "console: it broke" in found


def test_it_sees_a_name_in_a_log(demo):
    assert records.personal_words_in("GET /clients/ Jude Carlisle", demo) == ["Jude Carlisle"]
    assert records.personal_words_in("GET /clients/", demo) == []
