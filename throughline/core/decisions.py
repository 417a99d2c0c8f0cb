"""A yes, or a no that can say why; and the three ways a command can decline."""

from __future__ import annotations

from dataclasses import dataclass


class Refused(Exception):
    """A rule said no. The message is for the person at the screen and says what to do instead."""


class NotAllowed(Exception):
    """The actor's role does not permit this (403)."""


class NotFound(Exception):
    """There is no such record, or the actor may not know that there is (404: the same answer)."""


@dataclass(frozen=True)
class Decision:
    """Yes when there is no reason against. Truthy means yes."""

    reason: str = ""

    def __bool__(self) -> bool:
        return not self.reason

    def require(self) -> None:
        """Go on if the answer is yes.

        :raises Refused: with the reason, if it is no
        """
        if self.reason:
            raise Refused(self.reason)


YES = Decision()
