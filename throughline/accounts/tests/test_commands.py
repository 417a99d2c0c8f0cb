"""What can happen to an account: opened, attached, closed; who may, who may not, and what is kept of it."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import check_password, make_password

from tests.support.service import SYSTEM
from throughline.accounts import commands
from throughline.accounts.models import Attachment, RoleCode, User
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.core.decisions import NotAllowed, NotFound, Refused


def open_account(service, now, *, by=SYSTEM, **changes):
    given = {"name": "Ruth Gill", "email": " Ruth@Example.ORG ", "role": RoleCode.LINK_WORKER, **changes}
    with acting_as(by):
        return commands.open_account(organisation=service.places["Harbour Trust"], **given, by=by, at=now)


def audited(act, about_id):
    with acting_as(SYSTEM):
        entry = AuditEntry.objects.get(act=act, about_id=about_id)
        return entry.user_id, entry.provider_id, entry.details


def test_an_account_is_opened_under_its_address_in_small_letters(service, now):
    user = open_account(service, now)
    assert User.objects.get(email="ruth@example.org") == user
    assert audited("ACCOUNT_OPENED", user.id) == (
        SYSTEM.user_id,
        service.places["Harbour Trust"].id,
        {"role": "LINK_WORKER"},
    )


def test_nobody_can_sign_in_to_it_before_it_has_a_password(service, now):
    assert not open_account(service, now).has_usable_password()
    with_one = open_account(service, now, email="b@example.org", hashed_password=make_password("three unlikely words"))
    assert check_password("three unlikely words", with_one.password)


def test_an_address_has_one_account(service, now):
    with pytest.raises(Refused, match="already has an account"):
        open_account(service, now, email="WORKER@example.org")


def test_a_manager_may_not_open_accounts(service, now):
    with pytest.raises(NotAllowed):
        open_account(service, now, by=service.actor("manager"))


@pytest.mark.parametrize("role", [RoleCode.CLIENT, RoleCode.OPERATOR])
def test_nobody_gets_an_account_for_a_role_that_cannot_sign_in(service, now, role):
    with pytest.raises(Refused, match="Nobody can sign in as"):
        open_account(service, now, role=role)


def test_a_link_worker_is_attached_to_a_surgery_from_a_day_on(service, now):
    with acting_as(SYSTEM):
        attachment = commands.attach(
            worker=service.staff["colleague"], surgery=service.places["Hilltop"], from_on=date(2020, 4, 1),
            by=SYSTEM, at=now,
        )  # fmt: skip
    assert Attachment.objects.get(surgery=service.places["Hilltop"], worker=service.staff["colleague"]) == attachment
    assert audited("WORKER_ATTACHED", attachment.id)[0] == SYSTEM.user_id


def attach(service, now, *, who="colleague", place="Hilltop", from_on=date(2020, 4, 1), by="manager"):
    with acting_as(service.actor(by)) as actor:
        return commands.attach(
            worker=service.staff[who], surgery=service.places[place], from_on=from_on, by=actor, at=now
        )


@pytest.mark.parametrize(("who", "place"), [
    ("stranger", "Elm Street"), ("manager", "Elm Street"), ("colleague", "Harbour Trust"),
])  # fmt: skip
def test_only_the_own_link_workers_are_attached_and_only_to_surgeries(service, now, who, place):
    with pytest.raises(NotFound):
        attach(service, now, who=who, place=place)


def test_nobody_is_attached_to_a_surgery_twice_at_once(service, now):
    with pytest.raises(Refused, match="attached to Elm Street then already"):
        attach(service, now, place="Elm Street")


def test_an_attachment_is_given_a_last_day_and_the_trail_says_so(service, now):
    attachment = attach(service, now)
    end(service, now, attachment, date(2020, 4, 30))
    attachment.refresh_from_db()
    assert attachment.ends_on == date(2020, 4, 30)
    harbour = service.places["Harbour Trust"].id
    assert audited("WORKER_ATTACHMENT_ENDED", attachment.id) == (service.staff["manager"].id, harbour, {})
    end(service, now, attachment, date(2020, 5, 31))
    attachment.refresh_from_db()
    assert attachment.ends_on == date(2020, 5, 31), "until it has come, the last day can be another"


def end(service, now, attachment, last_day, *, by="manager"):
    with acting_as(service.actor(by)) as actor:
        commands.end_attachment(attachment_id=attachment.id, last_day=last_day, by=actor, at=now)


def test_an_attachment_does_not_end_before_it_began_nor_twice_nor_by_another_provider(service, now):
    attachment = attach(service, now)
    with pytest.raises(Refused, match="It began on 1 April 2020"):
        end(service, now, attachment, date(2020, 3, 31))
    with pytest.raises(NotFound):
        end(service, now, attachment, date(2020, 4, 30), by="strange manager")
    end(service, now, attachment, date(2020, 4, 30))
    with pytest.raises(Refused, match="It ended on 30 April 2020 already"):
        end(service, now + timedelta(days=90), attachment, date(2020, 6, 30))


def strengths(service, now, *, who="worker", by="manager"):
    with acting_as(service.actor(by)) as actor:
        commands.note_strengths(
            user_id=service.staff[who].id, languages=[" Bengali", "Urdu ", "bengali", ""], skills=["benefits"],
            by=actor, at=now,
        )  # fmt: skip


def test_what_a_link_worker_speaks_and_knows_is_kept_each_once(service, now):
    strengths(service, now)
    worker = User.objects.get(id=service.staff["worker"].id)
    assert (worker.languages, worker.skills) == (["Bengali", "Urdu"], ["benefits"])
    assert audited("WORKER_STRENGTHS_NOTED", worker.id)[2] == {}


@pytest.mark.parametrize(("who", "by"), [("stranger", "manager"), ("practice", "manager"), ("worker", "stranger")])
def test_strengths_are_of_the_own_link_workers(service, now, who, by):
    with pytest.raises(NotFound):
        strengths(service, now, who=who, by=by)


def test_who_leaves_before_their_attachment_begins_never_has_it(service, now):
    coming = attach(service, now)
    close_account(service, "colleague", now)
    assert not Attachment.objects.filter(id=coming.id).exists()


def close_account(service, who, now, *, by="manager"):
    with acting_as(service.actor(by)) as actor:
        commands.deactivate_account(user_id=service.staff[who].id, by=actor, at=now)


def test_a_closed_account_holds_nothing_any_more(service, now):
    close_account(service, "colleague", now)
    user = User.objects.get(id=service.staff["colleague"].id)
    assert not user.is_active
    assert (user.deactivated_at, user.deactivated_by_id) == (now, service.staff["manager"].id)
    assert not Attachment.objects.filter(worker=user, ends_on=None).exists()
    assert audited("ACCOUNT_DEACTIVATED", user.id)[:2] == (
        service.staff["manager"].id,
        service.places["Harbour Trust"].id,
    )


def test_an_account_that_people_depend_on_stays_open(service, now):
    service.open_case(to="worker")
    with pytest.raises(Refused, match="Hand each one over first"):
        close_account(service, "worker", now)
    assert User.objects.get(id=service.staff["worker"].id).is_active
    assert Attachment.objects.filter(worker=service.staff["worker"], ends_on=None).exists()


def test_another_organisations_account_is_not_there(service, now):
    with pytest.raises(NotFound):
        close_account(service, "stranger", now)
    assert User.objects.get(id=service.staff["stranger"].id).is_active


def test_an_account_is_closed_once(service, now):
    close_account(service, "colleague", now)
    with pytest.raises(NotFound):
        close_account(service, "colleague", now)


def test_the_operators_account_is_nobodys_to_sign_in_to(service):
    operator = User.objects.get(id=SYSTEM.user_id)
    assert not operator.is_active
    assert not operator.has_usable_password()


def test_the_operator_sets_a_password_and_the_trail_says_so(service, now):
    user = open_account(service, now)
    with acting_as(SYSTEM):
        commands.set_password(email="RUTH@example.org", password="three unlikely words", by=SYSTEM, at=now)
    user.refresh_from_db()
    assert check_password("three unlikely words", user.password)
    assert audited("PASSWORD_SET_BY_OPERATOR", user.id)[2] == {}


def set_password(service, now, email, password, *, by=SYSTEM):
    with acting_as(by):
        commands.set_password(email=email, password=password, by=by, at=now)


def test_only_the_operator_sets_anothers_password(service, now):
    with pytest.raises(NotAllowed):
        set_password(service, now, "worker@example.org", "three unlikely words", by=service.actor("manager"))


def test_a_password_goes_to_nobody_who_has_no_account(service, now):
    with pytest.raises(NotFound):
        set_password(service, now, "nobody@example.org", "three unlikely words")


def test_a_password_that_is_easy_to_guess_is_not_set(service, now):
    before = service.staff["worker"].password
    actor = SYSTEM
    with acting_as(actor), pytest.raises(Refused, match="12 characters"):
        commands.set_password(email="worker@example.org", password="password", by=actor, at=now)
    service.staff["worker"].refresh_from_db()
    assert service.staff["worker"].password == before
