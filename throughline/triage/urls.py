"""The addresses of this package."""

from django.urls import path

from throughline.triage import views

app_name = "triage"

urlpatterns = [
    path("listed/", views.to_call, name="to_call"),
    path("listed/progress/", views.progress, name="progress"),
    path("listed/counts/", views.own_counts, name="own_counts"),
    path("listed/call/<uuid:triage_turn_id>/", views.call, name="call"),
    path("listed/<uuid:person_id>/", views.person, name="person"),
    path("listed/<uuid:person_id>/refer/", views.refer, name="refer"),
    path("listed/need/<uuid:told_id>/", views.need, name="need"),
]
