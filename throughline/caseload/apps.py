"""Makes the package known to Django."""

from django.apps import AppConfig


class CaseloadConfig(AppConfig):
    name = "throughline.caseload"
