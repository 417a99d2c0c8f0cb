"""Every screen there is, read from the addresses and their doors: a new one joins the permission table by itself."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from throughline.access.permissions import Permission
from throughline.access.roles import ROLES
from throughline.accounts.models import CANNOT_SIGN_IN

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Screen:
    """One address: what it is for, and who may come in."""

    name: str
    path: str
    says: str
    mark: str
    permissions: frozenset[Permission]

    def opens_to(self, role: str) -> bool:
        """Say whether somebody of this role may come in."""
        if self.permissions:
            return bool(self.permissions & ROLES[role].permissions)
        return self.mark == "open to all" or role not in CANNOT_SIGN_IN


def screens() -> list[Screen]:
    """List every screen, by its path."""
    return sorted(_walk(get_resolver(), path="/", space=""), key=lambda screen: (screen.path, screen.name))


def _walk(resolver: URLResolver, *, path: str, space: str) -> Iterator[Screen]:
    for entry in resolver.url_patterns:
        here = path + ARGUMENT.sub(r"…", str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from _walk(entry, path=here, space=f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield _screen(entry, name=f"{space}{entry.name}", path=here)


def _screen(entry: URLPattern, *, name: str, path: str) -> Screen:
    mark, or_else = getattr(entry.callback, "permission", ""), getattr(entry.callback, "or_else", None)
    return Screen(
        name=name,
        path=path,
        says=(inspect.getdoc(entry.callback) or name).split("\n")[0],
        mark=str(mark),
        permissions=frozenset(p for p in (mark, or_else) if isinstance(p, Permission)),
    )
