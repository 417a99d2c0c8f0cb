"""Whatever a feed holds, a record is read or refused: reading never breaks off, and what is plain stays plain."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from throughline.directory.fed import FedService
from throughline.openreferral.reading.cleaning import Slips
from throughline.openreferral.reading.prose import plain
from throughline.openreferral.reading.services import Refusal, read_service
from throughline.openreferral.reading.shapes import SERVICE, Many, One

CHOIR = "ac148810-d857-441c-9679-408f346de14b"
ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just(CHOIR),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def like(shape):
    """Make records with the fields of a shape, each as it should be or as it should not."""
    fields = {name: ANY_VALUE | nested(reads) for name, reads in shape.items()}
    return st.fixed_dictionaries({}, optional=fields)


def nested(reads):
    if isinstance(reads, One):
        return st.deferred(lambda: like(reads.of))
    return st.lists(st.deferred(lambda: like(reads.of)), max_size=2) if isinstance(reads, Many) else ANY_VALUE


@settings(derandomize=True, database=None, deadline=None, max_examples=150)
@given(record=like(SERVICE) | ANY_VALUE, named=st.booleans())
def test_any_record_is_read_or_refused(record, named):
    given_record = {**record, "id": CHOIR, "name": "Choir"} if named and isinstance(record, dict) else record
    read = read_service(given_record, whole=True, place="record 1", slips=Slips())
    assert isinstance(read, FedService if named and isinstance(record, dict) else FedService | Refusal)
    if isinstance(read, FedService):
        json.dumps(read.row.columns, default=str).encode()
        assert read.ways


@settings(derandomize=True, database=None, deadline=None, max_examples=300)
@given(st.text(alphabet="<>&;/ab\"'= \n\x00#lt39", max_size=60))
def test_text_that_was_made_plain_stays_as_it_is(text):
    once = plain(text)
    assert plain(once) == once
