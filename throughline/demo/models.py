"""The day it is in the demo service (R148)."""

from django.db import models

from throughline.core.models import BaseModel


class DemoClock(BaseModel):
    """The one row that says what day the demo service believes it is."""

    impersonal = frozenset({"id", "today"})

    today = models.DateField()

    def __str__(self) -> str:
        return str(self.today)
