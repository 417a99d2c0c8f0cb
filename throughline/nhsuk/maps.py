"""A map of places beside a list: picture tiles and the list's own numbers on them, drawn without a script.

The tiles come from the host named in the settings (`MAP_TILES`). Where none is named there is no map, and no other host
is ever asked for anything. Nobody's home is on it: only places that services are at.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

TILE = 256
ACROSS, DOWN = 3, 2
WIDTH, HEIGHT = TILE * ACROSS, TILE * DOWN
MARGIN = 24
CLOSEST = 16
FARTHEST_NORTH = 85.0511
"""Web Mercator ends there."""


@dataclass(frozen=True)
class Place:
    """A numbered place of the list, in degrees."""

    number: int
    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Picture:
    """One tile, where it is drawn."""

    href: str
    x: int
    y: int


@dataclass(frozen=True)
class Mark:
    """A number of the list, where it is drawn."""

    number: int
    name: str
    x: int
    y: int


@dataclass(frozen=True)
class PlacesMap:
    """What is drawn, in pixels of a picture of `width` by `height`."""

    pictures: tuple[Picture, ...]
    marks: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def says(self) -> str:
        """Say what the picture shows, for whoever does not see it."""
        return "Map. " + ", ".join(f"{mark.number}: {mark.name}" for mark in self.marks)


def map_of(places: Sequence[Place]) -> PlacesMap | None:
    """Draw these places at the closest scale that shows them all. None without places, or where maps are off."""
    if not settings.MAP_TILES or not places:
        return None
    zoom = _closest_that_shows(places)
    points = [_pixels(place, zoom) for place in places]
    left = round((min(x for x, _ in points) + max(x for x, _ in points) - WIDTH) / 2)
    top = round((min(y for _, y in points) + max(y for _, y in points) - HEIGHT) / 2)
    marks = tuple(
        Mark(place.number, place.name, round(x) - left, round(y) - top)
        for place, (x, y) in zip(places, points, strict=True)
    )
    return PlacesMap(_pictures(left, top, zoom), marks)


def _closest_that_shows(places: Sequence[Place]) -> int:
    for zoom in range(CLOSEST, 0, -1):
        xs, ys = zip(*(_pixels(place, zoom) for place in places), strict=True)
        if max(xs) - min(xs) <= WIDTH - 2 * MARGIN and max(ys) - min(ys) <= HEIGHT - 2 * MARGIN:
            return zoom
    return 0


def _pixels(place: Place, zoom: int) -> tuple[float, float]:
    """Give where a place lies in the picture of the whole world at a scale, by the Web Mercator projection."""
    size = TILE * 2**zoom
    latitude = math.radians(max(-FARTHEST_NORTH, min(FARTHEST_NORTH, place.latitude)))
    x = (place.longitude + 180) / 360
    y = (1 - math.asinh(math.tan(latitude)) / math.pi) / 2
    return x * size, y * size


def _pictures(left: int, top: int, zoom: int) -> tuple[Picture, ...]:
    last = 2**zoom - 1
    columns = range(left // TILE, (left + WIDTH - 1) // TILE + 1)
    rows = range(top // TILE, (top + HEIGHT - 1) // TILE + 1)
    return tuple(
        Picture(settings.MAP_TILES.format(z=zoom, x=column, y=row), column * TILE - left, row * TILE - top)
        for row in rows
        for column in columns
        if 0 <= column <= last and 0 <= row <= last
    )
