"""The addresses of this package."""

from django.urls import URLPattern, URLResolver, path

from throughline.caseload.views.allocate import allocate
from throughline.caseload.views.day_pack import paper, take_pack
from throughline.caseload.views.hand_over import hand_over
from throughline.caseload.views.my_day import my_day, my_people
from throughline.caseload.views.reopen import reopen
from throughline.caseload.views.team import leaver, team
from throughline.caseload.views.together import hand_over_together
from throughline.caseload.views.transfer import transfer
from throughline.caseload.views.waiting import waiting

app_name = "caseload"

urlpatterns: list[URLPattern | URLResolver] = [
    path("my-day/", my_day, name="my_day"),
    path("my-day/paper/", paper, name="paper"),
    path("my-day/pack/", take_pack, name="take_pack"),
    path("my-people/", my_people, name="my_people"),
    path("waiting/", waiting, name="waiting"),
    path("referrals/<uuid:referral_id>/allocate/", allocate, name="allocate"),
    path("team/", team, name="team"),
    path("team/<uuid:worker_id>/hand-over/", hand_over_together, name="hand_over_together"),
    path("team/<uuid:worker_id>/leaver/", leaver, name="leaver"),
    path("cases/<uuid:case_id>/hand-over/", hand_over, name="hand_over"),
    path("cases/<uuid:case_id>/transfer/", transfer, name="transfer"),
    path("cases/<uuid:case_id>/reopen/", reopen, name="reopen"),
]
