"""The addresses of this package."""

from django.urls import path

from throughline.desk.client_page import client
from throughline.desk.draft_keeping import keep_draft
from throughline.desk.home import home
from throughline.desk.permissions_page import permissions

app_name = "desk"

urlpatterns = [
    path("", home, name="home"),
    path("clients/<uuid:client_id>/", client, name="client"),
    path("permissions/", permissions, name="permissions"),
    path("drafts/<str:page>/", keep_draft, name="keep_draft"),
]
