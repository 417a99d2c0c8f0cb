"""The addresses of this package."""

from django.urls import path

from throughline.holds import views

app_name = "holds"

urlpatterns = [
    path("directory/<uuid:service_id>/stop/", views.stop, name="stop"),
    path("closings/<uuid:closing_id>/", views.closing, name="closing"),
    path("holds/", views.on_hold, name="on_hold"),
    path("holds/restart/", views.restart_list, name="restart_list"),
    path("holds/<uuid:hold_id>/", views.hold, name="hold"),
    path("onward/<uuid:onward_id>/hold/", views.hold_referral, name="hold_referral"),
    path("goals/<uuid:goal_id>/hold/", views.hold_goal, name="hold_goal"),
]
