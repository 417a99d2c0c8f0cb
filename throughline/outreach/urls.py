"""The addresses of this package."""

from django.urls import path

from throughline.outreach import views

app_name = "outreach"

urlpatterns = [
    path("vulnerable-lists/", views.lists, name="lists"),
    path("vulnerable-lists/<uuid:list_id>/", views.report, name="report"),
    path("vulnerable-lists/<uuid:list_id>/returned/", views.returned, name="returned"),
]
