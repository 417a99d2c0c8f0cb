"""Lists of vulnerable people, and who is on them. A listed person is not a client (R50).

What tells of a person can be emptied on the day by which it must be gone; the counts on the list stay.
"""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from throughline.accounts.models import User
from throughline.clients.models import Client
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Disruption, Organisation


class ListKind(models.TextChoices):
    """What the people on a list have in common. A council's list may be either."""

    SHIELDING = "SHIELDING", "Shielding list"
    VULNERABLE = "VULNERABLE", "Vulnerable people list"


class PersonState(models.TextChoices):
    """How far it has come with a listed person."""

    LISTED = "LISTED", "Listed"
    TRIED = "TRIED", "Tried"
    CHECK_IN_ONLY = "CHECK_IN_ONLY", "Reached: check-in only"
    NEEDS_SUPPORT = "NEEDS_SUPPORT", "Reached: needs support"
    SUPPORT_GIVEN = "SUPPORT_GIVEN", "Support given"
    NOT_REACHED = "NOT_REACHED", "Not reached"
    CLOSED = "CLOSED", "Closed"
    CONVERTED = "CONVERTED", "Referred to the service"
    DELETED = "DELETED", "Deleted"


TO_CALL = (PersonState.LISTED, PersonState.TRIED)
"""Nobody has spoken with them yet, and somebody is to try."""


class HowKnown(models.TextChoices):
    """How it is known whose record a listed person has."""

    NHS_NUMBER = "NHS_NUMBER", "Same NHS number"
    PARTICULARS = "PARTICULARS", "Same name, date of birth and postcode"
    LINKAGE = "LINKAGE", "Alike beyond doubt"
    SAID = "SAID", "A person said so"


class HowFound(models.TextChoices):
    """What a row of a list turned out to be."""

    NEW = "NEW", "Listed now"
    JOINED = "JOINED", "On a list already"
    CLIENT = "CLIENT", "A client"
    FORMER = "FORMER", "Was a client before"


class WhyLeftOut(models.TextChoices):
    """Why somebody who is on a list is not called."""

    DIED = "DIED", "Marked as having died"
    OPTED_OUT = "OPTED_OUT", "Marked as not wanting to be called"


class VulnerableList(BaseModel):
    """A list as it came in: from whom, when, on what legal basis, and by when what it tells must be gone."""

    personal = frozenset[str]()
    impersonal = frozenset(
        {"id", "provider", "source", "kind", "name", "disruption", "received_on", "legal_basis", "delete_by",
         "checksum", "headings", "rows_read", "people_new", "people_joined", "clients_flagged", "former_flagged",
         "repeated", "bad", "left_out_died", "left_out_opted_out", "taken_at", "taken_by", "compared_at",
         "compared_by", "deleted_at", "deleted_by"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", help_text="the surgery or council that sent it"
    )
    kind = models.TextField(choices=ListKind)
    name = models.TextField(help_text="what people call it")
    disruption = models.ForeignKey(Disruption, null=True, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField()
    legal_basis = models.TextField(help_text="what allows us to have it")
    delete_by = models.DateField(help_text="by when all that tells of a person must be gone")
    checksum = models.TextField(help_text="of the file, so that the same file changes nothing")
    headings = ArrayField(models.TextField(), default=list, help_text="of the cells that its rows keep")
    rows_read = models.IntegerField(default=0)
    people_new = models.IntegerField(default=0, help_text="people whom this list named first")
    people_joined = models.IntegerField(default=0, help_text="people who were on a list already")
    clients_flagged = models.IntegerField(default=0)
    former_flagged = models.IntegerField(default=0)
    repeated = models.IntegerField(default=0, help_text="rows about somebody whom an earlier row named")
    bad = models.IntegerField(default=0, help_text="rows returned")
    left_out_died = models.IntegerField(default=0)
    left_out_opted_out = models.IntegerField(default=0)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    compared_at = models.DateTimeField(null=True, help_text="when all on it were compared with everybody we know")
    compared_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    deleted_at = models.DateTimeField(null=True, help_text="when all that told of a person was emptied")
    deleted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "provider"], name="list_of_provider"),
            models.UniqueConstraint(
                fields=["provider", "source", "checksum"], condition=Q(deleted_at__isnull=True), name="list_taken_once"
            ),
            models.CheckConstraint(condition=~Q(legal_basis="") & ~Q(name=""), name="list_has_basis"),
            models.CheckConstraint(condition=Q(delete_by__gt=F("received_on")), name="list_deleted_after_received"),
            both_or_neither("taken_at", "taken_by", table="list"),
            both_or_neither("compared_at", "compared_by", table="list"),
            both_or_neither("deleted_at", "deleted_by", table="list"),
        ]
        indexes = [models.Index(fields=["provider", "taken_at"], name="list_of_provider_by_day")]

    def __str__(self) -> str:
        return f"list {self.id}"


