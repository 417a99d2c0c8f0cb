"""A real PostgreSQL that comes with `pip install` and runs while somebody needs it, or the one DATABASE_URL names."""

from .addresses import Urls, is_own_server, urls
from .connections import check_url
from .places import data_folder, url
from .problems import ServerProblem
from .programs import binary
from .roles import prepare
from .server import Hold, Server, hold, is_running, start, stop, using

__all__ = [
    "Hold",
    "Server",
    "ServerProblem",
    "Urls",
    "binary",
    "check_url",
    "data_folder",
    "hold",
    "is_own_server",
    "is_running",
    "prepare",
    "start",
    "stop",
    "url",
    "urls",
    "using",
]
