"""The questions of the referral pages, in the surgery's and the manager's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from throughline import nhsuk
from throughline.clients import rules as particulars
from throughline.clients.commands import Particulars
from throughline.clients.models import Answer
from throughline.core.decisions import Refused
from throughline.nhsuk.words import sentence
from throughline.referrals import rules
from throughline.referrals.commands import Request

NEEDS = [
    ("Needs an interpreter", "Needs an interpreter"),
    ("Cannot read, or finds it hard", "Cannot read, or finds it hard"),
    ("Hard of hearing or deaf", "Hard of hearing or deaf"),
    ("Blind or sees poorly", "Blind or sees poorly"),
    ("No internet or smartphone", "No internet or smartphone"),
    ("Somebody else should be contacted for them", "Somebody else should be contacted for them"),
]
CANNOT_READ, NO_INTERNET = NEEDS[1][0], NEEDS[4][0]


def as_read_by(rule: Callable[[str], object]) -> Callable[[str], None]:
    """Show at the field what a rule of `clients` says about it."""

    def validate(text: str) -> None:
        try:
            rule(text)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal

    return validate


class Refer(nhsuk.Form):
    """A referral. The page places the questions in sections."""

    full_name = nhsuk.Text(
        label="Full name",
        missing="Enter the patient’s full name",
        width=30,
        max_length=200,
        validators=[as_read_by(particulars.full_name)],
    )
    date_of_birth = nhsuk.DateParts(
        label="Date of birth",
        hint="For example, 31 3 1955",
        missing="Enter the patient’s date of birth",
        earliest=particulars.OLDEST_BIRTH,
    )
    nhs_number = nhsuk.Text(
        label="NHS number (optional)",
        hint="10 digits, for example 999 123 4543. With it, the same person is never entered twice",
        width=10,
        inputmode="numeric",
        validators=[as_read_by(particulars.nhs_number)],
    )
    phone = nhsuk.Phone(label="Phone number (optional)", validators=[as_read_by(particulars.phone_number)])
    other_phone = nhsuk.Phone(
        label="Another phone number (optional)", validators=[as_read_by(particulars.phone_number)]
    )
    address = nhsuk.Textarea(label="Address (optional)", rows=3)
    postcode = nhsuk.Text(label="Postcode (optional)", width=10, validators=[as_read_by(particulars.postcode)])
    conditions = nhsuk.Checkboxes(
        label="Which of these long-term conditions does the patient have?",
        hint="Select all that apply. One of these is needed for the service",
    )
    other_conditions = nhsuk.Textarea(
        label="Other conditions (optional)",
        hint="One on each line. Include anxiety or depression here",
        rows=3,
    )
    reason = nhsuk.Textarea(
        label="Why are you referring them?",
        hint="In plain words: the patient can ask to see this",
        missing="Say why you are referring them",
        rows=4,
    )
    wants = nhsuk.Textarea(
        label="What does the patient want? (optional)",
        hint="In their own words if you can",
        rows=3,
    )
    can_be_phoned = nhsuk.Radios(
        label="Can the patient use the phone?",
        missing="Select whether the patient can use the phone",
        choices=[(Answer.YES, "Yes"), (Answer.NO, "No"), (Answer.NOT_ASKED, "I have not asked")],
    )
    needs = nhsuk.Checkboxes(
        label="What else must we know so that contact works?", hint="Select all that apply", choices=NEEDS
    )
    more_needs = nhsuk.Textarea(
        label="Tell us more (optional)", hint="For example, which language, or who to contact", rows=3
    )
    agreed = nhsuk.YesNo(
        label="Has the patient agreed to be referred?",
        missing="Select whether the patient has agreed to be referred",
    )
    agreed_to_phone = nhsuk.YesNo(
        label="Has the patient agreed to be phoned?",
        hint="If not, the link worker will write first",
        missing="Select whether the patient has agreed to be phoned",
    )
    draft_ticket = nhsuk.Hidden()

    def __init__(
        self, *args: Any, today: date, conditions: Sequence[str], draft: Mapping[str, Any] | None = None,
        ticket: str = "", **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        self.today = today
        asked: dict[str, Any] = self.fields
        asked["conditions"].choices = [(name, sentence(name)) for name in conditions]
        asked["date_of_birth"].latest = today
        self.initial = {**self._first_answers(draft or {}), "draft_ticket": ticket}

    def clean_agreed(self) -> bool:
        """Refuse, with the command's own reason, what nobody agreed to."""
        agreed = bool(self.cleaned_data["agreed"])
        decision = rules.may_refer(agreed=agreed)
        if not decision:
            raise ValidationError(decision.reason)
        return agreed

    def _first_answers(self, draft: Mapping[str, Any]) -> dict[str, Any]:
        """Read a draft's fields as they would be read from the page."""
        posted = QueryDict(mutable=True)
        for name, value in draft.items():
            posted.setlist(name, value if isinstance(value, list) else [value])
        return {name: field.widget.value_from_datadict(posted, {}, name) for name, field in self.fields.items()}

    def request(self) -> Request:
        """Give what the surgery asks for."""
        answers = self.cleaned_data
        no_phone = "Cannot use the phone" if answers["can_be_phoned"] == Answer.NO else ""
        needs = "\n".join(filter(None, [no_phone, *answers["needs"], answers["more_needs"]]))
        return Request(
            patient=Particulars(
                full_name=answers["full_name"],
                date_of_birth=answers["date_of_birth"],
                nhs_number=answers["nhs_number"],
                phones=[answers["phone"], answers["other_phone"]],
                address=answers["address"],
                postcode=answers["postcode"],
                conditions=[*answers["conditions"], *answers["other_conditions"].splitlines()],
                access_needs=needs,
                can_be_phoned=Answer(answers["can_be_phoned"]),
                can_read=Answer.NO if CANNOT_READ in answers["needs"] else Answer.NOT_ASKED,
                has_internet=Answer.NO if NO_INTERNET in answers["needs"] else Answer.NOT_ASKED,
            ),
            referred_on=self.today,
            reason=answers["reason"],
            wants=answers["wants"],
            communication_needs=needs,
            agreed=answers["agreed"],
            agreed_to_phone=answers["agreed_to_phone"],
        )


class Decide(nhsuk.Form):
    """Whether this person may have the service, decided by a person (R7, R8)."""

    admit = nhsuk.YesNo(
        label="Should this person be offered the service?",
        missing="Select whether this person should be offered the service",
    )
    reason = nhsuk.Textarea(
        label="What is the reason for your decision?",
        hint="The surgery will see this",
        missing="Give the reason for your decision. The surgery will see it.",
        rows=4,
    )

    def __init__(self, *args: Any, exception_only: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if exception_only:
            del self.fields["admit"]

    @property
    def admitted(self) -> bool:
        """Say what was decided; where only an exception can be made, sending the page makes it."""
        return bool(self.cleaned_data.get("admit", True))
