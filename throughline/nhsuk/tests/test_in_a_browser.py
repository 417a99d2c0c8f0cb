"""The living page in a real browser: readable by all, on a telephone, with and without script."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from throughline.nhsuk.tests.living_page import living_page

pytestmark = pytest.mark.journey
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def faults(page):
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]]


@pytest.mark.parametrize("address", ["/", "/errors/"])
@pytest.mark.parametrize("width", [1280, 390])
def test_there_is_nothing_that_shuts_anybody_out(page, address, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    assert faults(page) == []


def test_a_fault_would_be_found(page):
    page.goto("/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input type=text><img src=/x>')")
    assert {name for name, _ in faults(page)} == {"label", "image-alt"}


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("address", ["/", "/errors/"])
def test_nothing_is_off_the_side_of_a_small_screen(page, address, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_focus_goes_to_what_is_wrong_and_on_to_the_box(page):
    page.goto("/errors/")
    assert page.evaluate("document.activeElement.className") == "nhsuk-error-summary"
    page.get_by_role("link", name="Date of birth: enter the month and the year").click()
    assert page.evaluate("document.activeElement.id") == "id_born-month"


def test_questions_open_under_their_choice(page):
    page.goto("/")
    assert not page.get_by_label("What reason?").is_visible()
    page.get_by_label("Another reason").check()
    assert page.get_by_label("What reason?").is_visible()
    page.get_by_label("They reached their goals").check()
    assert not page.get_by_label("What reason?").is_visible()


def test_control_and_enter_send_from_within_a_note(page, site):
    site.pages["/done/"] = living_page()
    site.answers["/"] = (302, "/done/")
    page.goto("/")
    page.get_by_label("What happened?").fill("Rang")
    page.get_by_label("What happened?").press("Control+Enter")
    page.wait_for_url("**/done/")
    assert site.posted_to("/")[0]["note"] == ["Rang"]


def test_words_left_are_counted(page):
    page.goto("/")
    page.get_by_label("What happened?").fill("one two three")
    assert page.get_by_text("You have 297 words remaining").first.is_visible()


def test_nothing_is_asked_of_another_host(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    assert [one for one in asked if not one.startswith(site.address)] == []


def test_the_page_works_without_script(chromium, site):
    site.answers["/"] = (302, "/errors/")
    with chromium.new_context(base_url=site.address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/")
        assert page.get_by_label("What reason?").is_visible()
        page.get_by_label("What happened?").fill("Rang three times")
        page.get_by_role("button", name="Close this case").click()
        assert page.url.endswith("/errors/")
    assert site.posted_to("/")[0]["note"] == ["Rang three times"]
