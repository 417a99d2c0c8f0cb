"""Forms: what is asked when, and how a page tells what is wrong."""

import pytest
from django import forms as plain

from throughline import nhsuk
from throughline.nhsuk.tests.living_page import EveryQuestion, Reason
from throughline.nhsuk.tests.markup import read


class CloseCase(nhsuk.Form):
    reason = nhsuk.Radios(
        choices=Reason, label="Why?", missing="Select why", conditional={Reason.OTHER: "other_reason"}
    )
    other_reason = nhsuk.Text(label="What reason?", missing="Enter the reason")
    note = nhsuk.Textarea(label="What happened?", missing="Enter what happened")
    when_answered = [nhsuk.Ask("note").if_("reason").is_(Reason.COULD_NOT_REACH)]


def told(**data):
    return [problem.text for problem in CloseCase(data).problems]


def test_a_question_is_required_when_another_is_answered_so():
    assert told(reason="COULD_NOT_REACH") == ["Enter what happened"]
    assert told(reason="COULD_NOT_REACH", note="Rang three times") == []
    assert told(reason="COMPLETED") == []
    assert told() == ["Select why"]


def test_a_question_under_a_choice_counts_only_under_that_choice():
    assert told(reason="OTHER") == ["Enter the reason"]
    form = CloseCase({"reason": "COMPLETED", "other_reason": "typed before the mind was changed"})
    assert form.is_valid()
    assert form.cleaned_data["other_reason"] == ""


@pytest.mark.parametrize(
    ("requirement", "given", "asked"),
    [
        (nhsuk.Ask("b").if_("a").is_(1), 1, True),
        (nhsuk.Ask("b").if_("a").is_(1), [1, 2], True),
        (nhsuk.Ask("b").if_("a").is_(1), None, False),
        (nhsuk.Ask("b").if_("a").is_one_of(1, 2), 2, True),
        (nhsuk.Ask("b").if_("a").is_not(1), 2, True),
        (nhsuk.Ask("b").if_("a").is_not(1), 1, False),
        (nhsuk.Ask("b").if_("a").is_not(1), "", False),
        (nhsuk.Ask("b").if_("a").is_answered(), 0, True),
        (nhsuk.Ask("b").if_("a").is_answered(), False, True),
        (nhsuk.Ask("b").if_("a").is_answered(), [], False),
    ],
)
def test_when_a_question_is_asked(requirement, given, asked):
    assert requirement.applies({"a": given}) is asked


def test_an_answer_that_is_wrong_asks_for_nothing_more():
    assert not nhsuk.Ask("b").if_("a").is_answered().applies({})


def test_a_forms_own_rules_still_run():
    class Strict(CloseCase):
        def clean(self):
            assert self.cleaned_data["other_reason"] == ""
            self.add_error(None, "You have tried on 2 days. Try on 3 before you close.")

    form = Strict({"reason": "COMPLETED"})
    assert [(p.text, p.href) for p in form.problems] == [("You have tried on 2 days. Try on 3 before you close.", "")]


def test_every_problem_leads_to_an_input_on_the_page():
    form = EveryQuestion({"reason": "OTHER", "born-day": "31", "minutes": "x", "email": "x", "phone": "x"})
    page = read(form.as_nhsuk())
    assert len(form.problems) == 9
    for problem in form.problems:
        assert len(page.all("", id=problem.href.removeprefix("#"))) == 1, problem


def test_errors_are_said_beside_their_question_and_to_screen_readers():
    page = read(EveryQuestion({"born-day": "31", "born-month": "2", "born-year": "1948"}).as_nhsuk())
    group = next(one for one in page.all("fieldset") if one.all("", id="id_born-error"))
    assert group.attrs["aria-describedby"] == "id_born-hint id_born-error"
    assert group.one("", id="id_born-error").text == "Error: Date of birth must be a real date"
    name = page.one("input", id="id_name")
    assert name.attrs["aria-describedby"] == "id_name-error"


def test_what_describes_an_input_is_on_the_page():
    page = read(EveryQuestion({}).as_nhsuk())
    ids = {one.attrs["id"] for one in page.all() if "id" in one.attrs}
    assert len(ids) == len([one for one in page.all() if "id" in one.attrs])
    for one in page.all():
        assert set((one.attrs.get("aria-describedby") or "").split()) <= ids, one
        assert one.attrs.get("for", "id_name") in ids, one


def test_a_question_under_a_choice_is_drawn_once_and_within():
    page = read(EveryQuestion().as_nhsuk())
    assert page.one("", id="conditional-id_reason-3").one("input", id="id_other_reason")
    assert page.one("input", name="other_reason")


def test_answers_given_before_are_shown():
    page = read(EveryQuestion(initial={"agreed": False, "help_with": ["money"], "surgery": "quay"}).as_nhsuk())
    chosen = [one.attrs["value"] for one in page.all("input") if "checked" in one.attrs]
    assert chosen == ["no", "money"]
    assert [one.text for one in page.all("option") if "selected" in one.attrs] == ["Quayside Practice"]


def test_a_password_is_never_sent_back():
    assert "swordfish" not in EveryQuestion({"secret": "swordfish"}).as_nhsuk()


def test_a_form_with_a_prefix_keeps_its_parts_together():
    page = read(EveryQuestion(prefix="first").as_nhsuk())
    assert page.one("input", name="first-born-day").attrs["id"] == "id_first-born-day"
    form = EveryQuestion({"first-born-day": "1", "first-born-month": "4", "first-born-year": "1950"}, prefix="first")
    assert form["born"].errors == []


def test_the_label_can_be_the_pages_heading():
    class OneThing(nhsuk.Form):
        name = nhsuk.Text(label="What is their name?", heading=True)
        agreed = nhsuk.YesNo(label="Did they agree?", heading=True)

    page = read(OneThing().as_nhsuk())
    assert [one.text for one in page.all("h1")] == ["What is their name?", "Did they agree?"]


def test_a_page_can_open_at_its_first_question():
    class Open(CloseCase):
        def __init__(self, *args, **more):
            super().__init__(*args, **more)
            self.fields["reason"].autofocus = True

    page = read(Open().as_nhsuk())
    assert [one.attrs["id"] for one in page.all() if "autofocus" in one.attrs] == ["id_reason"]


def test_other_peoples_forms_are_drawn_too():
    class SignIn(plain.Form):
        login = plain.EmailField(label="Email address", help_text="The one you were invited with")
        password = plain.CharField(widget=plain.PasswordInput)
        remember = plain.BooleanField(required=False)
        place = plain.ChoiceField(choices=[("a", "A")])

    form = SignIn({"login": "x"})
    page = read("".join(str(nhsuk.forms.rendering.render_field(form[name])) for name in form.fields))
    assert page.one("input", id="id_login").attrs["type"] == "email"
    assert page.one("input", id="id_password").attrs["type"] == "password"
    assert page.one("", id="id_login-hint").text == "The one you were invited with"
    assert page.one("", id="id_login-error").text.startswith("Error: ")
