"""The day on paper, and in a pack that opens without the server, in words."""

from __future__ import annotations

from dataclasses import dataclass

from throughline.caseload.day_pack import Pack, PackPerson
from throughline.cases.presenters import BY_WAY, when
from throughline.clients.presenters import Phone, phones, standing_tags
from throughline.nhsuk.words import long_date, plural, sentence, short_date


@dataclass(frozen=True)
class PaperPerson:
    """Somebody as the paper shows them."""

    name: str
    born: str
    late: str
    why: str
    promised: str
    phones: tuple[Phone, ...]
    address: str
    access_needs: str
    flags: tuple[str, ...]
    last_spoke: str
    note: str

    @classmethod
    def of(cls, person: PackPerson) -> PaperPerson:
        """Put somebody in words."""
        row, kept = person.row, person.kept
        return cls(
            name=row.name,
            born=short_date(kept.born_on),
            late=f"{plural(row.late_days, 'day')} late" if row.late_days else "",
            why=sentence("; ".join(row.why)),
            promised=f"{when(row.due_on, row.promised_part, row.promised_time)}, {BY_WAY[row.promised_way]}",
            phones=phones(row.ways),
            address=kept.address,
            access_needs=row.access_needs,
            flags=tuple(tag.text for tag in standing_tags(row.standing)),
            last_spoke=short_date(kept.spoke_on) if kept.spoke_on else "",
            note=kept.note,
        )


@dataclass(frozen=True)
class PaperDay:
    """The whole of it."""

    worker: str
    today: str
    iso: str
    due: tuple[PaperPerson, ...]
    coming: tuple[PaperPerson, ...]

    @classmethod
    def of(cls, pack: Pack, *, worker: str) -> PaperDay:
        """Put a pack in words."""
        due, coming = (tuple(map(PaperPerson.of, people)) for people in (pack.due, pack.coming))
        return cls(worker, long_date(pack.on), pack.on.isoformat(), due, coming)

    @property
    def title(self) -> str:
        """Give a title that names nobody."""
        return f"Day pack, {self.today}"
