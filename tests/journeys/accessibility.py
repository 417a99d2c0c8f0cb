"""Whether a page shuts anybody out: WCAG 2.2 AA as far as a program can tell, and our own rules."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe

from tests.support.browser import Window

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NARROWEST = 320
"""Pixels: what 1280 come to for somebody who enlarges four times (WCAG 1.4.10)."""

AS_IT_IS = """
    () => ({
        path: location.pathname,
        language: document.documentElement.lang,
        headings: document.querySelectorAll("h1").length,
        title: document.title,
        wrong: document.querySelector(".nhsuk-error-summary") !== null,
        shape: document.documentElement.outerHTML,
    })
"""
ONCE_DRAWN = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn())))"
"""The menu makes room for itself in the frame after a change of size."""
WIDEST = "() => document.documentElement.scrollWidth"
KIND_OF_ELEMENT = re.compile(r"<[a-z][^>]*")
WHAT_VARIES = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=value=\")[^\"]*|(?<=name=\")[^\"]*|(?<=datetime=\")[^\"]*|\d+")


@dataclass
class Inspector:
    """Looks at pages. One made of the same kinds of element as another, at the same width, is not sent to axe again."""

    axe: Axe = field(default_factory=Axe)
    known: set[tuple[int, int]] = field(default_factory=set)

    def faults(self, window: Window, *, javascript: bool = True) -> list[str]:
        """List what is wrong with the page that the window shows."""
        page = window.evaluate(AS_IT_IS)
        found = list(_plain_faults(page))
        width = window.page.viewport_size["width"] if window.page.viewport_size else 0
        kinds = frozenset(KIND_OF_ELEMENT.findall(WHAT_VARIES.sub("", page["shape"])))
        shape = (width, hash(kinds))
        if javascript and shape not in self.known:
            self.known.add(shape)
            found += self._against_the_guidelines(window)
            found += _too_wide(window)
        return [f"{page['path']} at {width}: {fault}" for fault in found]

    def _against_the_guidelines(self, window: Window) -> list[str]:
        found = self.axe.run(window.page, options={"runOnly": {"type": "tag", "values": WCAG}})
        return [f"{one['id']}: {node['html']}" for one in found.response["violations"] for node in one["nodes"]]


def _plain_faults(page: dict[str, object]) -> list[str]:
    title = str(page["title"])
    checks = {
        "says no language": page["language"] == "en-GB",
        f"has {page['headings']} main headings": page["headings"] == 1,
        f"has the title {title!r}": re.fullmatch(r"\S.+ - Throughline", title) is not None,
        f"has errors on it or not, and the title {title!r}": title.startswith("Error: ") == page["wrong"],
    }
    return [fault for fault, is_well in checks.items() if not is_well]


def _too_wide(window: Window) -> list[str]:
    """Say whether anything is off the side, at this width and at the narrowest."""
    size = window.page.viewport_size
    assert size is not None
    found = []
    for width in (size["width"], NARROWEST):
        window.page.set_viewport_size({"width": width, "height": size["height"]})
        window.evaluate(ONCE_DRAWN)
        widest = window.evaluate(WIDEST)
        if widest > width:
            found.append(f"scrolls sideways at {width} pixels: it is {widest} wide")
    window.page.set_viewport_size(size)
    return found
