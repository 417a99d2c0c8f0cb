"""Short words for what the tests of sign-in do over and over."""

from django.urls import reverse

from throughline.accounts.commands import DoorAct
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.core.actor import Actor

PASSWORD = "three unlikely words"


def sign_in(client, email, password=PASSWORD, *, host="testserver", **more):
    """Post the sign-in page."""
    answers = {"login": email, "password": password, **more}
    return client.post(reverse("account_login"), answers, headers={"host": host})


def door_acts():
    """List what the trail holds of sign-in: act and account."""
    with acting_as(Actor.system("test")):
        found = AuditEntry.objects.filter(act__in=DoorAct.values).order_by("id")
        return list(found.values_list("act", "about_id"))
