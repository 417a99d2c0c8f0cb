"""A client's record in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.urls import reverse

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.cases.models import CloseReason
from throughline.cases.presenters import BY_WAY
from throughline.clients.presenters import ClientHead, Phone, emails, phones
from throughline.clients.queries import Named
from throughline.clients.rules import age_on
from throughline.contacts.presenters.recording import MEET_OR_CALL_SOON, reach_words, why_this_way
from throughline.contacts.queries import ContactRow
from throughline.contacts.reaching_queries import HowReached
from throughline.core.actor import Actor
from throughline.desk.client_queries import Identity, Record, Spell
from throughline.desk.client_thread import in_force, thread
from throughline.desk.help_page import ways_to_help
from throughline.desk.thread_presenters import ThreadLine, outcome_tag, promise_words
from throughline.nhsuk.shapes import Link, SummaryRow, Tag
from throughline.nhsuk.words import short_date
from throughline.watch.presenters.standing import Notice, notices


@dataclass(frozen=True)
class ClientPage:
    """The whole record."""

    identity: Identity
    spell: Spell | None
    next_contact: str
    next_tag: Tag | None
    last_spoke: ThreadLine | None
    lines: tuple[ThreadLine, ...]
    actions: tuple[Link, ...]
    more: tuple[Link, ...]
    closed: str
    today: date
    notices: tuple[Notice, ...] = ()
    reached: HowReached | None = None

    @classmethod
    def of(cls, record: Record, *, viewer: Actor, today: date) -> ClientPage:
        """Put a record in words, with what this viewer may do."""
        entries, spell, promised = thread(record, today=today), record.last_spell, in_force(record, today=today)
        client_id = record.identity.client_id
        spoke = [e for e in entries if isinstance(e.about, ContactRow) and e.about.two_way]
        return cls(
            identity=record.identity,
            spell=spell,
            next_contact=promise_words(promised[0]) if promised else "",
            next_tag=outcome_tag(promised[1]) if promised else None,
            last_spoke=ThreadLine.of(spoke[-1], viewer=viewer) if spoke else None,
            lines=tuple(ThreadLine.of(entry, viewer=viewer) for entry in entries),
            actions=_actions(spell, viewer=viewer),
            more=(*_in_the_case(spell, client_id, viewer=viewer), *_about_them(client_id, viewer=viewer)),
            closed=_closed(spell) if spell and spell.closed_at else "",
            today=today,
            notices=(*_on_lists(record, viewer=viewer), *notices(record.standing), *_how_to_be_in_touch(record)),
            reached=record.reached,
        )

    @property
    def head(self) -> ClientHead:
        """Begin as every page about this person does."""
        who = self.identity
        head = ClientHead.of(Named(who.client_id, who.name, who.standing), at="desk:client")
        never_met = self.spell is not None and self.reached is not None and self.reached.never_met
        return replace(head, tags=(*head.tags, Tag("Never met in person", "grey"))) if never_met else head

    @property
    def phones(self) -> tuple[Phone, ...]:
        return phones(self.identity.ways)

    @property
    def reach_rows(self) -> list[SummaryRow]:
        """How to reach them. What was not asked is said so: it is never "no need" (R13)."""
        who = self.identity
        return [
            SummaryRow("What contact needs", who.access_needs or "Not asked"),
            SummaryRow("Can be phoned", who.can_be_phoned.label),
            SummaryRow("Can read", who.can_read.label),
            SummaryRow("Has internet", who.has_internet.label),
            *_reached_rows(self.reached),
            SummaryRow("Email", ", ".join(emails(who.ways)) or "None known"),
            SummaryRow("Address", ", ".join(filter(None, [who.address, who.postcode])) or "None known"),
        ]

    @property
    def identity_rows(self) -> list[SummaryRow]:
        who = self.identity
        rows = [
            SummaryRow("Born", f"{short_date(who.born_on)}, aged {age_on(who.born_on, self.today)}"),
            SummaryRow("NHS number", _spaced(who.nhs_number) or "None known"),
            SummaryRow("Surgery", who.surgery or "None known"),
            SummaryRow("Conditions", ", ".join(who.conditions) or "None given"),
        ]
        if self.spell:
            rows += [SummaryRow("Link worker", self.spell.worker), SummaryRow("Level", self.spell.level.label)]
        return rows


def _reached_rows(reached: HowReached | None) -> list[SummaryRow]:
    """Say how often each way worked, and what got in the way where something was missed (R28, R29)."""
    if reached is None or not reached.by_way:
        return []
    rows = [SummaryRow("Answered", reach_words(reached.by_way))]
    return [*rows, SummaryRow("What got in the way", reached.barrier.label)] if reached.barrier else rows


def _on_lists(record: Record, *, viewer: Actor) -> tuple[Notice, ...]:
    """Say which lists of vulnerable people name them (R50)."""
    return tuple(
        Notice(
            f"Named on a list received on {short_date(flag.received_on)}.",
            Link(flag.list_name, reverse("outreach:report", args=[flag.list_id]))
            if policy.permits(viewer, Permission.VIEW_LISTS)
            else None,
        )
        for flag in record.flags
    )


def _how_to_be_in_touch(record: Record) -> tuple[Notice, ...]:
    """Say what is proposed of how to be in touch, with its reasons; a person decides (R29, R30)."""
    reached, spell = record.reached, record.last_spell
    if reached is None or spell is None or spell.closed_at is not None:
        return ()
    why = why_this_way(reached.proposed, barrier=reached.barrier)
    said = [
        f"Proposed: be in touch {BY_WAY[reached.proposed.way]}. {why}" if why else "",
        MEET_OR_CALL_SOON if reached.wants_meeting else "",
    ]
    return tuple(Notice(words) for words in said if words)


def _actions(spell: Spell | None, *, viewer: Actor) -> tuple[Link, ...]:
    """List what this viewer may do with the case as it stands."""
    if spell is None:
        return ()
    offered = [
        (Permission.RECORD_CONTACT, "Record contact", "contacts:record"),
        (Permission.CHANGE_LEVEL, "How often to speak", "watch:level"),
        (Permission.HAND_OVER, "Hand over", "caseload:hand_over"),
        (Permission.CLOSE_CASE, "Close the case", "contacts:close"),
    ]
    if spell.close_reason == CloseReason.TRANSFERRED:
        return ()
    if spell.closed_at:
        offered = [(Permission.REOPEN_CASE, "Take back into the service", "caseload:reopen")]
        if spell.has_ending:
            offered.append((Permission.VIEW_CLIENT, "How it ended", "endings:ending"))
    return tuple(
        Link(label, reverse(name, args=[spell.case_id]))
        for permission, label, name in offered
        if policy.permits(viewer, permission)
    )


def _in_the_case(spell: Spell | None, client_id: UUID, *, viewer: Actor) -> tuple[Link, ...]:
    """List what can be done besides while somebody is in the service."""
    if spell is None or spell.closed_at:
        return ()
    offered = [
        (Permission.RECORD_CONTACT, "Check in", "check_ins:check_in"),
        (Permission.TRANSFER_CLIENT, "Transfer to another provider", "caseload:transfer"),
    ]
    links = (Link(label, reverse(name, args=[spell.case_id])) for permission, label, name in offered
             if policy.permits(viewer, permission))  # fmt: skip
    find = Link("Find something for them", reverse("suggestions:find", args=[client_id]))
    return (*links, find, *ways_to_help(client_id, viewer=viewer))


def _about_them(client_id: UUID, *, viewer: Actor) -> tuple[Link, ...]:
    """List what can be done for somebody whether they are in the service or not."""
    offered = [
        (Permission.TAKE_CALL, "They called", "tasks:client_called"),
        (Permission.QUEUE_IN_PERSON, "See face to face", "in_person:meeting"),
        (Permission.VIEW_WHO_LOOKED, "Who looked at this record", "viewings:looked"),
        (Permission.MERGE_CLIENTS, "The same person as somebody else", "merging:pick"),
    ]
    return tuple(
        Link(label, reverse(name, args=[client_id]))
        for permission, label, name in offered
        if policy.permits(viewer, permission)
    )


def _closed(spell: Spell) -> str:
    on = short_date(spell.closed_at) if spell.closed_at else ""
    reason = spell.close_reason.label if spell.close_reason else ""
    if spell.close_reason == CloseReason.TRANSFERRED:
        return f"On {on} they moved to another provider’s service. {spell.close_note} This record can only be read."
    known = ""
    if spell.has_ending and spell.close_reason != CloseReason.DIED:
        known = f" They were told on {short_date(spell.told_at)}." if spell.told_at else " They were not told."
    return f"This case was closed on {on}: {reason}.{known}"


def _spaced(nhs_number: str) -> str:
    return f"{nhs_number[:3]} {nhs_number[3:6]} {nhs_number[6:]}".strip()
