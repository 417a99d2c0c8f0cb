"""The first promise is kept by the database itself: raw SQL cannot break it either."""

import pytest
from django.db import IntegrityError, connection, transaction

from throughline.accounts.scopes import acting_as
from throughline.cases.models import Case

COPIED = ", ".join(field.column for field in Case._meta.concrete_fields if field.column not in ("id", "open_marker"))
WORKER, ADMINISTRATOR, STRANGER = (
    f"(select id from accounts_user where email = '{name}@example.org')"
    for name in ("worker", "administrator", "stranger")
)
ACTIVE_WORKER, NEXT_CONTACT = "open_case_has_active_worker", "open_case_has_next_contact"
BREACHES = {
    "no worker": ("update cases_case set worker_id = null", "worker_id"),
    "no date": ("update cases_case set next_contact_on = null", NEXT_CONTACT),
    "no way": ("update cases_case set next_contact_way = ''", NEXT_CONTACT),
    "nobody to make the next contact": ("update cases_case set next_contact_by_id = null", NEXT_CONTACT),
    "next contact by somebody who may not hold cases": (
        f"update cases_case set next_contact_by_id = {ADMINISTRATOR}", "next_contact_by_active_worker",
    ),
    "worker of another provider": (f"update cases_case set worker_id = {STRANGER}", ACTIVE_WORKER),
    "worker who may not hold cases": (f"update cases_case set worker_id = {ADMINISTRATOR}", ACTIVE_WORKER),
    "worker deactivated": (f"update accounts_user set is_active = false where id = {WORKER}", ACTIVE_WORKER),
    "worker's role taken away": (
        f"update accounts_user set role = 'ADMINISTRATOR' where id = {WORKER}", ACTIVE_WORKER,
    ),
    "worker deleted": (
        f"delete from accounts_attachment; delete from accounts_user where id = {WORKER}", ACTIVE_WORKER,
    ),
    "two open cases": (
        f"insert into cases_case (id, {COPIED}) select gen_random_uuid(), {COPIED} from cases_case", "one_open_case",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sql", "refused_by"), BREACHES.values(), ids=BREACHES.keys())
def test_raw_sql_cannot_break_the_first_promise(service, sql, refused_by):
    service.open_case()
    manager = service.actor("manager")
    with acting_as(manager), pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as c:
        c.execute(sql)
        c.execute("set constraints all immediate")
    told = caught.value.__cause__.diag
    assert refused_by in (told.constraint_name, told.column_name)


def test_a_worker_without_open_cases_may_leave(service):
    with acting_as(service.actor("manager")), connection.cursor() as c:
        c.execute("update accounts_user set is_active = false where email = 'colleague@example.org'")
        assert c.rowcount == 1


def test_a_closed_case_no_longer_holds_its_worker(service):
    case = service.open_case()
    with acting_as(service.actor("manager")), connection.cursor() as c:
        c.execute("update cases_case set closed_at = now(), closed_by_id = worker_id, close_reason = 'DIED'")
        c.execute("update accounts_user set is_active = false where email = 'worker@example.org'")
        assert c.rowcount == 1
        assert Case.objects.get(id=case.id).open_marker is None


def test_nobody_is_seen_without_a_scope(service):
    service.open_case()
    assert Case.objects.count() == 0


def test_the_other_provider_sees_nothing(service):
    service.open_case()
    with acting_as(service.actor("stranger")):
        assert Case.objects.count() == 0
    with acting_as(service.actor("worker")):
        assert Case.objects.count() == 1
