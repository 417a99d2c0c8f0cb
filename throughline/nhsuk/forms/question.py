"""What every question on a page has in common: its words, and how it is drawn."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from markupsafe import Markup

from throughline.nhsuk.forms.rendering import render_field


class BoundQuestion(forms.BoundField):
    """A question together with the answer given. In a page: `{{ form.reason.as_nhsuk() }}`, or `{{ form.reason }}`."""

    def as_nhsuk(self) -> Markup:
        """Render the label, hint, error and inputs."""
        return render_field(self)

    def __str__(self) -> Any:
        return self.as_nhsuk()

    __html__ = __str__


class Question(forms.Field):
    """A question in the page's words. Without `missing`, the words for "you left this out", it may be left out."""

    kind: ClassVar[str] = "text"
    """Which template of `nhsuk/fields/` draws it."""
    grouped: ClassVar[bool] = False
    """Whether it has several inputs under a legend, or one under a label."""
    type: ClassVar[str] = "text"
    autofocus: bool = False
    """Set by a form whose page is opened to answer this question of choices at once."""
    bound_field_class = BoundQuestion

    def __init__(
        self,
        *,
        label: str,
        hint: str = "",
        missing: str = "",
        called: str = "",
        heading: bool = False,
        width: int | str = "",
        autocomplete: str = "",
        inputmode: str = "",
        prefix: str = "",
        suffix: str = "",
        **more: Any,
    ) -> None:
        """Take the words of the question.

        `called` names the answer in error messages where the label is a question: "Date of birth" must be a real date.
        `heading` makes the label the page's h1. `width` is a number of characters (2 to 30) or "two-thirds" and so on.
        """
        if missing:
            more["error_messages"] = {"required": missing, **more.get("error_messages", {})}
        super().__init__(label=label, help_text=hint, required=bool(missing), **more)
        self.called = called or (label if not label.endswith("?") else "Your answer")
        self.heading, self.width, self.autocomplete = heading, width, autocomplete
        self.inputmode, self.before, self.after = inputmode, prefix, suffix

    @property
    def nothing(self) -> Any:
        """Give what this question's cleaned answer is when it is not answered."""
        return getattr(self, "empty_value", None)

    def anchor(self, base_id: str, answer: Any) -> str:
        """Give the id of the input that an error about this answer should lead to."""
        return base_id
