"""What a command of the directory is given: a service as one describes it, and what was said of a way of joining."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from throughline.directory.kinds import Category, How, Mode, Status, Sure, Teller
from throughline.directory.rules import Needs


@dataclass(frozen=True)
class Observed:
    """What somebody said a status is; `observed_at` is now where it is left out."""

    status: Status
    said_by: Teller = Teller.SERVICE
    how: How = How.PHONE
    how_sure: Sure = Sure.CERTAIN
    wait_weeks: int | None = None
    observed_at: datetime | None = None
    remark: str = ""


@dataclass(frozen=True)
class NewWay:
    """A way of joining: what one needs is by default what its mode asks of anybody."""

    mode: Mode
    observed: Observed
    location_id: UUID | None = None
    needs: Needs | None = None


@dataclass(frozen=True)
class Described:
    """A service in words: what its page asks for."""

    name: str
    category: Category
    description: str = ""
    eligibility: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    is_free: bool | None = None
    cost: str = ""
    area: str = ""
    languages: list[str] = field(default_factory=list)
    who_to_ring: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    session_limit: int | None = None
    capacity: int | None = None
    helps_by: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """Where one goes, as one writes it."""

    name: str
    address: str = ""
    postcode: str = ""
