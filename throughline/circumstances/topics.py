"""What can be known of a person's life, topic by topic, and what can be answered (R11; the paper, MD and Table 1)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


class Topic(models.TextChoices):
    """One thing that may change over time."""

    HOUSEHOLD = "HOUSEHOLD", "Who they live with"
    EMPLOYMENT = "EMPLOYMENT", "Work"
    BENEFITS = "BENEFITS", "Benefits"
    INCOME = "INCOME", "Household income in a year"
    HOME = "HOME", "Address"
    AREA = "AREA", "Neighbourhood code (LSOA, 2021)"
    TENURE = "TENURE", "Owned or rented"
    HOUSING_TYPE = "HOUSING_TYPE", "Kind of home"
    OUTSIDE_SPACE = "OUTSIDE_SPACE", "Private outside space"
    GENDER = "GENDER", "Gender"
    ETHNICITY = "ETHNICITY", "Ethnic group"
    LANGUAGE = "LANGUAGE", "First language"
    EDUCATION = "EDUCATION", "Education"


class Household(models.TextChoices):
    """Table 1's five, and what it has no row for. Which one holds where several do: AM41."""

    ALONE = "ALONE", "Alone"
    PARTNER = "PARTNER", "With a partner only"
    FAMILY_WITH_CHILD = "FAMILY_WITH_CHILD", "With family, somebody under 18"
    FAMILY_ADULTS = "FAMILY_ADULTS", "With family, everybody 18 or over"
    MULTIGENERATIONAL = "MULTIGENERATIONAL", "Three generations together"
    OTHERS = "OTHERS", "With people who are not family"


class Employment(models.TextChoices):
    """Table 1's, and what it has no row for."""

    FULL_TIME = "FULL_TIME", "Full-time"
    PART_TIME = "PART_TIME", "Part-time"
    FURLOUGHED = "FURLOUGHED", "Furloughed"
    UNEMPLOYED = "UNEMPLOYED", "Unemployed"
    RETIRED = "RETIRED", "Retired"
    LOOKS_AFTER_FAMILY = "LOOKS_AFTER_FAMILY", "Looks after home or family"
    STUDYING = "STUDYING", "Studying"


class Benefit(models.TextChoices):
    """Note b of Table 1, with today's names; several may be held (AM40)."""

    NONE = "NONE", "None"
    UNIVERSAL_CREDIT = "UNIVERSAL_CREDIT", "Universal Credit"
    UNIVERSAL_CREDIT_LCW = "UNIVERSAL_CREDIT_LCW", "Universal Credit, limited capability for work"
    WORKING_TAX_CREDIT = "WORKING_TAX_CREDIT", "Working Tax Credit"
    INCOME_SUPPORT = "INCOME_SUPPORT", "Income Support"
    PENSION_CREDIT = "PENSION_CREDIT", "Pension Credit"
    HOUSING_BENEFIT = "HOUSING_BENEFIT", "Housing Benefit"
    PIP = "PIP", "Personal Independence Payment (PIP)"
    DLA = "DLA", "Disability Living Allowance (DLA)"
    ESA = "ESA", "Employment and Support Allowance (ESA)"
    CARERS_ALLOWANCE = "CARERS_ALLOWANCE", "Carer’s Allowance"
    ATTENDANCE_ALLOWANCE = "ATTENDANCE_ALLOWANCE", "Attendance Allowance"
    OTHER = "OTHER", "Another benefit"


class Income(models.TextChoices):
    """Table 1's bands, without the gaps that it leaves between them (AM39)."""

    UNDER_10 = "UNDER_10", "Less than £10,000"
    FROM_10 = "FROM_10", "£10,000 to £20,999"
    FROM_21 = "FROM_21", "£21,000 to £30,999"
    FROM_31 = "FROM_31", "£31,000 to £40,999"
    FROM_41 = "FROM_41", "£41,000 or more"


class Tenure(models.TextChoices):
    OWNED = "OWNED", "Owned, with or without a mortgage"
    PRIVATE_RENT = "PRIVATE_RENT", "Rented from a private landlord"
    SOCIAL_RENT = "SOCIAL_RENT", "Rented from a council or housing association"
    SUPPORTED = "SUPPORTED", "Supported or sheltered housing"
    NO_HOME = "NO_HOME", "No home of their own"
    OTHER = "OTHER", "Something else"


class HousingType(models.TextChoices):
    HOUSE = "HOUSE", "House"
    BUNGALOW = "BUNGALOW", "Bungalow"
    GROUND_FLOOR_FLAT = "GROUND_FLOOR_FLAT", "Flat on the ground floor"
    FLAT_WITH_LIFT = "FLAT_WITH_LIFT", "Flat higher up, with a lift"
    FLAT_WITHOUT_LIFT = "FLAT_WITHOUT_LIFT", "Flat higher up, without a lift"
    OTHER = "OTHER", "Something else"


class OutsideSpace(models.TextChoices):
    GARDEN = "GARDEN", "Own garden"
    YARD_OR_BALCONY = "YARD_OR_BALCONY", "Own yard or balcony"
    SHARED = "SHARED", "Shared garden or yard"
    NONE = "NONE", "None"


class Gender(models.TextChoices):
    FEMALE = "FEMALE", "Female"
    MALE = "MALE", "Male"
    NON_BINARY = "NON_BINARY", "Non-binary"
    OTHER = "OTHER", "Another way"


class Education(models.TextChoices):
    NONE = "NONE", "No qualifications"
    SCHOOL = "SCHOOL", "GCSEs, O levels or the like"
    COLLEGE = "COLLEGE", "A levels or the like"
    TRADE = "TRADE", "Apprenticeship or trade qualification"
    DEGREE = "DEGREE", "Degree or higher"
    OTHER = "OTHER", "Another qualification"


