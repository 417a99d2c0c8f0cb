"""A client, and the ways to reach them."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BigIntegerField, Func, Q, TextField
from django.db.models.functions import Cast, Greatest, Least

from throughline.core.actor import Actor
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation


class Answer(models.TextChoices):
    """An answer that may not have been asked for yet. "Not asked" is never "no need" (R13)."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_ASKED = "NOT_ASKED", "Not asked"


class ClientQuerySet(VisibleQuerySet):
    """People. A record that was merged into another is no longer one of them, except to the system."""

    def visible_to(self, actor: Actor) -> Self:
        """Narrow to the people of the actor's organisation."""
        found = super().visible_to(actor)
        return found if actor.is_system else found.standing()

    def standing(self) -> Self:
        """Narrow to records that were not merged into another."""
        return self.filter(merged_into__isnull=True)


class Client(BaseModel):
    """A person known to one provider."""

    can_be_merged = True  # What points here moves with the person (core.database.grant_rights, merging).
    personal = frozenset(
        {"full_name", "sort_name", "date_of_birth", "nhs_number", "address", "postcode", "conditions", "access_needs",
         "can_be_phoned", "can_read", "has_internet", "profile_asked_on", "digitally_excluded", "cannot_read",
         "shielding", "lives_alone", "conditions_count"}
    )  # fmt: skip
    impersonal = frozenset(
        {
            "id",
            "provider",
            "surgery",
            "registered_at",
            "registered_by",
            "address_confirmed_on",
            "merged_into",
            "moved_to",
        }
    )

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
    # What must stand beside this person's name on every page, kept by the commands of the packages that know why.
    profile_asked_on = models.DateField(null=True, help_text="null: their access profile was never gone through (R13)")
    digitally_excluded = models.BooleanField(default=False)
    cannot_read = models.BooleanField(default=False)
    shielding = models.BooleanField(default=False)
    lives_alone = models.BooleanField(null=True, help_text="null: not asked, or they would rather not say")
    conditions_count = models.SmallIntegerField(default=0, help_text="long-term conditions as of now (R12, AM16)")
    address_confirmed_on = models.DateField(null=True, help_text="when they last said that they live there")
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", help_text="the record that stands for both"
    )
    moved_to = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+",
        help_text="the provider whose client they are now: this record can only be read (R4)",
    )  # fmt: skip

    objects = ClientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "provider"], name="client_of_provider"),
            models.UniqueConstraint(
                fields=["provider", "nhs_number"],
                condition=Q(nhs_number__isnull=False, merged_into__isnull=True),
                name="client_nhs_number",
            ),
            models.CheckConstraint(condition=~Q(full_name=""), name="client_has_name"),
            models.CheckConstraint(condition=~Q(merged_into=models.F("id")), name="client_not_merged_into_itself"),
            both_or_neither("registered_at", "registered_by", table="client"),
        ]
        indexes = [
            models.Index(fields=["provider", "sort_name"], name="client_by_name"),
            models.Index(fields=["provider", "date_of_birth"], name="client_by_birth"),
            models.Index(fields=["provider", "postcode"], name="client_by_postcode"),
            models.Index(
                fields=["provider", "nhs_number"], condition=Q(merged_into__isnull=False), name="client_merged_number"
            ),
        ]

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
        indexes = [models.Index(fields=["provider", "value"], name="way_by_value")]

    def __str__(self) -> str:
        return f"way {self.id}"


class NameWord(models.Model):
    """A word of a name that somebody has or had. Found by equality, since nothing looser uses an index under a policy.

    All of a provider's words together are the dictionary that a mistyped name is matched against. `written_in` tells
    a process that knows the dictionary which words came since.
    """

    append_only = False
    personal = frozenset({"word"})
    impersonal = frozenset({"id", "provider", "client", "written_in"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    word = models.TextField()
    written_in = models.BigIntegerField(
        db_default=Cast(Cast(Func(function="pg_current_xact_id"), TextField()), BigIntegerField()),
        help_text="the transaction that wrote it",
    )

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "word"], include=["provider"], name="name_word_once")]
        indexes = [
            models.Index(fields=["provider", "word"], include=["client"], name="name_word_found"),
            models.Index(fields=["provider", "written_in"], name="name_word_new"),
        ]

    def __str__(self) -> str:
        return f"name word {self.id}"


class Particular(models.TextChoices):
    """What is said of who somebody is, and can be put right."""

    NAME = "NAME", "Name"
    BORN = "BORN", "Date of birth"
    NHS_NUMBER = "NHS_NUMBER", "NHS number"
    ADDRESS = "ADDRESS", "Address"
    POSTCODE = "POSTCODE", "Postcode"
    WAYS = "WAYS", "Phone numbers and email"


class Correction(BaseModel):
    """A particular that was put right: what it was until then, who changed it, and why."""

    append_only = True
    personal = frozenset({"was", "reason"})
    impersonal = frozenset({"id", "provider", "client", "particular", "corrected_at", "corrected_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    particular = models.TextField(choices=Particular)
    was = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    corrected_at = models.DateTimeField()
    corrected_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [both_or_neither("corrected_at", "corrected_by", table="correction")]
        indexes = [models.Index(fields=["client", "corrected_at"], name="correction_of_client")]

    def __str__(self) -> str:
        return f"correction {self.id}"


class SamePerson(models.TextChoices):
    SAME = "SAME", "The same person"
    DIFFERENT = "DIFFERENT", "Two different people"


class Likeness(BaseModel):
    """Two records that may be one person, why, and what somebody said of it. Once answered, it is not asked again."""

    personal = frozenset({"points", "reasons", "answer"})
    impersonal = frozenset({"id", "provider", "client", "other", "found_at", "found_by", "answered_at", "answered_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+", help_text="the one that came first")
    other = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    points = models.SmallIntegerField()
    reasons = ArrayField(models.TextField())
    found_at = models.DateTimeField()
    found_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(choices=SamePerson, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Least("client", "other"), Greatest("client", "other"), name="likeness_once_per_pair"
            ),
            models.CheckConstraint(condition=~Q(client=models.F("other")), name="likeness_of_two"),
            both_or_neither("found_at", "found_by", table="likeness"),
            both_or_neither("answered_at", "answered_by", table="likeness"),
        ]
        indexes = [
            models.Index(fields=["provider", "-points", "id"], condition=Q(answer=""), name="likeness_unanswered"),
            models.Index(fields=["other"], name="likeness_of_other"),
        ]

    def __str__(self) -> str:
        return f"likeness {self.id}"


class HowAgreed(models.TextChoices):
    SPOKEN = "SPOKEN", "In conversation"
    WRITTEN = "WRITTEN", "In writing"


class Transfer(BaseModel):
    """That somebody agreed to go to another provider's service, how, and who did it. Names no record there (R4)."""

    append_only = True
    personal = frozenset[str]()
    impersonal = frozenset({"id", "provider", "client", "to_provider", "how_agreed", "made_at", "made_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    to_provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    how_agreed = models.TextField(choices=HowAgreed)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [both_or_neither("made_at", "made_by", table="transfer")]
        indexes = [models.Index(fields=["client", "made_at"], name="transfer_of_client")]

    def __str__(self) -> str:
        return f"transfer {self.id}"
