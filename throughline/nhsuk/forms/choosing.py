"""Questions answered by choosing. Choices are a TextChoices, or pairs of value and label."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any, ClassVar

from django import forms

from throughline.nhsuk.forms.question import Question

Choices = type[Enum] | Iterable[tuple[Any, Any]] | Callable[[], Iterable[tuple[Any, Any]]]
Names = str | Iterable[str]


def _coercion(choices: Any) -> Callable[[Any], Any]:
    """Answers to a TextChoices come back as its members."""
    return choices if isinstance(choices, type) and issubclass(choices, Enum) else str


def _names(conditional: Mapping[Any, Names]) -> dict[str, tuple[str, ...]]:
    return {str(value): (names,) if isinstance(names, str) else tuple(names) for value, names in conditional.items()}


class _Choosing(Question):
    """What radios and checkboxes share: hints under choices, and questions that a choice opens up."""

    grouped: ClassVar[bool] = True

    def __init__(
        self,
        *,
        choices: Choices = (),
        hints: Mapping[Any, str] | None = None,
        conditional: Mapping[Any, Names] | None = None,
        **words: Any,
    ) -> None:
        """Take the choices; `conditional={Reason.OTHER: "note"}` asks "note" only under that choice."""
        wrong = words.get("missing") or "Select one of the choices"
        words["error_messages"] = {"invalid_choice": wrong, **words.get("error_messages", {})}
        super().__init__(choices=choices, coerce=_coercion(choices), **words)
        self.hints = {str(value): hint for value, hint in (hints or {}).items()}
        self.conditional = _names(conditional or {})


class Radios(_Choosing, forms.TypedChoiceField):
    """Choose one, all of them in sight."""

    kind: ClassVar[str] = "radios"
    widget = forms.RadioSelect

    def __init__(self, *, inline: bool = False, small: bool = False, **words: Any) -> None:
        """Take the choices; `small` is for a page that asks the same about many things."""
        super().__init__(**words)
        self.inline, self.small = inline, small


class YesNo(Radios):
    """A question answered yes or no. The answer is True, False, or None if it was left out."""

    def __init__(self, **words: Any) -> None:
        more: dict[str, Any] = {"inline": "conditional" not in words, "choices": [("yes", "Yes"), ("no", "No")]}
        super().__init__(**more | words)
        self.coerce = lambda value: value == "yes"
        self.empty_value = None
        answers = {"True": "yes", "False": "no"}
        self.conditional = {answers.get(value, value): names for value, names in self.conditional.items()}

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value)


class Select(Question, forms.TypedChoiceField):
    """Choose one from a long list. Radios are easier to use: prefer them up to about seven choices."""

    kind: ClassVar[str] = "select"

    def __init__(self, *, choices: Choices = (), first: str = "Choose", **words: Any) -> None:
        """Take the choices; `first` is what stands in the box before anything is chosen."""
        wrong = {"invalid_choice": words.get("missing") or "Select one of the choices"}
        super().__init__(choices=choices, coerce=_coercion(choices), **{"error_messages": wrong, **words})
        self.first = first


class Checkboxes(_Choosing, forms.TypedMultipleChoiceField):
    """Choose any number. The answer is a list."""

    kind: ClassVar[str] = "checkboxes"
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **words: Any) -> None:
        super().__init__(**words)
        self.empty_value = []


class Tick(Question, forms.BooleanField):
    """One box to tick. With `missing`, it must be ticked."""

    kind: ClassVar[str] = "tick"