class Ethnicity(models.TextChoices):
    """The groups of the 2021 census of England and Wales; the code of 2001 is derived (standards, section 6.2)."""

    WHITE_BRITISH = "WHITE_BRITISH", "White: English, Welsh, Scottish, Northern Irish or British"
    WHITE_IRISH = "WHITE_IRISH", "White: Irish"
    GYPSY_TRAVELLER = "GYPSY_TRAVELLER", "White: Gypsy or Irish Traveller"
    ROMA = "ROMA", "White: Roma"
    WHITE_OTHER = "WHITE_OTHER", "White: any other"
    WHITE_AND_BLACK_CARIBBEAN = "WHITE_AND_BLACK_CARIBBEAN", "Mixed: White and Black Caribbean"
    WHITE_AND_BLACK_AFRICAN = "WHITE_AND_BLACK_AFRICAN", "Mixed: White and Black African"
    WHITE_AND_ASIAN = "WHITE_AND_ASIAN", "Mixed: White and Asian"
    MIXED_OTHER = "MIXED_OTHER", "Mixed: any other"
    INDIAN = "INDIAN", "Asian: Indian"
    PAKISTANI = "PAKISTANI", "Asian: Pakistani"
    BANGLADESHI = "BANGLADESHI", "Asian: Bangladeshi"
    CHINESE = "CHINESE", "Asian: Chinese"
    ASIAN_OTHER = "ASIAN_OTHER", "Asian: any other"
    BLACK_CARIBBEAN = "BLACK_CARIBBEAN", "Black: Caribbean"
    BLACK_AFRICAN = "BLACK_AFRICAN", "Black: African"
    BLACK_OTHER = "BLACK_OTHER", "Black: any other"
    ARAB = "ARAB", "Other: Arab"
    OTHER = "OTHER", "Other: any other"


CODE_OF_2001 = {
    Ethnicity.WHITE_BRITISH: "A", Ethnicity.WHITE_IRISH: "B", Ethnicity.GYPSY_TRAVELLER: "C", Ethnicity.ROMA: "C",
    Ethnicity.WHITE_OTHER: "C", Ethnicity.WHITE_AND_BLACK_CARIBBEAN: "D", Ethnicity.WHITE_AND_BLACK_AFRICAN: "E",
    Ethnicity.WHITE_AND_ASIAN: "F", Ethnicity.MIXED_OTHER: "G", Ethnicity.INDIAN: "H", Ethnicity.PAKISTANI: "J",
    Ethnicity.BANGLADESHI: "K", Ethnicity.ASIAN_OTHER: "L", Ethnicity.BLACK_CARIBBEAN: "M",
    Ethnicity.BLACK_AFRICAN: "N", Ethnicity.BLACK_OTHER: "P", Ethnicity.CHINESE: "R", Ethnicity.ARAB: "S",
    Ethnicity.OTHER: "S",
}  # fmt: skip
"""NHS Data Dictionary, ETHNIC CATEGORY (2001). Gypsy, Roma and Arab had no code of their own then."""
NOT_STATED, NOT_KNOWN = "Z", "99"

CHOICES: dict[Topic, type[models.TextChoices]] = {
    Topic.HOUSEHOLD: Household, Topic.EMPLOYMENT: Employment, Topic.BENEFITS: Benefit, Topic.INCOME: Income,
    Topic.TENURE: Tenure, Topic.HOUSING_TYPE: HousingType, Topic.OUTSIDE_SPACE: OutsideSpace, Topic.GENDER: Gender,
    Topic.ETHNICITY: Ethnicity, Topic.EDUCATION: Education,
}  # fmt: skip
"""The topics answered by choosing. The others are answered in words: an address, a language, a code."""


@dataclass(frozen=True)
class Question:
    """How a topic is asked."""

    asked: str
    hint: str = ""


QUESTIONS = {
    Topic.HOUSEHOLD: Question(
        "Who do they live with?",
        "If several fit: three generations come first, then anybody under 18, then other adults, then a partner",
    ),
    Topic.EMPLOYMENT: Question("What is their work?"),
    Topic.BENEFITS: Question("Which benefits do they get?", "Select all that apply"),
    Topic.INCOME: Question("What is the income of the household in a year?", "Before tax, benefits included"),
    Topic.HOME: Question("What is their address?"),
    Topic.AREA: Question(
        "What is the code of their neighbourhood?",
        "Only where the postcode gives none. The LSOA of 2021, for example E01008162",
    ),
    Topic.TENURE: Question("Is their home owned or rented?"),
    Topic.HOUSING_TYPE: Question("What kind of home is it?"),
    Topic.OUTSIDE_SPACE: Question("Do they have private outside space?"),
    Topic.GENDER: Question("What is their gender?"),
    Topic.ETHNICITY: Question("What is their ethnic group?", "As they describe themselves"),
    Topic.LANGUAGE: Question("What is their first language?"),
    Topic.EDUCATION: Question("What is their highest qualification?"),
}


class Answer(models.TextChoices):
    """Whether there is an answer at all. "Not asked" is never "no"."""

    ANSWERED = "ANSWERED", "Answered"
    PREFER_NOT = "PREFER_NOT", "Prefer not to say"
    NOT_ASKED = "NOT_ASKED", "Not asked"
    MISTAKEN = "MISTAKEN", "Recorded by mistake"


class Source(models.TextChoices):
    """Who says so."""

    CLIENT = "CLIENT", "They told us"
    FAMILY = "FAMILY", "Family or carer told us"
    REFERRER = "REFERRER", "The referral says so"
    RECORD = "RECORD", "Another record says so"
