"""The addresses of this package."""

from django.urls import URLPattern, URLResolver, path

from throughline.oversight import quality_views, views

app_name = "oversight"

urlpatterns: list[URLPattern | URLResolver] = [
    path("balance/", views.balance, name="balance"),
    path("counts/", views.counts, name="counts"),
    path("help-given/", views.help_given, name="help"),
    path("exceptions/", views.exceptions, name="exceptions"),
    path("quality/", quality_views.quality, name="quality"),
    path("quality/<str:rule>/", quality_views.quality_of, name="quality_of"),
    path("integrity/", views.integrity, name="integrity"),
]
