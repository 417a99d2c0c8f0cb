"""The layout: what stands round every page, and that it stands without anything given to it."""

from types import SimpleNamespace as Thing

import jinja2
import pytest
from django.template import engines, loader
from django.test import RequestFactory

from throughline.nhsuk.environment import environment
from throughline.nhsuk.pages import show, show_alone
from throughline.nhsuk.tests.living_page import FURNITURE, EveryQuestion, living_page
from throughline.nhsuk.tests.markup import read

ERROR_PAGES = ["400", "403", "404", "500", "csrf", "refused"]
SIGNED_OUT = Thing(links=[], person=None, demo=None, sign_out_href="")


def render(name, **context):
    return read(loader.render_to_string(name, context, using="jinja2"))


def test_a_page_says_where_it_is_and_who_is_here():
    page = read(living_page())
    assert page.one("title").text == "Every part - Throughline"
    assert page.one("a", aria_current="page").text == "My day"
    assert page.one("a", href="/account/").text == "Priya Shah"
    assert "Priya Shah Link worker, Riverside Together" in page.one("nav", aria_label="Account").text
    assert "Made-up people. Today is Friday 20 March 2020 here. Change the date" in page.text
    assert page.one("a", href="/permissions/").text == "What each role can do"


def test_signing_out_is_a_form_with_a_token():
    form = read(living_page()).one("form", action="/sign-out/")
    assert form.attrs["method"] == "post"
    assert form.one("input", name="csrfmiddlewaretoken")


def test_errors_stand_first_and_in_the_title():
    page = read(living_page(EveryQuestion({})))
    assert page.one("title").text == "Error: Every part - Throughline"
    first = page.one("main").all()[0]
    assert first.attrs["class"] == "nhsuk-error-summary"
    assert first.attrs["tabindex"] == "-1"
    assert first.one("a", href="#id_reason").text == "Select why you are closing this case"


def test_a_problem_of_the_whole_form_is_told_without_a_link():
    form = EveryQuestion({})
    form.add_error(None, "There is an open safeguarding concern. Hand it over before you close the case.")
    first = read(living_page(form)).one("", class_="nhsuk-error-summary").all("li")[0]
    assert first.text.startswith("There is an open safeguarding concern.")
    assert first.all("a") == []


def test_what_was_done_is_said():
    class Message(str):
        level_tag = "success"

    page = read(living_page(messages=(Message("Case closed for <b>Amina</b>"),)))
    said = page.one("div", role="status")
    assert said.text == "Done Case closed for <b>Amina</b>"


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_error_pages_need_nothing_and_say_what_to_do(name):
    page = render(f"nhsuk/errors/{name}.jinja")
    assert len(page.all("h1")) == 1
    assert page.one("main").all("a")
    assert render(f"nhsuk/errors/{name}.jinja", furniture=SIGNED_OUT)
    assert render(f"nhsuk/errors/{name}.jinja", furniture=FURNITURE, csrf_input="")


def test_a_refusal_gives_its_reason():
    page = render("nhsuk/errors/refused.jinja", reason="Try on 3 days before you close.", back_href="/cases/1/")
    assert "Try on 3 days before you close." in page.one("main").text
    assert page.one("main").one("a").attrs["href"] == "/cases/1/"


def test_a_page_expired_says_whether_words_were_kept():
    assert "kept as a draft" in render("nhsuk/errors/csrf.jinja", kept=True).text
    assert "copy anything you typed" in render("nhsuk/errors/csrf.jinja", kept=False).text


def test_the_page_for_our_own_faults_needs_no_request():
    answer = show_alone("nhsuk/errors/500.jinja", status=500)
    assert answer.status_code == 500
    assert "call 999" in answer.content.decode()


def test_show_answers_with_a_page(settings):
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "APP_DIRS": True,
            "OPTIONS": {"environment": "throughline.nhsuk.environment.environment"},
        }
    ]
    answer = show(RequestFactory().get("/"), "nhsuk/errors/404.jinja", status=404)
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8")


@pytest.mark.parametrize("template", ["{{ page.nmae }}", "{{ nobody }}", "{% for x in page.nmae %}{% endfor %}"])
def test_a_name_that_is_not_there_is_a_fault(template):
    with pytest.raises(jinja2.UndefinedError):
        engines["jinja2"].from_string(template).render({"page": Thing(name="x")})


def test_a_name_may_be_asked_about():
    template = "{% if page.x %}a{% endif %}{{ 'b' if page.x }}{{ page.x|default('c') }}"
    assert engines["jinja2"].from_string(template).render({"page": Thing()}) == "c"


def test_the_design_systems_own_macros_can_be_used():
    template = """{% from "nhsuk/components/action-link/macro.jinja" import actionLink %}
      {{ actionLink({"text": "Find <help>", "href": "/x"}) }}"""
    page = read(engines["jinja2"].from_string(template).render())
    assert page.one("a", href="/x").text == "Find <help>"


def test_every_template_compiles():
    pages = environment(loader=jinja2.FileSystemLoader("throughline/nhsuk/jinja2"))
    for name in pages.loader.loaders[0].list_templates():
        pages.get_template(name)
