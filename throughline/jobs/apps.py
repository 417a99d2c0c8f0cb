"""Makes the package known to Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "throughline.jobs"
