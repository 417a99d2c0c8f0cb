"""The check-in's page in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.cases import presenters as case_words
from throughline.cases.presenters import WILL
from throughline.cases.rules import NextContact
from throughline.check_ins.queries import CheckingIn, draft_page
from throughline.clients.presenters import ClientHead, Phone, phones
from throughline.contacts.agenda import AgendaItem
from throughline.nhsuk.words import long_date, moment


@dataclass(frozen=True)
class CheckInPage:
    """Whom we speak with, and where what is typed is kept."""

    page: CheckingIn
    ticket: str

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.page.who)

    @property
    def closed(self) -> bool:
        return self.page.closed

    @property
    def promised(self) -> str:
        p = self.page.promised
        way = self.page.promised_way
        return case_words.promise(by=p.by, way=way, on=p.on, part=p.part, at=p.time, place=p.place)

    @property
    def agenda(self) -> tuple[AgendaItem, ...]:
        return self.page.agenda

    @property
    def phones(self) -> tuple[Phone, ...]:
        return phones(self.page.ways)

    @property
    def kept(self) -> str:
        return moment(self.page.draft.kept_at) if self.page.draft else ""

    @property
    def client_href(self) -> str:
        return reverse("desk:client", args=[self.page.who.client_id])

    @property
    def record_href(self) -> str:
        return reverse("contacts:record", args=[self.page.case_id])

    @property
    def draft_href(self) -> str:
        return reverse("desk:keep_draft", args=[draft_page(self.page.case_id)])


def recorded(page: CheckingIn, then: NextContact, *, result: str) -> str:
    """Say that it is saved, what it came to, and what was promised."""
    by = next((colleague.name for colleague in page.colleagues if colleague.id == then.by_id), "")
    return f"Recorded: {result.lower()}. Next for {page.who.name}: {by} will {WILL[then.way]} on {long_date(then.on)}."
