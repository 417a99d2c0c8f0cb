"""The addresses of this package."""

from django.urls import path

from throughline.planner import views

app_name = "planner"

urlpatterns = [
    path("call-plan/", views.call_plan, name="call_plan"),
    path("call-plan/propose/", views.propose, name="propose"),
    path("call-plans/<uuid:plan_id>/workers/<uuid:worker_id>/", views.part, name="part"),
    path("call-plans/calls/<uuid:call_id>/", views.planned_call, name="planned_call"),
]
