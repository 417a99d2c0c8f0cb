"""Accounts, and which surgeries a link worker is attached to (R3)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Q, Value, When

from throughline.core.ids import new_id
from throughline.core.models import BaseModel, both_or_neither
from throughline.organisations.models import Organisation


class RoleCode(models.TextChoices):
    LINK_WORKER = "LINK_WORKER", "Link worker"
    SENIOR_LINK_WORKER = "SENIOR_LINK_WORKER", "Senior link worker"
    MANAGER = "MANAGER", "Manager"
    ADMINISTRATOR = "ADMINISTRATOR", "Provider administrator"
    PRACTICE_USER = "PRACTICE_USER", "Surgery staff"
    COMMISSIONER = "COMMISSIONER", "Commissioner"
    LINKED_SERVICE = "LINKED_SERVICE", "Linked service"
    RESEARCHER = "RESEARCHER", "Researcher"
    TRANSCRIBER = "TRANSCRIBER", "Transcriber"
    STUDY_ADMINISTRATOR = "STUDY_ADMINISTRATOR", "Study administrator"
    CLIENT = "CLIENT", "Client"
    OPERATOR = "OPERATOR", "Operator (the software itself)"


CANNOT_SIGN_IN = (RoleCode.CLIENT, RoleCode.OPERATOR)
"""No account is opened for these: the client's own way in is not built yet, the operator's is the command line."""

CARRIES_CASES = (RoleCode.LINK_WORKER, RoleCode.SENIOR_LINK_WORKER)


class UserQuerySet(models.QuerySet["User"]):
    """Staff. Sign-in happens before there is anybody to be visible to, so this is on the public list."""

    def link_workers_of(self, provider_id: UUID) -> UserQuerySet:
        """Narrow to the active accounts of a provider that may hold cases."""
        return self.filter(organisation_id=provider_id, may_hold_cases=True).order_by("name")


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Finds an account by its e-mail address."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Find by e-mail, letter case aside."""
        found: User = self.get(email__iexact=username)
        return found


class User(AbstractBaseUser):
    """One person's job at one organisation."""

    append_only: ClassVar[bool] = False
    personal = frozenset({"name", "email", "phone", "password"})
    impersonal = frozenset(
        {"id", "last_login", "organisation", "role", "is_active", "deactivated_at", "deactivated_by", "may_hold_cases",
         "languages", "skills"}
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.TextField()
    email = models.EmailField(unique=True)
    phone = models.TextField(blank=True, help_text="the work number that clients are given")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.TextField(choices=RoleCode)
    languages = ArrayField(models.TextField(), default=list, help_text="spoken with clients, besides English")
    skills = ArrayField(models.TextField(), default=list, help_text="what they know or do well, for choosing a worker")
    is_active = models.BooleanField(default=True)
    deactivated_at = models.DateTimeField(null=True)
    deactivated_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    may_hold_cases = models.GeneratedField(
        expression=Case(When(Q(is_active=True) & Q(role__in=CARRIES_CASES), then=Value(True)), default=Value(False)),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            both_or_neither("deactivated_at", "deactivated_by", table="user"),
            # What an open case's key points at: see cases, "the first promise".
            models.UniqueConstraint(fields=["id", "organisation", "may_hold_cases"], name="user_can_hold"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.id}"


class Attachment(BaseModel):
    """A link worker's dated tie to a surgery."""

    impersonal = frozenset({"id", "worker", "surgery", "starts_on", "ends_on"})

    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    surgery = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, help_text="the last day")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="attachment_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker_id} at {self.surgery_id} from {self.starts_on}"
