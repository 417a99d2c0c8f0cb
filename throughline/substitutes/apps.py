"""Makes the package known to Django."""

from django.apps import AppConfig


class SubstitutesConfig(AppConfig):
    name = "throughline.substitutes"
