"""The addresses of this package."""

from django.urls import path

from throughline.endings import views

app_name = "endings"

urlpatterns = [
    path("endings/", views.near_end, name="near_end"),
    path("policies/", views.policies, name="policies"),
    path("cases/<uuid:ended_case_id>/ending/", views.ending, name="ending"),
    path("cases/<uuid:ended_case_id>/ending/told/", views.told, name="told"),
    path("cases/<uuid:ended_case_id>/ending/settle/", views.settle, name="settle"),
]
