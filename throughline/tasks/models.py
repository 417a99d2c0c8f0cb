"""Tasks: what a worker owes a client apart from the next contact.

Whose a task is follows from the client's open case, so that it moves with the person when they change hands. Only a
task about nobody whom we know, or about somebody without a link worker, needs `worker`; without either it is for
whoever oversees the team.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from throughline.accounts.models import User
from throughline.cases.models import Case
from throughline.clients.models import Client
from throughline.contacts.models import Contact
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation


class TaskKind(models.TextChoices):
    """Why there is something to do."""

    CLIENT_CALLED = "CLIENT_CALLED", "Called us"
    DID_NOT_RECALL = "DID_NOT_RECALL", "Did not recall the service"
    OPEN_TO_IDEAS = "OPEN_TO_IDEAS", "Open to new ideas"
    FOLLOW_UP = "FOLLOW_UP", "To follow up"
    CHECK_BACK = "CHECK_BACK", "Check back on a referral"
    SEARCH_AGAIN = "SEARCH_AGAIN", "Look for something else"
    WAITED_TOO_LONG = "WAITED_TOO_LONG", "Has waited too long"
    GOAL_REVIEW = "GOAL_REVIEW", "Look at a goal again"
    HOLD_REVIEW = "HOLD_REVIEW", "Look at what is on hold"
    ASK_MEANWHILE = "ASK_MEANWHILE", "Nothing found meanwhile"
    NEED_UNMET = "NEED_UNMET", "Still needs something"
    ITEM_FOLLOW_UP = "ITEM_FOLLOW_UP", "Ask how it went"
    STILL_WAITING = "STILL_WAITING", "Tell them you are still waiting"
    TELL_ANSWER = "TELL_ANSWER", "Tell them the answer"
    PASSED_ENQUIRY = "PASSED_ENQUIRY", "Take up a question without an answer"
    LISTED_NEED = "LISTED_NEED", "A listed person needs something"
    FIND_ANOTHER_WAY = "FIND_ANOTHER_WAY", "Find another way than meeting"


FOR_OVERSEERS = (TaskKind.WAITED_TOO_LONG, TaskKind.ASK_MEANWHILE, TaskKind.PASSED_ENQUIRY)
"""What a manager must read. It is nobody's own, whoever the link worker is."""


class Route(models.TextChoices):
    """How somebody got in touch with us (R32)."""

    MISSED_CALL = "MISSED_CALL", "Missed call"
    VOICEMAIL = "VOICEMAIL", "Voicemail"
    ANSWERED = "ANSWERED", "They rang and somebody answered"
    TEXT = "TEXT", "Text message"
    LETTER = "LETTER", "Letter"
    EMAIL = "EMAIL", "Email"
    SURGERY = "SURGERY", "Message taken by the surgery"
    IN_PERSON = "IN_PERSON", "In person"


class TaskQuerySet(VisibleQuerySet):
    """Tasks at the actor's provider."""

    def still_open(self) -> Self:
        """Narrow to what is not done yet."""
        return self.filter(done_at__isnull=True)

    def with_holder(self) -> Self:
        """Add whose each task is now: the link worker of its client's open case, else the worker it was given to.

        Nobody's is what those who oversee the team must read.
        """
        cases: Any = Case.objects.filter(client_id=OuterRef("client_id"), closed_at__isnull=True)
        now_theirs = Coalesce(Subquery(cases.values("worker_id")[:1]), F("worker_id"))
        overseers = When(kind__in=FOR_OVERSEERS, then=None)
        return self.annotate(holder_id=models.Case(overseers, default=now_theirs, output_field=models.UUIDField()))

    def held_by(self, worker_ids: Iterable[UUID]) -> Self:
        """Narrow to tasks that are one of these workers' now."""
        return self.with_holder().filter(holder_id__in=list(worker_ids))


class Task(BaseModel):
    """Something to do for somebody by a day, with the reason why and what came of it."""

    personal = frozenset({"caller_name", "caller_number", "words", "reason", "answer"})
    impersonal = frozenset(
        {"id", "provider", "worker", "client", "kind", "route", "due_on", "arose_in", "received_at", "received_by",
         "made_at", "made_by", "done_at", "done_by", "done_in", "subject_id"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=TaskKind)
    route = models.TextField(choices=Route, blank=True)
    caller_name = models.TextField(blank=True, help_text="of a caller who is none of the clients we know")
    caller_number = models.TextField(blank=True, help_text="where to ring such a caller back")
    words = models.TextField(blank=True, help_text="what they said, as near as can be")
    reason = models.TextField(help_text="why this is to be done, in a sentence")
    due_on = models.DateField(help_text="by the end of this working day")
    subject_id = models.UUIDField(
        null=True, help_text="the goal, referral, hold ... it hangs on, by whose page it is done"
    )
    arose_in = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(null=True, help_text="when they got in touch")
    received_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    done_in = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True, help_text="what was done, where no contact tells it")

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="CLIENT_CALLED") | (Q(received_at__isnull=False) & ~Q(route="")),
                name="call_has_route_and_time",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(done_in__isnull=False) | ~Q(answer=""),
                name="done_task_says_how",
            ),
            models.CheckConstraint(
                condition=Q(client__isnull=False) | ~Q(caller_name="") | ~Q(caller_number="") | ~Q(words=""),
                name="task_is_about_somebody",
            ),
            models.UniqueConstraint(
                fields=["arose_in", "kind"], condition=Q(arose_in__isnull=False), name="task_once_per_contact"
            ),
            models.UniqueConstraint(
                fields=["subject_id", "kind"],
                condition=Q(subject_id__isnull=False, done_at__isnull=True),
                name="task_owed_once",
            ),
            *(both_or_neither(f"{act}_at", f"{act}_by", table="task") for act in ("received", "made", "done")),
        ]
        indexes = [
            models.Index(fields=["provider", "due_on"], condition=Q(done_at__isnull=True), name="task_open"),
            models.Index(fields=["client"], condition=Q(done_at__isnull=True), name="task_open_of_client"),
        ]

    def __str__(self) -> str:
        return f"task {self.id}"
