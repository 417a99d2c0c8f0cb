"""The addresses of this package."""

from django.urls import URLPattern, URLResolver, path

from throughline.watch.views.levels import level, levels
from throughline.watch.views.lists import at_risk, could_go_back, first_contacts_late, late, silent, time_in_service

app_name = "watch"

urlpatterns: list[URLPattern | URLResolver] = [
    path("silent/", silent, name="silent"),
    path("late/", late, name="late"),
    path("first-contacts-late/", first_contacts_late, name="first_contacts_late"),
    path("time-in-service/", time_in_service, name="time_in_service"),
    path("at-risk/", at_risk, name="at_risk"),
    path("could-go-back/", could_go_back, name="could_go_back"),
    path("levels/", levels, name="levels"),
    path("cases/<uuid:case_id>/level/", level, name="level"),
]
