"""Makes the package known to Django."""

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "throughline.enquiries"
