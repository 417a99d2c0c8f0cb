"""Logs and addresses are read by people who may not read records: they hold ids, never names, numbers or notes."""

import logging
from urllib.parse import unquote_plus

import pytest
from django.test import Client

from tests.architecture.addresses import every_address
from tests.journeys.pages import PAGES_SEEN
from tests.support.living import TRACES

ADDRESSES = {address.name: address for address in every_address()}


class Kept(logging.Handler):
    """Keeps everything that is said, as it would be written."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(logging.Formatter().format(record))


@pytest.fixture
def log():
    """Listen to every logger, those too that keep what they hear to themselves."""
    kept, root = Kept(), logging.getLogger()
    loggers = [root, *(logging.getLogger(name) for name in list(logging.root.manager.loggerDict))]
    before = [(logger, logger.level) for logger in loggers]
    for logger in loggers:
        logger.addHandler(kept)
        logger.setLevel(logging.DEBUG)
    yield kept.lines
    for logger, level in before:
        logger.removeHandler(kept)
        logger.setLevel(level)


def test_walking_through_every_page_leaves_no_trace_of_anybody(lived, log):
    addresses = []
    client = Client(raise_request_exception=False)
    for page in sorted(PAGES_SEEN, key=lambda page: page.by or ""):
        if page.by:
            client.force_login(lived.service.staff[page.by])
        path = ADDRESSES[page.name].path(lived.ids(page.stage))
        answer = client.get(path) if page.sent is None else client.post(path, page.sent)
        addresses += [path, answer.headers.get("Location", "")]
        addresses += [link for link in answer.content.decode().split('"') if link.startswith(("/", "?"))]
    logging.getLogger("throughline").warning("the listener hears")
    assert any("the listener hears" in line for line in log)
    assert [(trace, line) for line in log for trace in TRACES if trace in line] == []
    assert [(trace, link) for link in addresses for trace in TRACES if trace in unquote_plus(link)] == []


def test_what_goes_wrong_is_logged_without_what_was_typed(lived, log, settings):
    client = Client(raise_request_exception=False)
    client.force_login(lived.service.staff["practice"])
    client.post("/refer/", {"full_name": TRACES[0], "nhs_number": TRACES[2], "reason": TRACES[-1]})
    client.post(f"/cases/{lived.case.id}/contact/", {"note": TRACES[-1]})
    client.get("/no-such-page/")
    assert [(trace, line) for line in log for trace in TRACES if trace in line] == []
