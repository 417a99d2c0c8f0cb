"""Which pairs are looked at at all: those that share something rare enough.

No rule takes a name alone, nor anything that a whole care home shares: a list with thousands of one name stays small.
"""

from __future__ import annotations

RULES = (
    "l.nhs_number = r.nhs_number",
    "l.surname = r.surname and l.born = r.born",
    "l.first_name = r.first_name and l.born = r.born",
    "l.first_name = r.surname and l.surname = r.first_name and l.born = r.born",
    "l.postcode = r.postcode and l.born = r.born",
    "l.postcode = r.postcode and l.surname = r.surname and l.first_initial = r.first_initial",
    "l.postcode = r.postcode and l.first_name = r.first_name",
    "l.phone = r.phone and l.first_name = r.first_name",
    "l.phone = r.phone and l.surname = r.surname and l.first_initial = r.first_initial",
    "l.phone = r.phone and l.born = r.born",
    "l.first_name = r.first_name and l.surname = r.surname and l.birth_year = r.birth_year",
)
