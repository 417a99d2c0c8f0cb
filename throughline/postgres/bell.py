"""Wake the supervisor when a signal comes, so that it can sleep in between and still act at once."""

import os
import select
import signal


class Bell:
    """Rings when we are told to stop (SIGTERM, SIGINT) or a child has ended (SIGCHLD)."""

    def __init__(self) -> None:
        self.stop = False
        self._read, write = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(write, False)
        signal.set_wakeup_fd(write)
        signal.signal(signal.SIGTERM, self._ask_to_stop)
        signal.signal(signal.SIGINT, self._ask_to_stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def wait(self, seconds: float) -> None:
        """This will sleep until a signal comes, or so many seconds."""
        if select.select([self._read], [], [], seconds)[0]:
            os.read(self._read, 1024)

    def _ask_to_stop(self, *_: object) -> None:
        self.stop = True
