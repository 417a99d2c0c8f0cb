"""A map beside a list: off unless asked for, every place on it, the tiles under it in their places."""

import pytest
from django.template import engines
from hypothesis import HealthCheck, given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from throughline.nhsuk.maps import HEIGHT, TILE, WIDTH, Place, map_of
from throughline.nhsuk.tests.markup import read

GYM = Place(1, "Riverside Gym", 54.9783, -1.6178)
POOL = Place(2, "Northgate Pool & Sauna", 54.9900, -1.5600)


@pytest.fixture(autouse=True)
def tiles(settings):
    settings.MAP_TILES = "https://tiles.example/{z}/{x}/{y}.png"


def drawn(found):
    template = '{% from "components.jinja" import places_map %}{{ places_map(map) }}'
    return read(engines["jinja2"].from_string(template).render({"map": found}))


def test_without_a_host_for_tiles_there_is_no_map(settings):
    settings.MAP_TILES = ""
    assert map_of([GYM]) is None


def test_without_places_there_is_none():
    assert map_of([]) is None


def test_one_place_stands_in_the_middle_over_its_own_tile():
    found = map_of([GYM])
    assert [(mark.x, mark.y) for mark in found.marks] == [(WIDTH // 2, HEIGHT // 2)]
    # The tile of 54.9783 N, 1.6178 W at scale 16, as OpenStreetMap counts them.
    [under] = [tile for tile in found.pictures if tile.href == "https://tiles.example/16/32473/20735.png"]
    assert under.x <= WIDTH // 2 < under.x + TILE
    assert under.y <= HEIGHT // 2 < under.y + TILE


def test_it_says_what_it_shows():
    figure = drawn(map_of([GYM, POOL])).one("figure")
    assert figure.one("svg").attrs["aria-label"] == "Map. 1: Riverside Gym, 2: Northgate Pool & Sauna"
    assert "OpenStreetMap contributors" in figure.one("figcaption").text


degrees = st.tuples(st.floats(-85, 85), st.floats(-180, 180))


@settings_of_hypothesis(
    suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # The tiles are the same throughout.
@given(st.lists(degrees, min_size=1, max_size=20))
def test_every_place_is_on_the_picture_and_tiles_cover_it_where_the_world_does(points):
    found = map_of([Place(n, "A place", *point) for n, point in enumerate(points, 1)])
    assert all(0 <= mark.x <= WIDTH and 0 <= mark.y <= HEIGHT for mark in found.marks)
    for mark in found.marks:
        assert any(
            tile.x - 1 <= mark.x <= tile.x + TILE + 1 and tile.y - 1 <= mark.y <= tile.y + TILE + 1
            for tile in found.pictures
        )
