"""Makes the package known to Django."""

from django.apps import AppConfig


class HoldsConfig(AppConfig):
    name = "throughline.holds"
