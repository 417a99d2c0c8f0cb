"""The settings of our own server, written anew at each start; an operator's own go in with ALTER SYSTEM, which wins."""

import os
from pathlib import Path

from .accounts import Account

FILE = "throughline.conf"

# The log must hold nothing about people. An ERROR's first line can quote a value ("invalid input syntax ... 'Amina'"),
# and DETAIL lines quote whole rows: so errors go to the program that made them and not to the log.
SETTINGS = """\
# Written by Throughline at each start. To change a setting use ALTER SYSTEM, which wins over this file.
listen_addresses = ''
port = 5432
unix_socket_directories = '.'
unix_socket_permissions = 0700
max_connections = 200

shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 128MB
effective_cache_size = 1GB
max_wal_size = 2GB
random_page_cost = 1.1
jit = off
timezone = 'UTC'

log_destination = 'stderr'
logging_collector = off
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_statement = none
log_min_duration_statement = -1
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_checkpoints = off
log_connections = ''
log_disconnections = off
log_lock_waits = off
log_autovacuum_min_duration = -1
"""


def write_settings(cluster: Path, account: Account | None) -> None:
    """This will write our settings, and name them in postgresql.conf if they are not named there."""
    settings = cluster / FILE
    settings.write_text(SETTINGS, encoding="utf-8")
    settings.chmod(0o600)
    if account is not None:
        os.chown(settings, account.uid, account.gid)
    main = cluster / "postgresql.conf"
    line = f"include '{FILE}'\n"
    if line not in main.read_text(encoding="utf-8"):
        with main.open("a", encoding="utf-8") as file:
            file.write(f"\n{line}")
