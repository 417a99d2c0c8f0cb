"""What the columns of a list can mean, and by which headings they are known without anybody being asked."""

from __future__ import annotations

from dataclasses import dataclass

from throughline.sheets.loose import key_of

YES_WORDS = frozenset({"y", "yes", "true", "1", "dead", "deceased", "opted out", "opt out", "informally deceased"})


@dataclass(frozen=True)
class Meaning:
    """What a column means, and headings that mean it. The national shielded patient list's stand among them."""

    name: str
    says: str
    headings: tuple[str, ...]


COLUMNS = (
    Meaning("name", "the whole name", ("name", "full name", "patient name", "patient", "resident name")),
    Meaning("first_name", "first names", ("PatientFirstName", "first name", "forename", "forenames", "given name")),
    Meaning("other_name", "other names", ("PatientOtherName", "middle name", "middle names", "other names")),
    Meaning("surname", "the surname", ("PatientSurname", "surname", "last name", "family name")),
    Meaning("date_of_birth", "the date of birth", ("DateOfBirth", "date of birth", "dob", "d.o.b.", "birth date")),
    Meaning("nhs_number", "the NHS number", ("Traced_NHSNUMBER", "nhs number", "nhs no", "nhs no.", "nhsnumber")),
    Meaning(
        "address", "a line of the address",
        (*(f"PatientAddress_Line{n}" for n in range(1, 6)), *(f"address line {n}" for n in range(1, 6)),
         *(f"address {n}" for n in range(1, 6)), "address", "house", "street", "town", "city", "home address"),
    ),
    Meaning("postcode", "the postcode", ("PatientAddress_PostCode", "postcode", "post code", "postal code")),
    Meaning(
        "phone", "a telephone number",
        ("mobile", "landline", "phone", "phones", "telephone", "phone number", "telephone number", "home phone",
         "mobile number", "mobile phone", "tel", "tel no", "contact number", "home telephone"),
    ),
    Meaning("email", "an e-mail address", ("PatientEmailAddress", "email", "e-mail", "email address")),
    Meaning("surgery", "the surgery's name", ("surgery", "practice", "gp practice", "gp surgery", "practice name")),
    Meaning("reason", "why they are listed", ("reason", "category", "vulnerability", "reason listed", "why listed")),
    Meaning("died", "that they have died", ("DateOfDeath", "Flag_PDSInformallyDeceased", "deceased", "date of death",
                                            "died")),
    Meaning("opted_out", "that they do not want calls", ("opted out", "opt out", "do not contact", "no contact")),
)  # fmt: skip
IGNORED = frozenset(
    key_of(h) for h in ("oslaua", "oscty", "Data_Source", "InceptionDate", "SPL_Version", "uprn", "title", "gender")
)
"""Of the national list, and of nearly every other: not needed to call somebody, so not kept."""

NAMES = frozenset(meaning.name for meaning in COLUMNS)
KNOWN = {key_of(heading): meaning.name for meaning in COLUMNS for heading in (*meaning.headings, meaning.name)}
