"""What only the database's owner does, in a process of its own: migrate, then give the program's role its rights.

Run as `THROUGHLINE_AS=owner python -m throughline.config.prepare_database`; `throughline setup` does.
"""

from __future__ import annotations

import os

import django


def prepare() -> None:
    """Bring the tables up to date and state every right anew."""
    os.environ["THROUGHLINE_AS"] = "owner"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughline.config.settings.dev")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from throughline.core.database import grant_rights

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    grant_rights(settings.PROGRAM_ROLE)


if __name__ == "__main__":
    prepare()
