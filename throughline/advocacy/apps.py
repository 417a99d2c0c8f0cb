"""Makes the package known to Django."""

from django.apps import AppConfig


class AdvocacyConfig(AppConfig):
    name = "throughline.advocacy"
