"""About a hundred more made-up people, drawn from a fixed seed, so that lists are as long as a real service's."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from nhs_number.validate import calculate_checksum

from throughline.clients.models import Answer
from throughline.contacts.models import Kind
from throughline.core.clock import LONDON
from throughline.core.working_days import add_working_days, on_or_after
from throughline.demo.places import ELM_STREET, HILLTOP, QUAYSIDE

FIRST_NAMES = [
    "Aileen",
    "Alice",
    "Amir",
    "Anita",
    "Barry",
    "Beryl",
    "Bilal",
    "Brenda",
    "Carol",
    "Cedric",
    "Colin",
    "Daphne",
    "Dennis",
    "Dilip",
    "Donna",
    "Edith",
    "Elaine",
    "Ernest",
    "Farida",
    "Frank",
    "Geoffrey",
    "Gloria",
    "Gordon",
    "Hamid",
    "Hazel",
    "Hugh",
    "Ifeoma",
    "Irene",
    "Ivan",
    "Jasmine",
    "Jean",
    "Joyce",
    "Kamal",
    "Keith",
    "Lesley",
    "Linda",
    "Malcolm",
    "Maureen",
    "Mavis",
    "Mohan",
    "Nadia",
    "Neville",
    "Nora",
    "Olive",
    "Pamela",
    "Percy",
    "Ravi",
    "Rita",
    "Roy",
    "Sadie",
    "Shirley",
    "Stanley",
    "Sunita",
    "Thelma",
    "Trevor",
    "Una",
    "Vera",
    "Vincent",
    "Wendy",
    "Yusuf",
    "Zoë",
]
LAST_NAMES = [
    "Abbot",
    "Ainsley",
    "Ahmed",
    "Barker",
    "Bewick",
    "Bhatt",
    "Blyth",
    "Bose",
    "Carr",
    "Charlton",
    "Cowell",
    "Dodds",
    "Dunne",
    "Elliot",
    "Fenwick",
    "Forster",
    "Ghosh",
    "Gibbs",
    "Hedley",
    "Hussain",
    "Iqbal",
    "Jobling",
    "Kaur",
    "Laidler",
    "Lamb",
    "Mistry",
    "Mowbray",
    "Nesbit",
    "O'Hara",
    "Ord",
    "Patel",
    "Pringle",
    "Quinn",
    "Rahman",
    "Ridley",
    "Robson",
    "Shah",
    "Stobbs",
    "Tait",
    "Thirlwell",
    "Ullah",
    "Urwin",
    "Varley",
    "Wade",
    "Wilkie",
    "Yates",
    "Young",
]
CONDITIONS = (
    "type 2 diabetes",
    "type 2 diabetes",
    "type 1 diabetes",
    "heart failure",
    "coronary heart disease",
    "epilepsy",
    "osteoporosis",
    "asthma",
    "asthma",
    "COPD",
    "COPD",
)
ALSO = ("hypertension", "anxiety", "depression", "arthritis", "fibromyalgia")
REASONS = (
    "Lonely and not managing.",
    "Wants to be more active.",
    "Money worries make everything harder.",
    "Lost confidence after a stay in hospital.",
    "Needs people round them.",
    "Housing and health feed each other.",
)
NOTES = (
    "All well. Walking most days.",
    "Waiting to hear from the class.",
    "A hard month, glad of the call.",
    "Form filled in together.",
    "Sleeping better.",
    "Sister is staying. Busy and cheerful.",
    "Knee is bad; keeps to the house.",
    "Started the group and liked it.",
    "Wanted a chat, nothing needed.",
)
WORKERS_AT = {ELM_STREET: ("priya", "tom", "moira"), QUAYSIDE: ("priya", "moira"), HILLTOP: ("dev", "rosa", "lena")}


def nhs_number(source: random.Random) -> str:
    """Give a number from 999, the range kept for tests, with a right check digit."""
    while True:
        nine = f"999{source.randrange(10**6):06d}"
        check = calculate_checksum(nine)
        if check is not None and check < 10:
            return f"{nine}{check}"


def working_moment(day: date, source: random.Random) -> datetime:
    """Give a moment in working hours on a day, or the next working day."""
    return datetime.combine(
        on_or_after(day), time(source.randint(9, 16), source.choice((0, 10, 20, 30, 40, 50))), LONDON
    )


def date_of_birth(source: random.Random) -> date:
    """Give a date of birth of somebody who is 42 to 73 at the start of 2020: eligible, whenever they were referred."""
    return date(2020, 1, 1) - timedelta(days=source.randint(int(42 * 365.25), int(73 * 365.25)))


def particulars(source: random.Random) -> dict[str, object]:
    """Draw how somebody can be reached; many things have never been asked, as in life."""
    asked = (Answer.YES, Answer.YES, Answer.YES, Answer.NO, Answer.NOT_ASKED, Answer.NOT_ASKED)
    return {
        "full_name": f"{source.choice(FIRST_NAMES)} {source.choice(LAST_NAMES)}",
        "date_of_birth": date_of_birth(source),
        "nhs_number": nhs_number(source),
        "phones": (f"0191 498 0{source.randint(200, 999)}", f"07700 900{source.randint(500, 999)}")[
            : source.randint(1, 2)
        ],
        "postcode": f"NE{source.randint(1, 40)} {source.randint(1, 9)}{source.choice('AB')}{source.choice('DEFGH')}",
        "conditions": (source.choice(CONDITIONS), *source.sample(ALSO, source.choice((0, 1, 1, 2)))),
        "can_be_phoned": source.choice((Answer.YES, Answer.YES, Answer.YES, Answer.YES, Answer.NOT_ASKED)),
        "can_read": source.choice(asked),
        "has_internet": source.choice(asked),
    }


def promised_days(start: date, end: date, source: random.Random) -> Iterator[date]:
    """Draw the days on which somebody's next contacts were promised, from a start up to an end."""
    day = start
    while day <= end:
        yield day
        day = add_working_days(day, source.choice((10, 20, 30, 30, 30, 45, 64)))


def kinds(source: random.Random) -> tuple[Kind, ...]:
    """Draw what a conversation was about."""
    return tuple(
        source.sample((Kind.CHECK_IN, Kind.PRACTICAL_HELP, Kind.EMOTIONAL_SUPPORT, Kind.CONDITION_AND_GOALS), 1)
    )
