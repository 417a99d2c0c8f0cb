"""Makes the package known to Django."""

from django.apps import AppConfig


class OpenReferralConfig(AppConfig):
    name = "throughline.openreferral"
