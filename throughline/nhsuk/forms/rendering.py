"""Draws questions with our own light macros, one template for each kind in `nhsuk/fields/`.

Written by hand because the shipped macros cost 1 ms for each input (measured.md, section 2). Fields that are not ours,
such as those of the sign-in pages, are drawn by the same macros as far as they have words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.template import engines
from markupsafe import Markup

if TYPE_CHECKING:
    from throughline.nhsuk.forms.question import Question


@dataclass(frozen=True)
class Option:
    """One choice of several."""

    id: str
    value: str
    label: str
    hint: str
    chosen: bool
    reveals: Markup
    divider: str = ""


@dataclass(frozen=True)
class Drawn:
    """What a macro is given: one question, its answer and its error, ready to be placed."""

    bound: forms.BoundField
    field: Any
    id: str
    name: str
    value: Any
    error: str
    described_by: str

    @property
    def label(self) -> str:
        return str(self.bound.label)

    @property
    def hint(self) -> str:
        return str(self.field.help_text)

    @property
    def type(self) -> str:
        return str(getattr(self.field, "type", "") or getattr(self.field.widget, "input_type", "") or "text")

    @property
    def options(self) -> list[Option]:
        return options_of(self)


def render_field(bound: forms.BoundField) -> Markup:
    """Render one field of any form, ours or another's."""
    kind = kind_of(bound.field)
    module = engines["jinja2"].env.get_template(f"nhsuk/fields/{kind}.jinja").module  # type: ignore[attr-defined]
    return Markup(getattr(module, kind)(drawn(bound)))


def kind_of(field: forms.Field) -> str:
    """Say which template draws a field: its own word for it, else what its widget is."""
    ours = getattr(field, "kind", "")
    if ours:
        return str(ours)
    if field.widget.is_hidden:
        return "hidden"
    return {"CheckboxInput": "tick", "Select": "select", "Textarea": "textarea"}.get(
        type(field.widget).__name__, "text"
    )


def drawn(bound: forms.BoundField) -> Drawn:
    """Gather what a macro needs to know of a field."""
    base_id = bound.auto_id or bound.html_name
    error = str(bound.errors[0]) if bound.form.is_bound and bound.errors else ""
    parts = (f"{base_id}-hint" if bound.field.help_text else "", f"{base_id}-error" if error else "")
    return Drawn(
        bound=bound,
        field=bound.field,
        id=base_id,
        name=bound.html_name,
        value=bound.value(),
        error=error,
        described_by=" ".join(part for part in parts if part),
    )


def options_of(question: Drawn) -> list[Option]:
    """List the choices of a question; the first has the question's own id, so that an error can lead to it."""
    given = question.value if isinstance(question.value, (list, tuple, set)) else [question.value]
    chosen = {"" if value is None else str(value) for value in given}
    hints = getattr(question.field, "hints", {})
    return [
        Option(
            id=question.id if place == 1 else f"{question.id}-{place}",
            value=str(value),
            label=str(label),
            hint=hints.get(str(value), ""),
            chosen=str(value) in chosen,
            reveals=revealed_by(question, str(value)),
        )
        for place, (value, label) in enumerate(question.field.choices, start=1)
    ]


def revealed_by(question: Drawn, value: str) -> Markup:
    """Render the questions that choosing this value opens up."""
    names = getattr(question.field, "conditional", {}).get(value, ())
    return Markup("").join(render_field(question.bound.form[name]) for name in names)


def anchor(bound: forms.BoundField) -> str:
    """Give the id of the input that an error summary should lead to, or nothing for a hidden field."""
    if bound.is_hidden:
        return ""
    base_id = bound.auto_id or bound.html_name
    field: Question | forms.Field = bound.field
    return field.anchor(base_id, bound.value()) if hasattr(field, "anchor") else base_id
