"""The addresses of this package."""

from django.urls import URLPattern, URLResolver, path

from throughline.caseload.views.allocate import allocate
from throughline.caseload.views.hand_over import hand_over
from throughline.caseload.views.my_day import my_day, my_people
from throughline.caseload.views.reopen import reopen
from throughline.caseload.views.team import leaver, team
from throughline.caseload.views.waiting import waiting

app_name = "caseload"

urlpatterns: list[URLPattern | URLResolver] = [
    path("my-day/", my_day, name="my_day"),
    path("my-people/", my_people, name="my_people"),
    path("waiting/", waiting, name="waiting"),
    path("referrals/<uuid:referral_id>/allocate/", allocate, name="allocate"),
    path("team/", team, name="team"),
    path("team/<uuid:worker_id>/leaver/", leaver, name="leaver"),
    path("cases/<uuid:case_id>/hand-over/", hand_over, name="hand_over"),
    path("cases/<uuid:case_id>/reopen/", reopen, name="reopen"),
]
