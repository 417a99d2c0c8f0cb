"""The addresses of this package."""

from django.urls import path

from throughline.profiles import views
from throughline.profiles.models import ProfileKind

app_name = "profiles"

urlpatterns = [
    path("clients/<uuid:client_id>/access/", views.access, name="access"),
    path("clients/<uuid:client_id>/access/change/", views.change, {"about": ProfileKind.ACCESS}, name="change_access"),
    path(
        "clients/<uuid:client_id>/helping/change/", views.change, {"about": ProfileKind.HELPING}, name="change_helping"
    ),
    path("clients/<uuid:client_id>/helping/sheet/", views.sheet, name="sheet"),
    path("clients/<uuid:client_id>/shielding/", views.start, name="start_vulnerability"),
    path("vulnerabilities/<uuid:vulnerability_id>/", views.review, name="review_vulnerability"),
]
