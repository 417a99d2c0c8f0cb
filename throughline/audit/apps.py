"""Makes the package known to Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "throughline.audit"
