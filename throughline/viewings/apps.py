"""Makes the package known to Django."""

from django.apps import AppConfig


class ViewingsConfig(AppConfig):
    name = "throughline.viewings"
