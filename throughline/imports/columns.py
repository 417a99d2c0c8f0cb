"""The columns of each kind of file: the one list that is printed, read by and checked against."""

from __future__ import annotations

from throughline.core.decisions import Refused
from throughline.sheets.columns import Column

_NAME = Column("name", True, "the person's full name", "Amina Begum")
_BORN = Column("date_of_birth", True, "day first, or year-month-day; the year with four digits", "01/02/1950")
_NUMBER = Column("nhs_number", False, "10 digits; format the column as text in a spreadsheet", "999 000 0018")
_PHONES = Column("phones", False, "telephone numbers separated by ;, the best one first", "0191 498 0123")
_ADDRESS = Column("address", False, "without the postcode", "1 Elm Street, Newcastle")
_POSTCODE = Column("postcode", False, "a full postcode", "NE1 4ST")
_CONDITIONS = Column("conditions", False, "long-term conditions, separated by ;", "type 2 diabetes; asthma")

CLIENTS = (
    _NAME,
    _BORN,
    _NUMBER,
    _PHONES,
    Column("email", False, "one e-mail address of the person", "amina@example.org"),
    _ADDRESS,
    _POSTCODE,
    Column("surgery", False, "the name of a surgery that refers to the worker's service", "Elm Street"),
    _CONDITIONS,
    Column("access_needs", False, "what contact needs so that it works", "interpreter: Sylheti"),
    Column("can_be_phoned", False, "yes or no; empty where nobody asked", "yes"),
    Column("can_read", False, "yes or no; empty where nobody asked", "yes"),
    Column("has_internet", False, "yes or no; empty where nobody asked", "no"),
    Column("worker", True, "the link worker's e-mail address; it also decides the service", "sam@example.org"),
    Column("level", False, "intensive, regular or light; empty for regular", "regular"),
    Column("last_spoken", False, "the day on which the two last spoke; empty where they have not yet", "2020-01-15"),
    Column("next_contact", True, "the promised day; one that has passed comes in as late", "2020-03-16"),
    Column(
        "next_contact_way",
        False,
        "phone, surgery, other place, post, text, email or video; empty for phone, or post where they cannot be phoned",
        "phone",
    ),
)

REFERRALS = (
    Column("surgery", True, "the name of the surgery that refers", "Elm Street"),
    _NAME,
    _BORN,
    _NUMBER,
    _PHONES,
    _ADDRESS,
    _POSTCODE,
    _CONDITIONS,
    Column("reason", False, "why they are referred", "lives alone, newly diagnosed"),
    Column("wants", False, "what the patient wants, in their words", "to walk again"),
    Column("communication_needs", False, "what they need to be able to talk with us", "hearing loss"),
    Column("referred_on", True, "the day of the referral", "2020-03-02"),
    Column("agreed", True, "yes if the patient agreed to be referred", "yes"),
    Column("agreed_to_phone", False, "yes if they agreed to be phoned; empty counts as no", "yes"),
)

ELIGIBILITY = (
    Column("date_of_birth", True, _BORN.says, _BORN.example),
    Column("referral_date", True, "the day on which the age counts", "2020-03-02"),
    _CONDITIONS,
)

KINDS = {"clients": CLIENTS, "referrals": REFERRALS, "eligibility": ELIGIBILITY}


def columns_of(kind: str) -> tuple[Column, ...]:
    """Give the columns of a kind of file.

    :raises Refused: naming the kinds, if there is no such kind
    """
    if kind not in KINDS:
        raise Refused(f"There is no kind of file called “{kind}”. The kinds are: {', '.join(KINDS)}.")
    return KINDS[kind]
