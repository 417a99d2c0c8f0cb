"""The addresses of this package."""

from django.urls import path

from throughline.desk.absence_page import away, back
from throughline.desk.client_page import client
from throughline.desk.draft_keeping import keep_draft
from throughline.desk.help_page import help_given
from throughline.desk.home import home
from throughline.desk.lists_page import lists
from throughline.desk.permissions_page import permissions
from throughline.desk.search_page import search
from throughline.desk.to_fill_in import to_fill_in

app_name = "desk"

urlpatterns = [
    path("", home, name="home"),
    path("clients/<uuid:client_id>/", client, name="client"),
    path("clients/<uuid:client_id>/help/", help_given, name="help"),
    path("search/", search, name="search"),
    path("lists/", lists, name="lists"),
    path("to-fill-in/", to_fill_in, name="to_fill_in"),
    path("away/", away, name="away"),
    path("away/<uuid:absence_id>/back/", back, name="back"),
    path("permissions/", permissions, name="permissions"),
    path("drafts/<str:page>/", keep_draft, name="keep_draft"),
]
