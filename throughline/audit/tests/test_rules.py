"""How digests are made, so that anybody can check a chain without this program."""

import hashlib
import json

from throughline.audit import rules

ENTRY = {"id": "7", "act": "CONTACT_RECORDED", "details": '{"outcome": "SPOKE"}'}


def test_an_entrys_digest_is_that_of_its_fields_in_order():
    written = json.dumps(ENTRY, sort_keys=True, ensure_ascii=False)
    assert rules.entry_digest(ENTRY) == hashlib.sha256(written.encode()).hexdigest()
    assert rules.entry_digest(dict(reversed(ENTRY.items()))) == rules.entry_digest(ENTRY)


def test_any_changed_field_gives_another_digest():
    changed = [{**ENTRY, name: value + "x"} for name, value in ENTRY.items()]
    assert len({rules.entry_digest(fields) for fields in [ENTRY, *changed]}) == 4


def test_a_blocks_digest_hangs_on_the_block_before_and_on_each_entry_and_their_order():
    digests = {
        rules.block_digest(rules.FIRST, [1, 2], ["a", "b"]),
        rules.block_digest("1" * 64, [1, 2], ["a", "b"]),
        rules.block_digest(rules.FIRST, [1, 3], ["a", "b"]),
        rules.block_digest(rules.FIRST, [1, 2], ["a", "c"]),
        rules.block_digest(rules.FIRST, [2, 1], ["b", "a"]),
    }
    assert len(digests) == 5
