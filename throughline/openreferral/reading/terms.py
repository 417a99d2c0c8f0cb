"""The terms by which a feed sorts its services, each with the list that it is of."""

from __future__ import annotations

from collections.abc import Sequence

from throughline.directory.fed import FedRow, FedTerm
from throughline.directory.kinds import Category
from throughline.openreferral.reading.categories import category_of
from throughline.openreferral.reading.cleaning import Clean, named_by_us

NO_LIST = "Terms"


def terms_of(attributes: Sequence[Clean]) -> tuple[FedTerm, ...]:
    """List the terms of a service, each once."""
    by_id = {one["taxonomy_term"]["id"]: one for one in attributes}
    return tuple(_term(one) for one in by_id.values())


def _term(attribute: Clean) -> FedTerm:
    term = attribute["taxonomy_term"]
    name = term.get("taxonomy", NO_LIST)
    taxonomy = FedRow(term.get("taxonomy_id") or named_by_us(f"taxonomy/{name}".casefold()), {"name": name})
    category = category_of([term["name"]], "")
    columns = {
        "name": term["name"],
        "description": term.get("description", ""),
        "term_uri": term.get("term_uri", ""),
        "category": "" if category == Category.OTHER else category,
    }
    row = FedRow(term["id"], columns, once=frozenset({"category"}))
    return FedTerm(taxonomy=taxonomy, row=row, parent_id=term.get("parent_id", ""))
