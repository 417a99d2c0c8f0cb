"""The addresses of this package."""

from django.urls import URLPattern, URLResolver, path

from throughline.contacts.views.correcting import correct, move
from throughline.contacts.views.reach import reach
from throughline.contacts.views.recording import close, record
from throughline.contacts.views.reviewing import review, with_manager
from throughline.contacts.views.telling import to_tell

app_name = "contacts"

urlpatterns: list[URLPattern | URLResolver] = [
    path("cases/<uuid:case_id>/contact/", record, name="record"),
    path("cases/<uuid:case_id>/close/", close, name="close"),
    path("cases/<uuid:case_id>/review/", review, name="review"),
    path("contacts/<uuid:contact_id>/correct/", correct, name="correct"),
    path("contacts/<uuid:contact_id>/move/", move, name="move"),
    path("guidance/to-tell/", to_tell, name="to_tell"),
    path("team/reach/", reach, name="reach"),
    path("with-a-manager/", with_manager, name="with_manager"),
]
