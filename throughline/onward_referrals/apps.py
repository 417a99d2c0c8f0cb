"""Makes the package known to Django."""

from django.apps import AppConfig


class OnwardReferralsConfig(AppConfig):
    name = "throughline.onward_referrals"
