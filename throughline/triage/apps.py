"""Makes the package known to Django."""

from django.apps import AppConfig


class TriageConfig(AppConfig):
    name = "throughline.triage"
