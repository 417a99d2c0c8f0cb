"""Makes the package known to Django."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "throughline.verification"
