"""The addresses of this package."""

from django.urls import path

from throughline.tasks import views

app_name = "tasks"

urlpatterns = [
    path("called/", views.called, name="called"),
    path("called/unknown/", views.unknown_called, name="unknown_called"),
    path("clients/<uuid:client_id>/called/", views.client_called, name="client_called"),
    path("to-do/", views.to_do, name="to_do"),
    path("to-do/<uuid:task_id>/", views.task, name="task"),
    path("late-replies/", views.late, name="late"),
    path("referrals/<uuid:referral_id>/message/", views.message, name="message"),
]
