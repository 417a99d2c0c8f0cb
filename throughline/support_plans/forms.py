"""What is asked of whoever writes somebody's plan, in their words and without blame."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from throughline import nhsuk
from throughline.accounts.queries import Colleague
from throughline.directory.kinds import Mode
from throughline.directory.queries import ServiceRow
from throughline.support_plans.gain_commands import GainSaid, SetBackSaid
from throughline.support_plans.goal_commands import GoalSaid, WaitsFor
from throughline.support_plans.kinds import Cause, GainState, Gives, GoalState, LeaningState, Part, WhyReframed
from throughline.support_plans.leaning_commands import LeansOn
from throughline.support_plans.queries import GainRow, GoalRow, Plan, TargetRow

IN_THEIR_WORDS = "In their words"


class NamesService(nhsuk.Form):
    """Asks for a service of the directory by a part of its name, and for the way in which they join it."""

    service = nhsuk.Text(label="Which service? (optional)", hint="A part of its name, or who offers it")
    which = nhsuk.Radios(choices=[], label="Which of these is it?")
    mode = nhsuk.Select(
        choices=Mode,
        label="How do they take part? (optional)",
        hint="Only if they can in several ways",
        first="As it is offered",
    )

    def __init__(self, *args: Any, found: Sequence[ServiceRow] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.found = found
        which: Any = self.fields["which"]
        which.choices = [(str(row.id), f"{row.name}, {row.offered_by}") for row in found]
        if len(found) < 2:
            del self.fields["which"]

    def clean(self) -> dict[str, Any]:
        """Find the service, and see that it can be joined in that way."""
        given = self.cleaned_data
        if given.get("service"):
            self._choose(given)
        return given

    @property
    def chosen(self) -> tuple[UUID, Mode] | None:
        """Give the service that was named, and the way."""
        row, mode = self.cleaned_data.get("row"), self.cleaned_data.get("mode")
        return (row.id, Mode(mode)) if row and mode else None

    def _choose(self, given: dict[str, Any]) -> None:
        if not self.found:
            self.add_error("service", "No service in the directory is called that. Try another word, or leave it empty")
            return
        picked = given.get("which")
        row = next((r for r in self.found if len(self.found) == 1 or str(r.id) == picked), None)
        if row is None:
            self.add_error("which", "Select which of these services it is")
            return
        given["row"] = row
        offered = list(dict.fromkeys(way.mode for way in row.ways))
        if not given.get("mode") and len(offered) == 1:
            given["mode"] = offered[0]
        elif not given.get("mode"):
            self.add_error("mode", "Select how they take part")
        elif given["mode"] not in offered:
            ways = ", ".join(mode.label.lower() for mode in offered)
            self.add_error("mode", f"This service is offered {ways}. Select one of these")


class GoalForm(NamesService):
    """What they want, and when we look at it again."""

    words = nhsuk.Textarea(label="What do they want?", hint=IN_THEIR_WORDS, rows=2, missing="Enter what they want")
    targets = nhsuk.Textarea(label="Small steps (optional)", hint="Each on a line of its own", rows=3)
    why_it_matters = nhsuk.Textarea(label="Why does it matter to them? (optional)", rows=2)
    what_would_help = nhsuk.Textarea(label="What would help? (optional)", rows=2)
    conditions = nhsuk.Checkboxes(choices=[], label="Is it about one of their conditions? (optional)")
    review_on = nhsuk.DateParts(
        label="When do you look at it together again?", called="The day to look at it again",
        missing="Enter when you look at it together again",
    )  # fmt: skip
    field_order = (
        "words", "targets", "why_it_matters", "what_would_help", "review_on", "conditions", "service", "which", "mode",
    )  # fmt: skip

    def __init__(self, *args: Any, plan: Plan, **more: Any) -> None:
        super().__init__(*args, **more)
        if plan.conditions:
            conditions: Any = self.fields["conditions"]
            conditions.choices = [(name, name) for name in plan.conditions]
        else:
            del self.fields["conditions"]

    @property
    def said(self) -> GoalSaid:
        """Give the goal as it was said."""
        given, chosen = self.cleaned_data, self.chosen
        return GoalSaid(
            words=given["words"], review_on=given["review_on"], why_it_matters=given["why_it_matters"],
            what_would_help=given["what_would_help"], targets=given["targets"].splitlines(),
            conditions=given.get("conditions") or (), service_id=chosen[0] if chosen else None,
            mode=chosen[1] if chosen else None,
        )  # fmt: skip


class Reframe(NamesService):
    """Other words for a goal. The first ones are kept."""

    words = nhsuk.Textarea(
        label="What do they want to do instead?", hint=IN_THEIR_WORDS, rows=2,
        missing="Enter what they want to do instead",
    )  # fmt: skip
    why = nhsuk.Radios(choices=WhyReframed, label="Why?", missing="Select why")
    note = nhsuk.Textarea(label="The reason in their words (optional)", rows=2)
    waits_for = nhsuk.Text(
        label="What is the first goal waiting for? (optional)", hint="For example: gym, the end of shielding"
    )
    review_on = nhsuk.DateParts(
        label="When do you look at the new goal together?", called="The day to look at it",
        missing="Enter when you look at the new goal together",
    )  # fmt: skip
    field_order = ("words", "why", "note", "review_on", "waits_for", "service", "which", "mode")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["service"].label = "Look at going back when this service runs again (optional)"

    @property
    def said(self) -> GoalSaid:
        """Give the new words."""
        return GoalSaid(words=self.cleaned_data["words"], review_on=self.cleaned_data["review_on"])

    @property
    def waits(self) -> WaitsFor:
        """Give what would let them go back."""
        named = self.cleaned_data.get("row")
        words = self.cleaned_data["waits_for"] or (named.name if named else "")
        return WaitsFor(words, *self.chosen) if self.chosen else WaitsFor(words)


class Steps(nhsuk.Form):
    """Which small steps were made, and another one."""

    done = nhsuk.Checkboxes(choices=[], label="Small steps: tick those that were made")
    another = nhsuk.Text(label="Another small step (optional)")

    def __init__(self, *args: Any, targets: Sequence[TargetRow], **more: Any) -> None:
        super().__init__(*args, **more)
        done: Any = self.fields["done"]
        done.choices = [(str(step.target_id), step.words) for step in targets]
        done.initial = [str(step.target_id) for step in targets if step.done_on]
        if not targets:
            del self.fields["done"]

    @property
    def made(self) -> list[UUID]:
        """Give the steps that were made."""
        return [UUID(id_) for id_ in self.cleaned_data.get("done") or ()]


class ReviewGoal(nhsuk.Form):
    """How a goal goes."""

    to = nhsuk.Radios(
        choices=[(GoalState.OPEN, "It goes on"), (GoalState.MET, "It is met"), (GoalState.DROPPED, "They let it go")],
        label="How does it go?", missing="Select how it goes", conditional={GoalState.OPEN: "review_on"},
    )  # fmt: skip
    review_on = nhsuk.DateParts(
        label="When do you look at it together again?", called="The day to look at it again",
        missing="Enter when you look at it together again",
    )  # fmt: skip
    note = nhsuk.Textarea(label="What they say (optional)", hint=IN_THEIR_WORDS, rows=2)


class GoBack(nhsuk.Form):
    """What becomes of a goal that was kept: they go back to it, or let it go."""

    BOTH, BACK, LET_GO = "BOTH", "BACK", "LET_GO"

    what = nhsuk.Radios(
        choices=[(BACK, "They go back to it, and what they do instead is done with"),
                 (BOTH, "They go back to it, and what they do instead goes on as well"),
                 (LET_GO, "They let it go")],
        label="What becomes of it?", missing="Select what becomes of it", conditional={LET_GO: "note"},
    )  # fmt: skip
    note = nhsuk.Textarea(label="Why, in their words?", rows=2, missing="Enter why they let it go")
    review_on = nhsuk.DateParts(
        label="When do you look at it together again?", called="The day to look at it again",
        missing="Enter when you look at it together again",
    )  # fmt: skip

    when_answered = (nhsuk.Ask("review_on").if_("what").is_one_of(BOTH, BACK),)


class GainForm(NamesService):
    """What was gained, and what it leans on."""

    words = nhsuk.Text(label="What did they gain?", hint=f"{IN_THEIR_WORDS}: stopped smoking",
                       missing="Enter what they gained")  # fmt: skip
    part = nhsuk.Select(choices=Part, label="What is it about?", missing="Select what it is about")
    gained_on = nhsuk.DateParts(label="Since when?", missing="Enter since when")
    worker = nhsuk.Select(choices=[], label="A link worker it leans on (optional)", first="Nobody")
    person = nhsuk.Text(label="Somebody else it leans on (optional)", hint="For example: the trainer, her sister")
    routine = nhsuk.Text(label="A routine it leans on (optional)", hint="For example: a walk after breakfast")
    field_order = ("words", "part", "gained_on", "service", "which", "mode", "worker", "person", "routine")

    def __init__(self, *args: Any, colleagues: Sequence[Colleague], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["worker"].choices = [*((str(one.id), one.name) for one in colleagues)]
        fields["service"].label = "A service it leans on (optional)"
        fields["gained_on"].latest = today

    @property
    def said(self) -> GainSaid:
        """Give the gain as it was said."""
        given, chosen = self.cleaned_data, self.chosen
        return GainSaid(
            part=Part(given["part"]), words=given["words"], gained_on=given["gained_on"],
            worker_id=UUID(given["worker"]) if given["worker"] else None, person=given["person"],
            routine=given["routine"], service_id=chosen[0] if chosen else None, mode=chosen[1] if chosen else None,
        )  # fmt: skip


class TellGain(nhsuk.Form):
    """How ground gained stands now."""

    how = nhsuk.Radios(choices=[], label="How is it now?", missing="Select how it is now")
    words = nhsuk.Textarea(label="What they say (optional)", hint=IN_THEIR_WORDS, rows=2)

    def __init__(self, *args: Any, gain: GainRow, **more: Any) -> None:
        super().__init__(*args, **more)
        how: Any = self.fields["how"]
        back = gain.state in (GainState.SLIPPED, GainState.REGAINED)
        holding = (GainState.REGAINED, "They have it back" if gain.state == GainState.SLIPPED else "It is holding")
        how.choices = [holding if back else (GainState.HELD, "It is holding")]
        if gain.state != GainState.SLIPPED:
            how.choices += [("PERSON", "Somebody who helped is not there"), ("ROUTINE", "A routine came to an end")]


class SetBackForm(nhsuk.Form):
    """What slipped, what set it off, and what is done next."""

    words = nhsuk.Textarea(label="What do they say?", hint=IN_THEIR_WORDS, rows=3, missing="Enter what they say")
    parts = nhsuk.Checkboxes(choices=Part, label="What slipped?", missing="Select what slipped")
    gain = nhsuk.Select(choices=[], label="Ground they had gained (optional)", first="None of these")
    since_on = nhsuk.DateParts(label="Since when? (optional)", hint="Leave it empty if they cannot say")
    causes = nhsuk.Checkboxes(choices=Cause, label="What set it off? (optional)")
    next_step = nhsuk.Textarea(label="What do you do next together?", rows=2, missing="Enter what you do next together")

    def __init__(self, *args: Any, plan: Plan, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["since_on"].latest = today
        kept = [gain for gain in plan.gains if gain.state != GainState.SLIPPED]
        fields["gain"].choices = [*((str(gain.gain_id), gain.words) for gain in kept)]
        if not kept:
            del fields["gain"]

    @property
    def said(self) -> SetBackSaid:
        """Give the set-back as it was told."""
        given = self.cleaned_data
        return SetBackSaid(
            parts=[Part(part) for part in given["parts"]], words=given["words"], next_step=given["next_step"],
            since_on=given["since_on"], causes=[Cause(cause) for cause in given["causes"]],
            gain_id=UUID(given["gain"]) if given.get("gain") else None,
        )  # fmt: skip


class ReviewSetBack(nhsuk.Form):
    """How it is now."""

    words = nhsuk.Textarea(label="How is it now?", hint=IN_THEIR_WORDS, rows=3, missing="Enter how it is now")
    regained = nhsuk.Tick(label="They have back what had slipped")


class LeaningForm(NamesService):
    """What a service gives this person, hidden help included."""

    gives = nhsuk.Radios(choices=Gives, label="What does it give them?", missing="Select what it gives them")
    words = nhsuk.Text(label="In their words (optional)", hint="For example: she helps me with my benefits")
    hidden = nhsuk.Tick(label="It is not what the service is for")
    rests = nhsuk.Select(choices=[], label="What of their plan rests on it? (optional)", first="Nothing else")
    field_order = ("service", "which", "mode", "gives", "words", "hidden", "rests")

    def __init__(self, *args: Any, plan: Plan, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["service"].label = "Which service?"
        fields["service"].required = True
        fields["service"].error_messages["required"] = "Enter a part of the service’s name"
        rests = [(f"goal {goal.goal_id}", goal.words) for goal in _wanted(plan.goals)]
        rests += [(f"gain {gain.gain_id}", gain.words) for gain in plan.gains]
        fields["rests"].choices = rests

    @property
    def said(self) -> LeansOn:
        """Give what it gives them."""
        given = self.cleaned_data
        assert self.chosen is not None, "a service was named"
        kind, _, id_ = given["rests"].partition(" ")
        return LeansOn(
            service_id=self.chosen[0], mode=self.chosen[1], gives=Gives(given["gives"]), words=given["words"],
            hidden=given["hidden"], goal_id=UUID(id_) if kind == "goal" else None,
            gain_id=UUID(id_) if kind == "gain" else None,
        )  # fmt: skip


class SettleNeed(NamesService):
    """What meets a need now, or that it is looked at again."""

    KEEP = "KEEP"

    how = nhsuk.Radios(
        choices=[(LeaningState.MET, "Something else meets it now"), (LeaningState.DECLINED, "They do not want it now"),
                 (KEEP, "Nothing found yet: look again later")],
        label="How does it stand?", missing="Select how it stands",
    )  # fmt: skip
    words = nhsuk.Textarea(
        label="What meets it, or what they say", rows=2, missing="Enter what meets it, or what they say"
    )
    field_order = ("how", "words", "service", "which", "mode")

    when_answered = (nhsuk.Ask("words").if_("how").is_one_of(LeaningState.MET, LeaningState.DECLINED),)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["service"].label = "A service that meets it (optional)"

    @property
    def instead(self) -> LeansOn | None:
        """Give the service that meets it now."""
        if not self.chosen:
            return None
        return LeansOn(
            service_id=self.chosen[0], mode=self.chosen[1], gives=Gives.OTHER, words=self.cleaned_data["words"]
        )


def _wanted(goals: Sequence[GoalRow]) -> list[GoalRow]:
    return [goal for goal in goals if goal.state not in (GoalState.MET, GoalState.DROPPED)]
