"""The addresses of this package."""

from django.urls import path

from throughline.support_plans.views import gains, goals

app_name = "support_plans"

urlpatterns = [
    path("clients/<uuid:client_id>/plan/", goals.plan, name="plan"),
    path("clients/<uuid:client_id>/plan/sheet/", goals.sheet, name="sheet"),
    path("clients/<uuid:client_id>/plan/goal/", goals.add_goal, name="add_goal"),
    path("clients/<uuid:client_id>/plan/gain/", gains.add_gain, name="add_gain"),
    path("clients/<uuid:client_id>/plan/set-back/", gains.add_set_back, name="add_set_back"),
    path("clients/<uuid:client_id>/plan/gives/", gains.add_leaning, name="add_leaning"),
    path("plans/goals/<uuid:goal_id>/", goals.goal, name="goal"),
    path("plans/goals/<uuid:goal_id>/other-words/", goals.reframe, name="reframe"),
    path("plans/gains/<uuid:gain_id>/", gains.gain, name="gain"),
    path("plans/set-backs/<uuid:set_back_id>/", gains.set_back, name="set_back"),
    path("plans/needs/<uuid:leaning_id>/", gains.need, name="need"),
]
