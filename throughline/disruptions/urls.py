"""The addresses of this package."""

from django.urls import path

from throughline.disruptions import views

app_name = "disruptions"

urlpatterns = [
    path("disruption/", views.now, name="now"),
    path("disruption/switch/", views.switch, name="switch"),
    path("disruption/recovery/", views.recovery, name="recovery"),
    path("disruption/recovery/<slug:left>/", views.answer, name="answer"),
    path("disruption/end/", views.end, name="end"),
    path("disruption/meetings/", views.meetings, name="meetings"),
    path("disruption/meetings/<uuid:meeting_id>/", views.meeting, name="meeting"),
]
