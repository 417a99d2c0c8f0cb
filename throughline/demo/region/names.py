"""The pieces that made-up names are drawn from: few names are common and most are rare, as in life."""

from __future__ import annotations

from itertools import product

from throughline.core.names import sort_key, words_of
from throughline.demo.crowd import FIRST_NAMES, LAST_NAMES

Piece = tuple[int, str, str, list[str]]
"""A number, a name, the key it is sorted by, and the words it is found by."""

MORE_FIRST_NAMES = (
    "John Margaret David Susan Mohammed Patricia Michael Christine Peter Mary Robert Janet William Ann James Elizabeth"
    " Kenneth Sheila Brian Kathleen Derek Joan Raymond Eileen Tony Sandra Imran Parveen Liam Aoife Krzysztof Agnieszka"
    " Jorge Inês Chidi Ngozi Wei Mei Zoltán Ilona Siân Rhys Amina Yusra Tariq Shabnam Gwen Ivy Walter Winifred Jon"
).split()
IN_OTHER_SCRIPTS = ["আমিনা", "রহিম", "محمد", "فاطمة", "李娜"]
COMMON_LAST_NAMES = (
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green"
    " Hall Wood Jackson Clarke Begum Khan Ali Hunter Cole O’Neill Müller Nowak Mensah Singh Chowdhury García Żak"
).split()
BEGINNINGS = (
    "Ash Barn Beck Birch Black Brad Brook Burn Cald Carl Clay Cole Cran Dal Den East Ed El Fair Farn Field Ford Fox Gar"
    " Glen Hal Har Hart Haw Hay Heath Hol Hut Kel Ken Kirk Lang Lin Long Mal Mar Mel Mid Mor New Nor Oak Old Pem Pres"
    " Rad Ran Red Ring Ros Sand Sel Shel South Stan Stock Sut Swin Thorn Wal War Wel West Whit Win Wool"
).split()
ENDINGS = (
    "bourne bridge brook burn bury by combe croft dale den don ell er field ford gate ham hurst ington land ley low man"
    " mere mond more ness ridge sall shaw sley son stead ster stone strom ton wall ward well wick win wood worth"
).split()


def first_names() -> list[Piece]:
    """List first names, the common ones first."""
    return _numbered([*MORE_FIRST_NAMES, *FIRST_NAMES, *IN_OTHER_SCRIPTS])


def last_names() -> list[Piece]:
    """List some three thousand surnames, the common ones first."""
    rare = [beginning + ending for ending, beginning in product(ENDINGS, BEGINNINGS)]
    return _numbered([*COMMON_LAST_NAMES, *LAST_NAMES, *rare])


def _numbered(names: list[str]) -> list[Piece]:
    return [(number, name, sort_key(name), list(words_of(name))) for number, name in enumerate(names)]
