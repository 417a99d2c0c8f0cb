"""Makes the package known to Django."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "throughline.campaigns"
