"""Stop the server when the supervisor is gone: its end of our pipe closes, however it ended. Not needed on Linux."""

import contextlib
import os
import signal
import sys


def main(server: int) -> None:
    """This will wait for the pipe to close, then ask the server for a fast stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stdin.buffer.read()
    with contextlib.suppress(ProcessLookupError):
        os.kill(server, signal.SIGINT)


if __name__ == "__main__":
    main(int(sys.argv[1]))
