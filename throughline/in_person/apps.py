"""Makes the package known to Django."""

from django.apps import AppConfig


class InPersonConfig(AppConfig):
    name = "throughline.in_person"
