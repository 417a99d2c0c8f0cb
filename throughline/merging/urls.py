"""The addresses of this package."""

from django.urls import URLPattern, URLResolver, path

from throughline.merging import views

app_name = "merging"

urlpatterns: list[URLPattern | URLResolver] = [
    path("duplicates/", views.pairs, name="pairs"),
    path("duplicates/<uuid:likeness_id>/", views.compare, name="compare"),
    path("clients/<uuid:client_id>/same-person/", views.pick, name="pick"),
    path("clients/<uuid:client_id>/merge/<uuid:other_id>/", views.merge, name="merge"),
    path("merges/<uuid:merge_id>/undo/", views.undo, name="undo"),
]
