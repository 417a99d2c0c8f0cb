"""The first promise is kept by the database itself: raw SQL cannot break it either."""

import pytest
from django.db import IntegrityError, connection, transaction

from throughline.accounts.scopes import acting_as
from throughline.cases.models import Case

BREACHES = {
    "no worker": "update cases_case set worker_id = null",
    "no date": "update cases_case set next_contact_on = null",
    "no way": "update cases_case set next_contact_way = ''",
    "nobody to make the next contact": "update cases_case set next_contact_by_id = null",
    "worker of another provider": "update cases_case set worker_id = (select id from accounts_user where email = 'stranger@example.org')",
    "worker who may not hold cases": "update cases_case set worker_id = (select id from accounts_user where email = 'administrator@example.org')",
    "worker deactivated": "update accounts_user set is_active = false where email = 'worker@example.org'",
    "worker's role taken away": "update accounts_user set role = 'ADMINISTRATOR' where email = 'worker@example.org'",
    "worker deleted": "delete from accounts_attachment; delete from accounts_user where email = 'worker@example.org'",
    "two open cases": "insert into cases_case select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()))).* from cases_case c",
}


@pytest.mark.parametrize("sql", BREACHES.values(), ids=BREACHES.keys())
def test_raw_sql_cannot_break_the_first_promise(service, sql):
    service.open_case()
    with acting_as(service.actor("manager")), pytest.raises(Exception) as caught, transaction.atomic(), connection.cursor() as c:
        c.execute(sql)
        c.execute("set constraints all immediate")
    assert isinstance(caught.value, IntegrityError) or "generated column" in str(caught.value)


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
