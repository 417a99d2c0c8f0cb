"""Makes the package known to Django."""

from django.apps import AppConfig


class SupportPlansConfig(AppConfig):
    name = "throughline.support_plans"
