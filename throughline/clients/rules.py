"""How particulars are read: names, NHS numbers, phone numbers, postcodes. Each says what is wrong and what to do."""

from __future__ import annotations

import re
from datetime import date

import phonenumbers
from nhs_number.standardise import standardise_format
from nhs_number.validate import is_valid
from ukpostcodeutils import validation

from throughline.core.decisions import YES, Decision, Refused
from throughline.core.names import sort_key

OLDEST_BIRTH = date(1895, 1, 1)
NO_FIXED_PLACE = re.compile(r"ZZ99[0-9][A-Z]{2}")
"""The NHS's postcodes for people without one: ZZ99 3VZ is no fixed abode (NHS Postcode Directory)."""
NUMBER_HERE = re.compile(r"(?:0|\+44)([1-9][0-9]{9})")


def nhs_number(text: str) -> str | None:
    """Give ten digits, or None where nothing was given.

    :raises Refused: if it is not an NHS number (ten digits whose last is a Modulus 11 check digit)
    """
    if not text.strip():
        return None
    digits = re.sub(r"[\s-]", "", text)
    if re.fullmatch(r"\d{1,9}\.?\d*[eE]\+?\d+", digits):
        raise Refused("A spreadsheet has rounded this NHS number. Format the column as text, and export it again.")
    if not re.fullmatch(r"[0-9]{10}", digits):
        raise Refused("An NHS number has 10 digits, for example 999 123 4543. Check it, or leave it empty.")
    if not is_valid(digits):
        raise Refused("The NHS number has a wrong digit: its check digit does not fit. Check it, or leave it empty.")
    return str(standardise_format(digits))


def phone_number(text: str) -> str:
    """Give a telephone number in international form; numbers from abroad are written with their + code.

    A number written as most are here needs no library to be read, which would be slow for a whole caseload.

    :raises Refused: if it cannot be a telephone number
    """
    here = NUMBER_HERE.fullmatch(text.replace(" ", ""))
    return f"+44{here[1]}" if here else any_phone_number(text)


def any_phone_number(text: str) -> str:
    """Give any country's telephone number in international form.

    :raises Refused: if it cannot be a telephone number
    """
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException as error:
        raise Refused(f"“{text.strip()}” is not a telephone number. Give it with its area code.") from error
    if not phonenumbers.is_possible_number(number):
        raise Refused(f"“{text.strip()}” is too long or too short for a telephone number. Check the digits.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def postcode(text: str) -> str:
    """Give a postcode in its normal form, NE1 4ST, or nothing where nothing was given.

    :raises Refused: if it cannot be a postcode
    """
    squeezed = re.sub(r"\s", "", text).upper()
    if not squeezed:
        return ""
    if not (validation.is_valid_postcode(squeezed) or NO_FIXED_PLACE.fullmatch(squeezed)):
        raise Refused(f"“{text.strip()}” is not a postcode. Write it like NE1 4ST, or leave it empty.")
    return f"{squeezed[:-3]} {squeezed[-3:]}"


def date_of_birth(born_on: date, *, on: date) -> date:
    """Give a date of birth that is possible on a day.

    :raises Refused: if it is in the future or longer ago than anybody has lived
    """
    if born_on > on:
        raise Refused("The date of birth is in the future. Check the year.")
    if born_on < OLDEST_BIRTH:
        raise Refused("The date of birth is before 1895. Check the year.")
    return born_on


def full_name(text: str) -> str:
    """Give a name without stray spaces, otherwise exactly as written.

    :raises Refused: if it is empty, or holds no letter of any script
    """
    name = " ".join(text.split())
    if not any(character.isalpha() for character in name):
        raise Refused("Give the person's name.")
    return name


def may_be_same_person(name: str, born_on: date, *, kept_name: str, kept_born_on: date) -> Decision:
    """Say whether a record found by NHS number can be this person's: names change and dates are mistyped, not both."""
    if sort_key(name) == sort_key(kept_name) or born_on == kept_born_on:
        return YES
    return Decision(
        "This NHS number is already used for somebody with another name and date of birth. Check the number. If it is"
        " right, leave it empty and tell the service."
    )


def age_on(born_on: date, day: date) -> int:
    """Give the age in whole years on a day. Born on 29 February, one is a year older on 1 March of a common year."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def may_be_written(*, moved_to: str, phone: str) -> Decision:
    """Say whether more may be recorded of somebody who may have moved to another provider's service (R4)."""
    if not moved_to:
        return YES
    tell = f"Phone them on {phone}" if phone else "Get in touch with them"
    return Decision(
        f"They moved to {moved_to}, so their record here can be read and not added to. {tell} to pass something on."
        " If the person comes back, their surgery refers them again."
    )
