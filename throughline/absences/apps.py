"""Makes the package known to Django."""

from django.apps import AppConfig


class AbsencesConfig(AppConfig):
    name = "throughline.absences"
