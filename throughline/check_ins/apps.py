"""Makes the package known to Django."""

from django.apps import AppConfig


class CheckInsConfig(AppConfig):
    name = "throughline.check_ins"
