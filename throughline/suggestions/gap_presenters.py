"""The gap in words: what is missing for whom, and whom to ask for a phone or post version."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.nhsuk.shapes import Link, Tag
from throughline.nhsuk.words import plural
from throughline.suggestions.gap_queries import Gap


@dataclass(frozen=True)
class GapPage:
    """Whose needs nothing in the directory meets now."""

    found: Gap

    needs_columns = ("Need", "People who need it", "Of whom nothing fits", "Of these digitally excluded")
    people_columns = ("Name", "What nothing fits")
    services_columns = ("Service", "Joined only", "Need", "People it would help")

    @property
    def summary(self) -> str:
        """Say how many people nothing fits, of how many."""
        whose = "the team’s people" if self.found.whole_team else "your people"
        without = len(self.found.unserved)
        if not self.found.needs:
            return f"Nothing is written yet of what {whose} want or lack."
        if not without:
            return f"Something fits every need that is known of {whose}."
        verb = "has" if without == 1 else "have"
        return (
            f"{without} of {plural(self.found.people, 'person', 'people')} {verb} a need that nothing in the directory"
            " meets now in a way that they can use."
        )

    @property
    def unknown(self) -> str:
        """Say of how many people nothing is known, which is not the same as no need."""
        if not self.found.unknown:
            return ""
        people = plural(self.found.unknown, "person", "people")
        return f"Of {people} no goal and no lack is written, so nothing can be said of what they need."

    @property
    def needs(self) -> list[list[object]]:
        return [[one.need.label, one.people, one.without, one.digitally_excluded] for one in self.found.needs]

    @property
    def people(self) -> list[list[object]]:
        return [
            [
                [Link(one.name, reverse("suggestions:find", args=[one.client_id])),
                 *([Tag("Digitally excluded", "orange")] if one.digitally_excluded else [])],
                ", ".join(need.label for need in one.needs),
            ]
            for one in self.found.unserved
        ]  # fmt: skip

    @property
    def services(self) -> list[list[object]]:
        return [
            [
                Link(one.name, reverse("directory:service", args=[one.service_id])),
                ", ".join(mode.label.lower() for mode in one.modes),
                one.need.label,
                one.would_help,
            ]
            for one in self.found.to_ask
        ]
