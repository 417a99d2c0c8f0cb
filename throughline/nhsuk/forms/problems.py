"""What is wrong with a form, as the error summary lists it."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms

from throughline.nhsuk.forms.rendering import anchor


@dataclass(frozen=True)
class Problem:
    """One line of the error summary, and where it leads: "#id_reason", or nowhere if it is about the whole form."""

    text: str
    href: str = ""


def problems_of(form: forms.BaseForm) -> list[Problem]:
    """List a form's errors in the order of the page: the whole form's first, then one for each field."""
    if not form.is_bound:
        return []
    whole = [Problem(str(text)) for text in form.non_field_errors()]
    wrong = [form[name] for name in form.fields if name in form.errors]
    return whole + [Problem(str(bound.errors[0]), _href(bound)) for bound in wrong]


def _href(bound: forms.BoundField) -> str:
    found = anchor(bound)
    return f"#{found}" if found else ""
