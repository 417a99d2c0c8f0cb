"""A page's questions together: which are asked when, and what is wrong with the answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django import forms
from markupsafe import Markup

from throughline.nhsuk.forms.asking import Requirement
from throughline.nhsuk.forms.problems import Problem, problems_of
from throughline.nhsuk.forms.rendering import render_field


class Form(forms.Form):
    """The words of a page. Name the questions as attributes; see the README for an example."""

    when_answered: ClassVar[Sequence[Requirement]] = ()
    use_required_attribute = False

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for requirement in self.when_answered:
            self.fields[requirement.name].required = False

    def as_nhsuk(self) -> Markup:
        """Render all questions in their order, those that a choice opens up under that choice."""
        opened = {name for _, _, name in self._opened()}
        return Markup("").join(render_field(self[name]) for name in self.fields if name not in opened)

    @property
    def problems(self) -> list[Problem]:
        """List what is wrong, for the error summary."""
        return problems_of(self)

    def _clean_form(self) -> None:
        # Django's own step, so that it happens before `clean()` however a form writes that.
        self._forget_what_was_not_asked()
        self._require_what_follows()
        super()._clean_form()  # type: ignore[misc]

    def _forget_what_was_not_asked(self) -> None:
        """Drop answers and errors of questions under a choice that was not chosen: they were out of sight."""
        asked = {name for field, value, name in self._opened() if value in self._chosen(field)}
        for name in {name for _, _, name in self._opened()} - asked:
            self.errors.pop(name, None)
            self.cleaned_data[name] = getattr(self.fields[name], "nothing", None)

    def _require_what_follows(self) -> None:
        for requirement in self.when_answered:
            field = self.fields[requirement.name]
            left_out = self.cleaned_data.get(requirement.name) in field.empty_values
            if left_out and requirement.applies(self.cleaned_data) and requirement.name not in self.errors:
                self.add_error(requirement.name, field.error_messages["required"])

    def _chosen(self, field: str) -> list[str]:
        given = self[field].value()
        return [str(value) for value in (given if isinstance(given, list) else [given])]

    def _opened(self) -> Iterator[tuple[str, str, str]]:
        """List (question, value, question that this value opens up)."""
        for field, question in self.fields.items():
            for value, names in getattr(question, "conditional", {}).items():
                yield from ((field, value, name) for name in names)
