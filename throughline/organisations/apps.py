"""Makes the package known to Django."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "throughline.organisations"
