"""The network is down: the pack that was taken in the morning opens from the disk, with its password (R144)."""

from contextlib import contextmanager

from playwright.sync_api import expect

from tests.journeys.journey import Journey

PASSWORD = "three quiet harbours"


class TestWithoutTheServer(Journey):
    def test_the_pack_of_the_morning_opens_from_the_disk(self, tmp_path):
        self.given_i_am("priya")
        self.when_i_choose("Take a day pack")
        self.when_i_answer("Choose a password for this pack", PASSWORD)
        self.when_i_answer("Type it again", PASSWORD)
        with self.page.expect_download() as download:
            self.when_i_press("Take the day pack")
        pack = tmp_path / download.value.suggested_filename
        download.value.save_as(pack)

        with self.a_browser_without_a_network() as page:
            page.goto(pack.as_uri())
            assert "Jude" not in page.content(), "nothing is said before it is opened"
            self.try_to_open(page, "three quiet harbour")
            expect(page.get_by_role("alert")).to_contain_text("not the password of this pack")
            self.try_to_open(page, PASSWORD)
            for words in ("Jude Carlisle", "0191", "Next contact on:"):
                expect(page.locator("main")).to_contain_text(words)

    @contextmanager
    def a_browser_without_a_network(self):
        context = self._browser.new_context(offline=True)
        yield context.new_page()
        context.close()

    def try_to_open(self, page, password):
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Open").click()