class ListedPersonQuerySet(VisibleQuerySet):
    """Listed people of the actor's provider."""

    def standing(self) -> Self:
        """Narrow to people who still stand for themselves and have not been deleted."""
        return self.filter(same_as__isnull=True).exclude(state=PersonState.DELETED)

    def to_call(self) -> Self:
        """Narrow to people with whom nobody has spoken yet."""
        return self.filter(same_as__isnull=True, state__in=TO_CALL)


class ListedPerson(BaseModel):
    """A real person on one or more lists of a provider, once."""

    personal = frozenset(
        {"full_name", "sort_name", "name_key", "date_of_birth", "nhs_number", "address", "postcode", "phones", "email",
         "reasons", "closed_why"}
    )  # fmt: skip
    impersonal = frozenset(
        {"id", "provider", "surgery", "client", "how_known", "same_as", "worker", "state", "first_try_by", "listed_at",
         "listed_by"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    full_name = models.TextField(blank=True, help_text="empty once it was deleted")
    sort_name = models.TextField(blank=True, help_text="core.names.sort_key of the name")
    name_key = models.BigIntegerField(
        null=True, help_text="rules.name_key: equal where name, date of birth and home are the same"
    )
    date_of_birth = models.DateField(null=True)
    nhs_number = models.TextField(null=True)
    address = models.TextField(blank=True)
    postcode = models.TextField(blank=True)
    phones = ArrayField(models.TextField(), default=list, help_text="in international form, the best one first")
    email = models.TextField(blank=True)
    surgery = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    reasons = ArrayField(models.TextField(), default=list, help_text="why they are listed, as the lists say")
    client = models.ForeignKey(
        Client, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False,
        help_text="their record, where they are or were a client",
    )  # fmt: skip
    how_known = models.TextField(choices=HowKnown, blank=True, help_text="how it is known that the record is theirs")
    same_as = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", help_text="the listed person who stands for both"
    )
    worker = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=PersonState, default=PersonState.LISTED)
    closed_why = models.TextField(blank=True, help_text="why nobody calls them any more, as a code")
    first_try_by = models.DateField(help_text="by when somebody tries first (SET17)")
    listed_at = models.DateTimeField()
    listed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ListedPersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "provider"], name="listed_person_of_provider"),
            models.CheckConstraint(condition=~Q(same_as=F("id")), name="listed_person_not_same_as_itself"),
            models.CheckConstraint(
                condition=Q(client__isnull=True, how_known="") | Q(client__isnull=False) & ~Q(how_known=""),
                name="listed_client_says_how_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=PersonState.DELETED.value)
                | Q(full_name="", sort_name="", name_key__isnull=True, date_of_birth__isnull=True, address="",
                    nhs_number__isnull=True, postcode="", email="", phones=[], reasons=[]),
                name="deleted_listed_person_is_empty",
            ),
            both_or_neither("listed_at", "listed_by", table="listed_person"),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["provider", "nhs_number"], condition=Q(nhs_number__isnull=False), name="listed_by_nhs_number"
            ),
            models.Index(
                fields=["provider", "name_key"], condition=Q(name_key__isnull=False), name="listed_by_name_key"
            ),
            # A worker's list, and what waits for whoever is free (worker is null), in the order of the days.
            models.Index(
                fields=["provider", "worker", "first_try_by"],
                condition=Q(state__in=["LISTED", "TRIED"], same_as__isnull=True),
                name="listed_to_call",
            ),
            models.Index(fields=["client"], condition=Q(client__isnull=False), name="listed_client"),
            models.Index(fields=["same_as"], condition=Q(same_as__isnull=False), name="listed_same_as"),
        ]

    def __str__(self) -> str:
        return f"listed person {self.id}"


