"""A client, and the ways to reach them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation


class Answer(models.TextChoices):
    """An answer that may not have been asked for yet. "Not asked" is never "no need" (R13)."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_ASKED = "NOT_ASKED", "Not asked"


class Client(BaseModel):
    """A person known to one provider."""

    personal = frozenset(
        {"full_name", "sort_name", "date_of_birth", "nhs_number", "address", "postcode", "conditions", "access_needs",
         "can_be_phoned", "can_read", "has_internet"}
    )  # fmt: skip
    impersonal = frozenset({"id", "provider", "surgery", "registered_at", "registered_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    surgery = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    full_name = models.TextField()
    sort_name = models.TextField(help_text="core.names.sort_key of the name: the database sorts by code point")
    date_of_birth = models.DateField()
    nhs_number = models.TextField(null=True)
    address = models.TextField(blank=True)
    postcode = models.TextField(blank=True)
    conditions = ArrayField(models.TextField(), default=list, help_text="long-term conditions as given (R12)")
    access_needs = models.TextField(blank=True, help_text="what contact needs so that it works, in plain words")
    can_be_phoned = models.TextField(choices=Answer, default=Answer.NOT_ASKED)
    can_read = models.TextField(choices=Answer, default=Answer.NOT_ASKED)
    has_internet = models.TextField(choices=Answer, default=Answer.NOT_ASKED)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "provider"], name="client_of_provider"),
            models.UniqueConstraint(
                fields=["provider", "nhs_number"], condition=Q(nhs_number__isnull=False), name="client_nhs_number"
            ),
            models.CheckConstraint(condition=~Q(full_name=""), name="client_has_name"),
            both_or_neither("registered_at", "registered_by", table="client"),
        ]
        indexes = [models.Index(fields=["provider", "sort_name"], name="client_by_name")]

    def __str__(self) -> str:
        return f"client {self.id}"


class WayKind(models.TextChoices):
    PHONE = "PHONE", "Phone"
    EMAIL = "EMAIL", "Email"


class WayToReach(BaseModel):
    """A telephone number or e-mail address of a client, the one to try first marked by its order."""

    personal = frozenset({"value", "note"})
    impersonal = frozenset({"id", "provider", "client", "kind", "place"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    kind = models.TextField(choices=WayKind)
    value = models.TextField(help_text="a phone number in international form, or an e-mail address")
    note = models.TextField(blank=True, help_text="whose it is, or when to use it")
    place = models.SmallIntegerField(default=0, help_text="0 is tried first")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "kind", "value"], name="way_once_per_client")]

    def __str__(self) -> str:
        return f"way {self.id}"
