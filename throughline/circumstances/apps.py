"""Makes the package known to Django."""

from django.apps import AppConfig


class CircumstancesConfig(AppConfig):
    name = "throughline.circumstances"
