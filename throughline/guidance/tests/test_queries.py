"""Every version is read in one statement, however many there are."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from throughline.guidance import queries
from throughline.guidance.tests.test_commands import publish


def test_what_holds_is_asked_in_one_statement(service):
    for day in (23, 24, 25):
        publish(service, on=date(2020, 3, day))
    with CaptureQueriesContext(connection) as caught:
        [held] = queries.all_current(on=date(2020, 3, 24))
    assert (len(caught), held.number, held.superseded_on) == (1, 2, date(2020, 3, 25))
