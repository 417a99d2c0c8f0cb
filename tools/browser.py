"""Find a Chromium for the journeys, or get one: `python tools/browser.py` prints where it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ON_A_MAC = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
NONE = (
    "The journeys need Chromium and none could be had: install Chromium or Chrome, or set THROUGHLINE_BROWSER to where "
    "one is, then run `make test` again."
)


def find() -> str | None:
    """Give the browser that is here: the one that THROUGHLINE_BROWSER names, the machine's, or Playwright's own."""
    named = os.environ.get("THROUGHLINE_BROWSER")
    if named:
        return named if runs(named) else None
    on_machine = [shutil.which(name) for name in NAMES] + [str(path) for path in ON_A_MAC]
    return next((path for path in [*on_machine, playwrights_own()] if path and runs(path)), None)


def runs(path: str) -> bool:
    """Say whether it is a browser and not a stub that only tells how to install one."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def playwrights_own() -> str | None:
    """Give the path at which Playwright keeps its own Chromium, whether it is there or not."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def get() -> str | None:
    """Install one: Debian's package where we may, else Playwright's own."""
    may_use_apt = os.getuid() == 0 and shutil.which("apt-get") is not None
    if may_use_apt and (install_with_apt() or (install_with_apt("update") and install_with_apt())):
        found = find()
        if found:
            return found
    do(sys.executable, "-m", "playwright", "install", *(["--with-deps"] if may_use_apt else []), "chromium")
    return find()


def install_with_apt(*words: str) -> bool:
    """Run apt-get without asking anybody anything; by default install Chromium."""
    return do("apt-get", "-y", "-q", *(words or ("install", "--no-install-recommends", "chromium")))


def do(*words: str) -> bool:
    """Run a program with its words on standard error, since our answer goes to standard output."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(words, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
    return done.returncode == 0


def main() -> int:
    """Print where the browser is, getting one first if there is none."""
    found = find() or get()
    sys.stdout.write(found or "")
    if found is None:
        sys.stderr.write(f"{NONE}\n")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
