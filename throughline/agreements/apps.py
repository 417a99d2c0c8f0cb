"""Makes the package known to Django."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "throughline.agreements"
