"""Makes the package known to Django."""

from django.apps import AppConfig


class DisruptionsConfig(AppConfig):
    name = "throughline.disruptions"
