"""Makes the package known to Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "throughline.cases"
