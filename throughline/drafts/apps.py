"""Makes the package known to Django."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "throughline.drafts"
