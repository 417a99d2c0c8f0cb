"""The gate: by which ways a thing can go to this person, why not by the others, and what to do instead.

Whatever sends, promises or suggests asks here (R13, R15, R38, R63). A way that is *barred* must be refused; one that is
only *doubtful* is warned of, since the reason may be a gap in what we know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from throughline.core.decisions import YES as ALLOWED
from throughline.core.decisions import Decision
from throughline.profiles.access_questions import IN_ORDER
from throughline.profiles.modes import IN_PERSON, LABELS, ONLINE, WRITTEN, Mode
from throughline.profiles.questions import NO, YES, Answers, chosen, given

USUAL_ORDER = (
    Mode.PHONE, Mode.AT_SURGERY, Mode.OTHER_PLACE, Mode.POST, Mode.EMAIL, Mode.TEXT, Mode.DOORSTEP, Mode.VIDEO,
)  # fmt: skip
"""Where somebody has said nothing: the order in which the paper's workers tried (AM33: video last)."""
READS_IT_OUT = "READ_OUT"


@dataclass(frozen=True)
class Reach:
    """What is known of how somebody can be reached: the facts that the gate looks at."""

    can_be_phoned: bool | None = None
    """None: not asked."""
    has_phone: bool = True
    has_email: bool = True
    has_address: bool = True
    shielding: bool = False
    cannot_read: bool = False
    digitally_excluded: tuple[str, ...] = ()
    answers: Answers = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    """Ways that this person does not agree to, each with the reason to show (R16)."""


@dataclass(frozen=True)
class Route:
    """A way, why not to use it if there is a reason, and whether that reason is final."""

    mode: Mode
    why_not: str = ""
    barred: bool = False

    @property
    def is_open(self) -> bool:
        return not self.why_not


def route(mode: Mode, reach: Reach, *, alone: bool = True) -> Route:
    """Say whether a thing can go this way. `alone`: it is the only way that it goes."""
    barred = _barred(mode, reach, alone=alone)
    return Route(mode, barred or _doubt(mode, reach), barred=bool(barred))


def routes(reach: Reach) -> tuple[Route, ...]:
    """Give every way, those that this person likes best first, each with what speaks against it."""
    return tuple(route(mode, reach) for mode in preferred(reach.answers))


def preferred(answers: Answers) -> tuple[Mode, ...]:
    """Give all ways in this person's own order, and after it in the usual one."""
    own = [Mode(code) for key in IN_ORDER if (code := given(answers, key)) in LABELS]
    return tuple(dict.fromkeys([*own, *USUAL_ORDER]))


def may_go_by(mode: Mode, reach: Reach, *, alone: bool = True) -> Decision:
    """Say whether a thing may go to this person this way, and if not, what to do instead.

    Doubts do not stop it: see `route`, which names them.
    """
    found = route(mode, reach, alone=alone)
    return Decision(f"{found.why_not} {instead(reach)}") if found.barred else ALLOWED


def may_meet(*, shielding: bool) -> Decision:
    """Say whether somebody may be met in person: not while they shield (R15). A doorstep drop stays possible."""
    if shielding:
        return Decision(
            "They are shielding: nothing in person. Ring, write, or leave it on the doorstep at a distance. If they no"
            " longer shield, record that first under “Reaching them”."
        )
    return ALLOWED


def instead(reach: Reach) -> str:
    """Say which ways are open, best first."""
    ways = [LABELS[r.mode].lower() for r in routes(reach) if r.is_open][:3]
    if not ways:
        return "No other way is known: ask their surgery or whoever helps them, and record what you learn."
    return f"Use instead: {', '.join(ways)}."


def _barred(mode: Mode, reach: Reach, *, alone: bool) -> str:
    if reach.refused.get(mode.value):
        return reach.refused[mode.value]
    if mode in IN_PERSON and reach.shielding:
        return "They are shielding: nothing in person."
    if mode in ONLINE and reach.digitally_excluded:
        return f"They are digitally excluded: {', '.join(reach.digitally_excluded)}."
    if mode in WRITTEN and reach.cannot_read and alone and not _is_read_out(mode, reach.answers):
        return "They cannot read: nothing written may be the only way it goes."
    return ""


def _doubt(mode: Mode, reach: Reach) -> str:
    return _known_to_fail(mode, reach.answers) or DOUBTS.get(mode, _none)(reach)


def _known_to_fail(mode: Mode, answers: Answers) -> str:
    if mode.value not in chosen(answers, "failing"):
        return ""
    why = given(answers, f"fails_{mode.value.lower()}")
    return f"It does not work for them: {why}." if why else "It does not work for them."


def _is_read_out(mode: Mode, answers: Answers) -> bool:
    """Say whether somebody named reads letters out to them (SNOMED 985021000000106)."""
    return mode == Mode.POST and READS_IT_OUT in chosen(answers, "formats") and bool(given(answers, "helper"))


def _none(reach: Reach) -> str:
    return ""


def _phone(reach: Reach) -> str:
    if reach.can_be_phoned is False:
        return "They cannot be phoned."
    return "" if reach.has_phone else "No number is known."


def _text(reach: Reach) -> str:
    if NO in (given(reach.answers, "texts"), given(reach.answers, "mobile")):
        return "They do not use text messages."
    return "" if reach.has_phone else "No number is known."


def _email(reach: Reach) -> str:
    if given(reach.answers, "email") == NO:
        return "They do not use email."
    return "" if reach.has_email else "No email address is known."


def _video(reach: Reach) -> str:
    """AM33: video is allowed and off until somebody has asked."""
    uses = given(reach.answers, "video")
    return {YES: "", NO: "They do not use video calls."}.get(uses, "Nobody has asked whether they use video calls.")


def _post(reach: Reach) -> str:
    return "" if reach.has_address else "No address is known."


def _surgery(reach: Reach) -> str:
    return "They cannot get to the surgery." if given(reach.answers, "can_get_to_surgery") == NO else ""


DOUBTS = {
    Mode.PHONE: _phone, Mode.TEXT: _text, Mode.EMAIL: _email, Mode.VIDEO: _video, Mode.POST: _post,
    Mode.AT_SURGERY: _surgery,
}  # fmt: skip


def counted_out(reaches: Mapping[str, Reach], mode: Mode) -> dict[str, str]:
    """Give whom a thing that goes only this way would not reach, with the reason for each."""
    found = {key: route(mode, reach) for key, reach in reaches.items()}
    return {key: one.why_not for key, one in found.items() if not one.is_open}
