"""Reads the tables that rule tests are written as, and that a manager can check."""

from __future__ import annotations


class Row(dict[str, str]):
    """One line of a table, by its headings. Printed as it stands there, to name its test."""

    def __str__(self) -> str:
        return ", ".join(cell or "-" for cell in self.values())


def rows(table: str) -> list[Row]:
    """Give the lines of a table whose cells stand between bars, under a line of headings."""
    head, *lines = ([cell.strip() for cell in line.split("|")] for line in table.strip().splitlines())
    return [Row(zip(head, line, strict=True)) for line in lines]
