"""Makes the package known to Django."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "throughline.outreach"
