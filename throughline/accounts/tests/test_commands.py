"""What can happen to an account: opened, attached, closed; who may, who may not, and what is kept of it."""

from datetime import date

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


def test_a_link_worker_is_attached_to_a_surgery_from_a_day_on(service, now):
    with acting_as(SYSTEM):
        attachment = commands.attach(
            worker=service.staff["colleague"], surgery=service.places["Hilltop"], from_on=date(2020, 4, 1),
            by=SYSTEM, at=now,
        )  # fmt: skip
    assert Attachment.objects.get(surgery=service.places["Hilltop"], worker=service.staff["colleague"]) == attachment
    assert audited("WORKER_ATTACHED", attachment.id)[0] == SYSTEM.user_id


def test_a_manager_may_not_attach_link_workers(service, now):
    with acting_as(service.actor("manager")) as manager, pytest.raises(NotAllowed):
        commands.attach(
            worker=service.staff["colleague"], surgery=service.places["Hilltop"], from_on=date(2020, 4, 1),
            by=manager, at=now,
        )  # fmt: skip


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
