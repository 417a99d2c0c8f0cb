"""How our pages are rendered: Jinja2 with every value escaped and no silent gaps.

`nhsuk/...` templates of the `nhsuk-frontend-jinja` package can be imported too. They rely on missing values
printing as nothing, so they are rendered in a lenient twin of the environment; ours are not.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any, NoReturn

import jinja2
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.urls import reverse
from markupsafe import Markup

from throughline.nhsuk import words
from throughline.nhsuk.forms.problems import Problem, problems_of
from throughline.nhsuk.forms.rendering import render_field

SHIPPED = ("nhsuk/components/", "nhsuk/macros/")


class Unwritten(jinja2.Undefined):
    """A name that is not there. It may be asked about (`if page.x`), but printing it or going through it is a fault."""

    def __str__(self) -> str:
        # An `{{ "a" if b }}` without `else` makes an undefined without a name: that one is meant to be nothing.
        return "" if self._undefined_name is None else self._fault()

    def __iter__(self) -> Any:
        return iter(()) if self._undefined_name is None else self._fault()

    def _fault(self) -> NoReturn:
        self._fail_with_undefined_error()


class PageEnvironment(jinja2.Environment):
    """Renders our pages strictly, and the design system's own macros as they were written to be."""

    lenient: jinja2.Environment

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> jinja2.Template:
        if isinstance(name, str) and name.startswith(SHIPPED):
            return self.lenient.get_template(name, parent, globals)
        return super().get_template(name, parent, globals)


def environment(**options: Any) -> jinja2.Environment:
    """Make the environment that Django's Jinja2 backend uses. Named in settings."""
    shipped = jinja2.PackageLoader("nhsuk_frontend_jinja")
    options |= {
        "loader": jinja2.ChoiceLoader([options["loader"], shipped]),
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "undefined": Unwritten,
    }
    pages = PageEnvironment(**options)
    pages.lenient = jinja2.Environment(**options | {"loader": shipped, "undefined": jinja2.ChainableUndefined})
    pages.globals.update(static=static, url=url, field=field, problems=problems, plural=words.plural)
    pages.filters.update(
        short_date=words.short_date,
        long_date=words.long_date,
        clock_time=words.clock_time,
        moment=words.moment,
        long_moment=words.long_moment,
        plural=words.plural,
    )
    return pages


def url(name: str, *args: object, **kwargs: object) -> str:
    """Give the address of a page by its name: `url("cases:close_case", case_id)`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def field(bound: BoundField) -> Markup:
    """Render a field of any Django form, with its label, hint and error."""
    return render_field(bound)


def problems(form: BaseForm | None) -> list[Problem]:
    """List what is wrong with a form, for the error summary. Nothing if the page has no form."""
    return problems_of(form) if form else []
