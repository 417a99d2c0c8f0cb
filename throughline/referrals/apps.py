"""Makes the package known to Django."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "throughline.referrals"
