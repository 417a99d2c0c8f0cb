"""A table that somebody exported elsewhere: every oddity is either understood or named, with its remedy.

Nothing here knows what the columns mean. A file is read in a stream, so its size does not matter to the memory.
"""

from throughline.core.spreadsheets import plain, safe

from .problems import Problem, joined
from .table import Row, Table, open_table

__all__ = ["Problem", "Row", "Table", "joined", "open_table", "plain", "safe"]
