"""The call guide: what helps to connect without faces, on one screen (R30)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class GuideStep:
    """One thing to do in a call, and words that may be used for it."""

    do: str
    say: str


INTRODUCTION = GuideStep(
    "You have not met: introduce yourself, the service, and what happens next.",
    "My name is … and I am a link worker. Your surgery asked me to get in touch. I help people with what matters to "
    "them. Today I would like to hear how you are, and then we agree together when we speak next.",
)
WHO_AND_WHY = GuideStep(
    "Say who you are and why you are calling.", "Hello, it is …, your link worker. I said that I would call today."
)
STEPS = (
    GuideStep("Ask whether it is a good time, and private.", "Is now a good time? Can you talk freely where you are?"),
    GuideStep(
        "Name a silence, and allow it.",
        "I cannot see you, so if I go quiet I am listening. Take all the time you need.",
    ),
    GuideStep("Ask how it landed.", "What do you make of that?"),
    GuideStep("Say back what you heard.", "Let me check that I have it right: you said …"),
    GuideStep("Close with the next date.", "I will call you on …, from this number. Does that suit you?"),
)


def call_guide(*, never_met: bool) -> tuple[GuideStep, ...]:
    """Give the guide to a call. With somebody whom nobody has met, the introduction stands on top."""
    return (INTRODUCTION if never_met else WHO_AND_WHY, *STEPS)
