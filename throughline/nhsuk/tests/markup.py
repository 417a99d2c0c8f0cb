"""Reads HTML as a browser would, so that tests ask about the page and not about its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"input", "meta", "link", "br", "hr", "img", "path", "rect", "circle"}


@dataclass
class Element:
    tag: str
    attrs: dict[str, str | None]
    inside: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(one if isinstance(one, str) else f" {one.text} " for one in self.inside).split())

    @property
    def raw(self) -> str:
        return "".join(one if isinstance(one, str) else one.raw for one in self.inside)

    def all(self, tag: str = "", **wanted: str) -> list[Element]:
        """Find elements within by tag and attributes; `class_` asks for one class, `_` stands for `-`."""
        found = [one for one in self.inside if isinstance(one, Element)]
        return [match for one in found for match in ([one] if one._is(tag, wanted) else []) + one.all(tag, **wanted)]

    def one(self, tag: str = "", **wanted: str) -> Element:
        """Find the only such element."""
        found = self.all(tag, **wanted)
        assert len(found) == 1, f"{len(found)} of {tag} {wanted}"
        return found[0]

    def _is(self, tag: str, wanted: dict[str, str]) -> bool:
        has = all(
            value in (self.attrs.get("class") or "").split()
            if name == "class_"
            else self.attrs.get(name.replace("_", "-")) == value
            for name, value in wanted.items()
        )
        return has and tag in ("", self.tag)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("document", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(html: object) -> Element:
    """Read a page or a part of one. Fails if tags are not properly closed."""
    reader = _Reader()
    reader.feed(str(html))
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is never closed"
    return reader.open[0]
