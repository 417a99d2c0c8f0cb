"""The numbers a service chooses, each with its default and where it comes from (requirements, section 6; R150)."""

from __future__ import annotations

from dataclasses import dataclass

YES_OR_NO = "yes or no"
POINTS = "points"


@dataclass(frozen=True)
class Number:
    """A number with its unit, default and ground. A question of yes or no is kept as 1 or 0."""

    name: str
    says: str
    unit: str
    default: int
    ground: str

    @property
    def is_yes_or_no(self) -> bool:
        return self.unit == YES_OR_NO

    @property
    def smallest(self) -> int:
        """Give the smallest number that makes sense: points may count nothing."""
        return 0 if self.unit == POINTS else 1

    def can_be(self, value: int) -> bool:
        """Say whether a value makes sense."""
        return value in (0, 1) if self.is_yes_or_no else value >= self.smallest

    def in_words(self, value: int) -> str:
        """Give a value as one says it: "42 days", "1 working day", "Yes"."""
        if self.is_yes_or_no:
            return "Yes" if value else "No"
        return f"{value} {self.unit.removesuffix('s') if value == 1 else self.unit}"


FIRST_CONTACT = Number("first_contact", "First contact after allocation", "working days", 10, "SET1: decision")
GAP_INTENSIVE = Number("gap_intensive", "Gap at the intensive level", "days", 14, "SET3: “every other week”")
GAP_REGULAR = Number("gap_regular", "Gap at the regular level", "days", 42, "SET3: “six weeks”")
GAP_LIGHT = Number("gap_light", "Gap at the light level", "days", 91, "SET3: decision")
TRIES = Number("tries", "Tries on different days before a new route", "days", 3, "SET5: decision")
HANDOVER_CONTACT = Number("handover_contact", "First contact by a new worker", "working days", 10, "SET15: decision")
ENGAGEMENT = Number("engagement", "Guide length of time in the service", "months", 42, "SET2: paper, about 3.5 years")
ENGAGEMENT_FIRST_WARNING = Number("engagement_first_warning", "First warning before the guide", "months", 36, "SET2")
ENGAGEMENT_LAST_WARNING = Number("engagement_last_warning", "Last warning before the guide", "months", 39, "SET2")
DISRUPTION_GIVEN_BACK = Number(
    "disruption_given_back", "Leave disruptions out of the time in the service", YES_OR_NO, 0, "R9: by policy"
)
STEP_DOWN = Number("step_down", "Step-down is first proposed after", "months", 12, "SET4: paper, 12 months or more")
PARTS_OF_DAY = Number("parts_of_day", "Different parts of the day among the tries", "parts", 2, "SET5: decision")
REPLY = Number("reply", "Reply to a client who called", "working days", 1, "SET6: decision")
NO_GOAL_PROMPTS = Number(
    "no_goal_prompts", "Hold back goal prompts after “wanted a chat”", "days", 28, "SET8: decision"
)
SILENT_GAPS = Number("silent_gaps", "Silent after this share of the agreed gap", "per cent", 150, "SET14: decision")
TELL_OF_CHANGE = Number(
    "tell_of_change", "Telling one person that their meeting has changed takes", "minutes", 10, "R48: decision"
)
SILENT_DISRUPTED = Number("silent_disrupted", "Silent in a disruption after at most", "days", 56, "SET14: decision")
OPEN_TO_IDEAS = Number("open_to_ideas", "Follow up an “open to ideas” moment", "days", 7, "SET21: decision")
SHIELDING_REVIEW = Number("shielding_review", "First shielding review", "weeks", 12, "SET23: paper and decision")
STATUS_STALE = Number("status_stale", "A service’s status is to be verified again after", "days", 90, "SET9: decision")
STATUS_STALE_DISRUPTED = Number(
    "status_stale_disrupted", "A service’s status in a disruption is to be verified again after", "days", 14,
    "SET9: decision",
)  # fmt: skip
SUGGEST_WITHIN = Number("suggest_within", "Suggest what is no further from home than", "miles", 10, "R38: decision")
GAIN_AT_RISK = Number("gain_at_risk", "Contact when ground gained is at risk", "working days", 5, "SET7: decision")
NEED_UNMET = Number("need_unmet", "Look again for what meets a need", "days", 28, "R46, as SET11: decision")
ADDRESS_STALE = Number("address_stale", "An address is to be confirmed again after", "months", 12, "R146: decision")
YOUNGEST = Number("youngest", "Youngest age on the day of referral", "years", 40, "paper, MC: aged 40-74")
OLDEST = Number("oldest", "Oldest age on the day of referral", "years", 74, "paper, MC: aged 40-74; AM17")
ITEM_ARRIVES = Number(
    "item_arrives", "See that something asked for has come, within", "working days", 3, "R43: decision"
)
ITEM_FOLLOW_UP = Number(
    "item_follow_up", "Ask what became of something given, at the latest after", "days", 28, "R43: decision"
)
STILL_WAITING_UPDATE = Number(
    "still_waiting_update", "Tell a client that an answer is still awaited, every", "days", 7, "SET12: decision"
)
WAITING_TOUCH = Number("waiting_touch", "Keep in touch with who waits for a service", "days", 28, "SET10: decision")
WAITING_ESCALATE = Number(
    "waiting_escalate", "Look for something else once somebody has waited", "days", 84,
    "SET10: decision (paper: “many months”)",
)  # fmt: skip
NOT_ENOUGH_CONTACT = Number(
    "not_enough_contact", "Contact after a service that was not enough, within", "days", 14, "R42: decision"
)
HOLD_REVIEW = Number("hold_review", "Look again at what is on hold", "days", 28, "SET11: decision")
REVIEW_CONTACT = Number(
    "review_contact", "Under “review and close”, a review contact within", "days", 28, "R57: decision"
)
COME_BACK = Number("come_back", "Who has finished can come back for", "months", 12, "R58: decision")
NO_GOAL_TALK = Number("no_goal_talk", "List who had no talk of goals for", "days", 90, "R60: decision")
LISTED_TURN = Number("listed_turn", "A listed person is given to another caller after", "minutes", 30, "R51: decision")
LISTED_SUPPORT_LOW = Number(
    "listed_support_low", "Listed people who need support, at least", "per cent", 15, "SET22: paper, “15–20%”"
)
LISTED_SUPPORT_HIGH = Number(
    "listed_support_high", "Listed people who need support, at most", "per cent", 20, "SET22: paper, “15–20%”"
)
LISTED_KEPT = Number("listed_kept", "Lists are deleted after the disruption is over by", "days", 180, "SET18: decision")
LISTED_FIRST_TRY = Number("listed_first_try", "First try for a listed person", "working days", 3, "SET17: decision")
LINK_WEIGHT = Number(
    "link_weight", "A listed person is taken for a client from a weight of", "tenths", 60, "AM: measured, ADR 24"
)
ASK_WEIGHT = Number("ask_weight", "Somebody is asked from a weight of", "tenths", 10, "AM: measured, ADR 24")
ASK_ONLINE_AGAIN = Number("ask_online_again", "Ask about online again, not before", "days", 180, "SET19: decision")

