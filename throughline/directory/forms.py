"""What is asked of whoever looks for a service, adds one, or says whether it runs."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from django.utils.text import capfirst

from throughline import nhsuk
from throughline.core.clock import LONDON, local_date
from throughline.directory.kinds import Category, How, Mode, Report, Status, Suits, Sure, Teller
from throughline.directory.models import Service
from throughline.directory.queries import Wanted
from throughline.directory.rules import Needs
from throughline.directory.writing import Described, Observed, Place

JOINABLE = "JOINABLE"
LONGEST_WAIT = 200
YES_NO_UNKNOWN = [("YES", "Yes"), ("NO", "No"), ("UNKNOWN", "Nobody has said")]
ANSWERS = {"YES": True, "NO": False}
# Their labels are read in the middle of a sentence elsewhere.
TELLERS = [(teller, capfirst(teller.label)) for teller in Teller]
HOWS = [(how, capfirst(how.label)) for how in How]


class Look(nhsuk.Form):
    """What one looks for in the directory."""

    words = nhsuk.Text(label="Words", hint="Its name, what it offers, or who offers it")
    category = nhsuk.Select(label="What for", choices=Category.choices, first="Any")
    mode = nhsuk.Select(label="Way of joining", choices=Mode.choices, first="Any")
    wait_under = nhsuk.WholeNumber(label="Wait under", suffix="weeks", width=3, smallest=1, largest=LONGEST_WAIT)
    status = nhsuk.Select(label="Status", choices=[(JOINABLE, "Can be joined now"), *Status.choices], first="Any")

    @property
    def wanted(self) -> Wanted:
        """Give the answers as a query takes them; nothing is wanted where they make no sense."""
        if not self.is_valid():
            return Wanted()
        told = self.cleaned_data
        joinable = told["status"] == JOINABLE
        return Wanted(
            words=told["words"], category=Category(told["category"]) if told["category"] else None,
            mode=Mode(told["mode"]) if told["mode"] else None, wait_under=told["wait_under"], joinable=joinable,
            status=Status(told["status"]) if told["status"] and not joinable else None,
        )  # fmt: skip

    @property
    def asks_for_more(self) -> bool:
        """Say whether a question was answered that does not stand in sight at first."""
        return bool(self.errors) or any(self.cleaned_data.get(name) for name in ("mode", "wait_under", "status"))


class Source(nhsuk.Form):
    """Who said so, how, and how sure one is. Answered already for the usual case."""

    said_by = nhsuk.Radios(choices=TELLERS, label="Who said so?", missing="Select who said so", initial=Teller.SERVICE)
    how = nhsuk.Select(choices=HOWS, label="How do you know?", missing="Select how you know", initial=How.PHONE)
    how_sure = nhsuk.Radios(
        choices=Sure, label="How sure are you?", missing="Select how sure you are", initial=Sure.CERTAIN, inline=True
    )
    remark = nhsuk.Textarea(
        label="What others should know (optional)", hint="Of the service, never of a client: every provider reads it",
        rows=2, max_words=100,
    )  # fmt: skip

    def told(self, status: Status, **more: Any) -> Observed:
        """Give what was said of a status."""
        given = self.cleaned_data
        return Observed(
            status=status, said_by=Teller(given["said_by"]), how=How(given["how"]), how_sure=Sure(given["how_sure"]),
            remark=given["remark"], **more,
        )  # fmt: skip


class ReportChange(Source):
    """Two clicks: what it is now, and Save. Who said so is answered with the least that is true of any report."""

    report = nhsuk.Radios(choices=Report, label="How is it now?", missing="Select how it is now")
    said_by = nhsuk.Radios(choices=TELLERS, label="Who said so?", missing="Select who said so", initial=Teller.WORKER)
    how = nhsuk.Select(choices=HOWS, label="How do you know?", missing="Select how you know", initial=How.WORD)
    how_sure = nhsuk.Radios(
        choices=Sure, label="How sure are you?", missing="Select how sure you are", initial=Sure.FAIRLY, inline=True
    )
    field_order = ["report", "said_by", "how", "how_sure", "remark"]


class SayStatus(Source):
    """What one way of joining is now, exactly."""

    status = nhsuk.Radios(choices=Status, label="How is it now?", missing="Select how it is now")
    wait_weeks = nhsuk.WholeNumber(
        label="How long is the wait? (optional)", suffix="weeks", width=3, smallest=0, largest=LONGEST_WAIT
    )
    observed_on = nhsuk.DateParts(
        label="When did they say so?", called="When they said so", missing="Enter when they said so"
    )
    field_order = ["status", "wait_weeks", "said_by", "how", "how_sure", "observed_on", "remark"]

    def observed(self, *, at: datetime) -> Observed:
        """Give the answers as the command takes them: of today it is now, of another day its midday."""
        told: date = self.cleaned_data["observed_on"]
        moment = at if told == local_date(at) else datetime.combine(told, time(12), tzinfo=LONDON)
        status = Status(self.cleaned_data["status"])
        return self.told(status, wait_weeks=self.cleaned_data["wait_weeks"], observed_at=moment)


class Needed(nhsuk.Form):
    """What one needs for a way of joining."""

    internet = nhsuk.Radios(choices=YES_NO_UNKNOWN, label="Does one need internet?", inline=True)
    reading = nhsuk.Radios(choices=YES_NO_UNKNOWN, label="Does one need to read?", inline=True)
    fitness = nhsuk.Radios(choices=YES_NO_UNKNOWN, label="Does one need to be fairly fit?", inline=True)
    travel = nhsuk.Radios(choices=YES_NO_UNKNOWN, label="Does one need to travel there?", inline=True)

    @property
    def needs(self) -> Needs:
        return Needs(**{name: ANSWERS.get(answer) for name, answer in self.cleaned_data.items()})


class Describe(nhsuk.Form):
    """A service in words."""

    name = nhsuk.Text(label="What is it called?", missing="Enter what it is called", max_length=200)
    category = nhsuk.Select(label="What is it for?", choices=Category, missing="Choose what it is for")
    description = nhsuk.Textarea(label="What happens there? (optional)", rows=3, max_words=400)
    eligibility = nhsuk.Text(label="Who can come? (optional)")
    minimum_age = nhsuk.WholeNumber(label="Youngest age (optional)", width=3, smallest=0, largest=130)
    maximum_age = nhsuk.WholeNumber(label="Oldest age (optional)", width=3, smallest=0, largest=130)
    is_free = nhsuk.Radios(choices=YES_NO_UNKNOWN, label="Is it free?", inline=True)
    cost = nhsuk.Text(label="What does it cost? (optional)")
    area = nhsuk.Text(label="For people from where? (optional)", hint="A town, a borough, or patients of a surgery")
    languages = nhsuk.Text(label="In which languages? (optional)", hint="Separate them with commas")
    who_to_ring = nhsuk.Text(label="Who to ring (optional)")
    phone = nhsuk.Phone(label="Telephone number (optional)")
    email = nhsuk.Email(label="Email address (optional)")
    url = nhsuk.Text(label="Website (optional)")
    session_limit = nhsuk.WholeNumber(
        label="How many sessions can one have? (optional)", width=3, smallest=1, largest=1000
    )
    capacity = nhsuk.WholeNumber(
        label="How many people can it take? (optional)", width=5, smallest=1, largest=1_000_000
    )
    helps_by = nhsuk.Checkboxes(choices=Suits, label="What does it have going for it? (optional)")

    @property
    def described(self) -> Described:
        """Give the answers as the command takes them."""
        told = {name: self.cleaned_data[name] for name in Described.__dataclass_fields__}
        told["languages"] = [part.strip() for part in told["languages"].split(",") if part.strip()]
        told["is_free"] = ANSWERS.get(told["is_free"])
        return Described(**told)


def as_told(service: Service) -> dict[str, object]:
    """Give what the directory says of a service as first answers."""
    told: dict[str, object] = {name: getattr(service, name) for name in Described.__dataclass_fields__}
    return told | {"languages": ", ".join(service.languages), "is_free": _answer(service.is_free)}


def needs_as_told(needs: Needs) -> dict[str, str]:
    """Give what one needs as first answers."""
    return {name: _answer(value) for name, value in asdict(needs).items()}


def _answer(value: bool | None) -> str:
    return {True: "YES", False: "NO", None: "UNKNOWN"}[value]


class Joining(nhsuk.Form):
    """One or more ways of joining, each with how it is now."""

    modes = nhsuk.Checkboxes(
        choices=Mode, label="How can one join?", missing="Select how one can join",
        conditional={Mode.IN_PERSON: ("place", "address", "postcode")},
    )  # fmt: skip
    place = nhsuk.Text(label="What is the place called?", missing="Enter what the place is called")
    address = nhsuk.Text(label="Street and number (optional)")
    postcode = nhsuk.Text(label="Postcode (optional)", width=10)
    status = nhsuk.Radios(
        choices=Status, label="Is it running now?", missing="Select whether it is running now",
        hint="Not known is an answer",
    )  # fmt: skip
    wait_weeks = nhsuk.WholeNumber(
        label="How long is the wait? (optional)", suffix="weeks", width=3, smallest=0, largest=LONGEST_WAIT
    )

    @property
    def modes_chosen(self) -> list[Mode]:
        return [Mode(code) for code in self.cleaned_data["modes"]]

    @property
    def place_told(self) -> Place | None:
        """Give the place one goes to, if one does."""
        told = self.cleaned_data
        return Place(told["place"], told["address"], told["postcode"]) if told["place"] else None

    @property
    def first_told(self) -> Observed:
        """Give the first status, as whoever adds a service read or heard it."""
        told = self.cleaned_data
        return Observed(
            Status(told["status"]), said_by=Teller.NOTICE, how=How.READ, how_sure=Sure.FAIRLY,
            wait_weeks=told["wait_weeks"],
        )  # fmt: skip


class AddService(Describe, Joining):
    """A service that is not in the directory yet."""

    organisation = nhsuk.Text(label="Who offers it?", missing="Enter who offers it", max_length=200)
    field_order = ["name", "organisation", "category", "modes", "status", "wait_weeks"]
