"""The organisations and staff of the demo service (requirements, section 7.7). All made up; needs no Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

COMMISSIONER, COUNCIL = "Tynemouth CCG", "Tynemouth City Council"
HARBOUR, NORTHGATE = "Harbour Trust", "Northgate Wellbeing"
ELM_STREET, QUAYSIDE, HILLTOP = "Elm Street Surgery", "Quayside Medical Group", "Hilltop Practice"
REFERS_TO = {ELM_STREET: HARBOUR, QUAYSIDE: HARBOUR, HILLTOP: NORTHGATE}
PHONES = {HARBOUR: "+441914980100", NORTHGATE: "+441914980200"}

LINKED_SERVICES = (
    "Hilltop Gym", "Quayside Pool", "Saturday Walking Group", "Monday Tai Chi", "Tynemouth Circuits",
    "Thursday Art Class", "Tuesday Weight Group", "Riverside Counselling", "Tynemouth Welfare Rights",
    "Tynemouth Housing Advice", "Harbour Foodbank", "Northgate Food Parcels", "Stop Smoking Tynemouth",
    "Phone Friendship Group", "Digital Skills Tynemouth", "Breathe Easy Exercise", "Tynemouth Bereavement Support",
)  # fmt: skip
"""Where link workers refer people to: both providers share them."""

SERVICE_BEGAN = date(2015, 4, 1)


@dataclass(frozen=True)
class Member:
    """A member of staff: `key` names their e-mail address and, in the demo, their one-click sign-in."""

    key: str
    name: str
    email: str
    role: str
    organisation: str
    does: str
    phone: str = ""
    attached_to: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()


STAFF = (
    Member(
        "elm-street",
        "Nasreen Malik",
        "nasreen@elmstreet.example",
        "PRACTICE_USER",
        ELM_STREET,
        "Refers patients from Elm Street Surgery and sees what became of them",
    ),
    Member(
        "quayside",
        "Owen Parry",
        "owen@quayside.example",
        "PRACTICE_USER",
        QUAYSIDE,
        "Refers patients from Quayside Medical Group",
    ),
    Member(
        "alan",
        "Alan Whitfield",
        "alan@harbour.example",
        "MANAGER",
        HARBOUR,
        "Allocates people to link workers at Harbour Trust and sees that nobody is dropped",
    ),
    Member(
        "moira",
        "Moira Kelly",
        "moira@harbour.example",
        "SENIOR_LINK_WORKER",
        HARBOUR,
        "Carries a caseload and looks after the team's",
        "+447700900101",
        (ELM_STREET, QUAYSIDE),
        skills=("bereavement", "COPD"),
    ),
    Member(
        "priya",
        "Priya Nair",
        "priya@harbour.example",
        "LINK_WORKER",
        HARBOUR,
        "Works with people from Elm Street and Quayside",
        "+447700900102",
        (ELM_STREET, QUAYSIDE),
        languages=("Hindi",),
        skills=("benefits", "tribunals"),
    ),
    Member(
        "tom",
        "Tom Aldridge",
        "tom@harbour.example",
        "LINK_WORKER",
        HARBOUR,
        "Has a temporary contract, and people who depend on him",
        "+447700900103",
        (ELM_STREET,),
        skills=("smoking", "housing"),
    ),
    Member("jo", "Jo Barnes", "jo@harbour.example", "ADMINISTRATOR", HARBOUR, "Does post and lists at Harbour Trust"),
    Member(
        "hilltop",
        "Frances Obi",
        "frances@hilltop.example",
        "PRACTICE_USER",
        HILLTOP,
        "Refers patients from Hilltop Practice",
    ),
    Member(
        "grace",
        "Grace Lindqvist",
        "grace@northgate.example",
        "MANAGER",
        NORTHGATE,
        "Manages Northgate Wellbeing; sees nobody of Harbour Trust's",
    ),
    Member(
        "lena",
        "Lena Fairweather",
        "lena@northgate.example",
        "SENIOR_LINK_WORKER",
        NORTHGATE,
        "Carries a caseload and looks after the team's",
        "+447700900201",
        (HILLTOP,),
        skills=("exercise", "heart"),
    ),
    Member(
        "dev",
        "Dev Chowdhury",
        "dev@northgate.example",
        "LINK_WORKER",
        NORTHGATE,
        "Works with people from Hilltop",
        "+447700900202",
        (HILLTOP,),
        languages=("Bengali", "Sylheti"),
        skills=("depression", "anxiety"),
    ),
    Member(
        "rosa",
        "Rosa Brandt",
        "rosa@northgate.example",
        "LINK_WORKER",
        NORTHGATE,
        "Took over some people in February 2020",
        "+447700900203",
        (HILLTOP,),
        languages=("Polish",),
        skills=("diabetes", "food"),
    ),
    Member("sam", "Sam Otieno", "sam@northgate.example", "ADMINISTRATOR", NORTHGATE, "Does post and lists"),
    Member("ccg", "Casey Dunn", "casey@ccg.example", "COMMISSIONER", COMMISSIONER, "Sees totals, never a person"),
)

PASSWORD = "throughline-demo-2020"
"""For signing in to the demo with the keyboard. It opens nothing but made-up people."""