CAMPAIGN_PRIORITY = Number(
    "campaign_priority", "In a campaign, whoever has many points is tried within", "working days", 5, "SET13: decision"
)
CAMPAIGN_EVERYONE = Number(
    "campaign_everyone", "In a campaign, everybody is tried within", "working days", 20, "SET13: decision"
)
CAMPAIGN_PRIORITY_FROM = Number("campaign_priority_from", "Many points are at least", POINTS, 8, "R56: decision")
POINTS_SHIELDING = Number("points_shielding", "Points for shielding", POINTS, 5, "R56: decision")
POINTS_ALONE = Number("points_alone", "Points for living alone", POINTS, 3, "R56: decision")
POINTS_CONDITIONS = Number("points_conditions", "Points for two or more conditions", POINTS, 2, "R56: decision")
POINTS_LOW_MOOD = Number("points_low_mood", "Points for a low mood lately", POINTS, 3, "R56: decision")
POINTS_LOSS = Number("points_loss", "Points for a loss lately", POINTS, 3, "R56: decision")
POINTS_GROUND_AT_RISK = Number("points_ground_at_risk", "Points for ground at risk", POINTS, 2, "R56: decision")
POINTS_NEW_WORKER = Number("points_new_worker", "Points for a new link worker", POINTS, 3, "R56: decision")
POINTS_LONG_AGO = Number("points_long_ago", "Points for no conversation for long", POINTS, 3, "R56: decision")
POINTS_DIGITALLY_EXCLUDED = Number("points_digital", "Points for being digitally excluded", POINTS, 2, "R56: decision")
POINTS_JUDGED = Number("points_judged", "Points for a link worker’s own judgement", POINTS, 8, "R56: decision")

ALL = {
    n.name: n
    for n in (
        FIRST_CONTACT, ENGAGEMENT, ENGAGEMENT_FIRST_WARNING, ENGAGEMENT_LAST_WARNING, GAP_INTENSIVE, GAP_REGULAR,
        GAP_LIGHT, DISRUPTION_GIVEN_BACK, STEP_DOWN, TRIES, PARTS_OF_DAY, REPLY, NO_GOAL_PROMPTS, SILENT_GAPS,
        TELL_OF_CHANGE,
        SILENT_DISRUPTED,
        HANDOVER_CONTACT, OPEN_TO_IDEAS, SHIELDING_REVIEW, STATUS_STALE, STATUS_STALE_DISRUPTED,
        SUGGEST_WITHIN, ADDRESS_STALE, YOUNGEST, OLDEST, GAIN_AT_RISK, NEED_UNMET,
        ITEM_ARRIVES, ITEM_FOLLOW_UP, STILL_WAITING_UPDATE,
        WAITING_TOUCH, WAITING_ESCALATE, NOT_ENOUGH_CONTACT, HOLD_REVIEW, ASK_ONLINE_AGAIN,
        REVIEW_CONTACT, COME_BACK, NO_GOAL_TALK,
        LISTED_FIRST_TRY, LISTED_TURN, LISTED_SUPPORT_LOW, LISTED_SUPPORT_HIGH, LISTED_KEPT,
        LINK_WEIGHT, ASK_WEIGHT,
        CAMPAIGN_PRIORITY, CAMPAIGN_EVERYONE, CAMPAIGN_PRIORITY_FROM, POINTS_JUDGED, POINTS_SHIELDING, POINTS_ALONE,
        POINTS_CONDITIONS, POINTS_LOW_MOOD, POINTS_LOSS, POINTS_GROUND_AT_RISK, POINTS_NEW_WORKER, POINTS_LONG_AGO,
        POINTS_DIGITALLY_EXCLUDED,
    )
}  # fmt: skip
