"""The addresses of this package."""

from django.urls import URLPattern, URLResolver, path

from throughline.contacts import views

app_name = "contacts"

urlpatterns: list[URLPattern | URLResolver] = [
    path("cases/<uuid:case_id>/contact/", views.record, name="record"),
    path("cases/<uuid:case_id>/close/", views.close, name="close"),
]
