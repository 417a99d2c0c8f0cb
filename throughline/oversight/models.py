"""What the nightly checks found: of integrity, and of data quality."""

from django.db import models

from throughline.core.models import BaseModel, VisibleQuerySet
from throughline.organisations.models import Organisation


class IntegrityReport(BaseModel):
    """One run over one provider's data: how many records were checked and what was wrong, by id."""

    append_only = True
    impersonal = frozenset({"id", "provider", "ran_on", "ran_time", "checked", "problems"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    ran_on = models.DateField()
    ran_time = models.DateTimeField()
    checked = models.IntegerField()
    problems = models.JSONField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["provider", "ran_time"], name="integrity_latest")]

    def __str__(self) -> str:
        return f"integrity {self.ran_time:%Y-%m-%d}: {len(self.problems)} problems"


class QualityReport(BaseModel):
    """One night's count, at one provider, of whose records miss something or cannot be right (R146). Names nobody."""

    append_only = True
    impersonal = frozenset({"id", "provider", "ran_on", "ran_time", "people"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    ran_on = models.DateField()
    ran_time = models.DateTimeField()
    people = models.JSONField(help_text="how many people, by the name of the rule")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["provider", "ran_time"], name="quality_latest")]

    def __str__(self) -> str:
        return f"quality {self.ran_time:%Y-%m-%d}"