class Listing(BaseModel):
    """That a list names a person, in which line, with the cells as they stood until the list is deleted."""

    personal = frozenset({"cells"})
    impersonal = frozenset({"id", "provider", "on_list", "person", "line", "found"})

    # Held by keys of two columns (migrations/0002), which say more and are checked once: a list can be a nation's.
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    on_list = models.ForeignKey(VulnerableList, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    person = models.ForeignKey(ListedPerson, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    line = models.IntegerField(help_text="as a spreadsheet shows it")
    cells = ArrayField(models.TextField(), default=list, help_text="under the list's headings; emptied when it is over")
    found = models.TextField(choices=HowFound)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["on_list", "line"], name="one_listing_a_line")]
        indexes = [models.Index(fields=["person"], name="listing_of_person")]

    def __str__(self) -> str:
        return f"line {self.line} of list {self.on_list_id}"


class BadRow(BaseModel):
    """A row that could not be taken, with all that is wrong with it: returned to whoever sent the list."""

    personal = frozenset({"field", "reason", "cells"})
    impersonal = frozenset({"id", "provider", "on_list", "line"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on_list = models.ForeignKey(VulnerableList, on_delete=models.PROTECT, related_name="+")
    line = models.IntegerField()
    field = models.TextField(blank=True)
    reason = models.TextField()
    cells = ArrayField(models.TextField(), default=list)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["on_list", "line"], name="one_bad_row_a_line")]

    def __str__(self) -> str:
        return f"bad line {self.line} of list {self.on_list_id}"


class LeftOut(BaseModel):
    """Somebody whom a list marks as dead or as not wanting calls: enough to leave them out of the next list too."""

    personal = frozenset({"nhs_number", "name_key", "why"})
    impersonal = frozenset({"id", "provider", "on_list", "line", "client"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on_list = models.ForeignKey(VulnerableList, on_delete=models.PROTECT, related_name="+")
    line = models.IntegerField()
    why = models.TextField(choices=WhyLeftOut)
    nhs_number = models.TextField(null=True)
    name_key = models.BigIntegerField(null=True)
    client = models.ForeignKey(
        Client, null=True, on_delete=models.PROTECT, related_name="+", help_text="whose record is to be looked at"
    )

    objects = VisibleQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["provider", "nhs_number"], name="left_out_by_nhs_number"),
            models.Index(fields=["provider", "name_key"], name="left_out_by_name_key"),
        ]

    def __str__(self) -> str:
        return f"left out: line {self.line} of list {self.on_list_id}"


class ColumnMapping(BaseModel):
    """What a heading of one source's lists means, as somebody said once."""

    personal = frozenset[str]()
    impersonal = frozenset({"id", "provider", "source", "heading", "means", "said_at", "said_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    heading = models.TextField(help_text="in lower case, spaces and signs left out")
    means = models.TextField(blank=True, help_text="one of columns.COLUMNS, or empty: not to be taken in")
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "source", "heading"], name="one_meaning_of_a_heading"),
            both_or_neither("said_at", "said_by", table="column_mapping"),
        ]

    def __str__(self) -> str:
        return f"heading of {self.source_id}"
