"""The plan's words: how goals, gains and needs stand, and why. Plain choices, no tables. None of them blames."""

from __future__ import annotations

from django.db import models


class GoalState(models.TextChoices):
    """How a goal stands. A reframed one is kept, and can be gone back to (R20)."""

    OPEN = "OPEN", "Going on"
    REFRAMED = "REFRAMED", "Kept for later"
    ON_HOLD = "ON_HOLD", "On hold"
    MET = "MET", "Met"
    DROPPED = "DROPPED", "Let go"


class WhyReframed(models.TextChoices):
    """Why a goal got another wording (R20)."""

    SERVICE_CLOSED = "SERVICE_CLOSED", "A service closed"
    SHIELDING = "SHIELDING", "They are shielding"
    OWN_CHOICE = "OWN_CHOICE", "Their own choice"
    HEALTH = "HEALTH", "Their health"
    OTHER = "OTHER", "Something else"


class Part(models.TextChoices):
    """The part of a life that was gained or slipped (R21, R22)."""

    SMOKING = "SMOKING", "Smoking"
    WEIGHT = "WEIGHT", "Weight"
    ACTIVITY = "ACTIVITY", "Being active"
    DIET = "DIET", "Eating"
    MOOD = "MOOD", "Mood"
    SLEEP = "SLEEP", "Sleep"
    MEDICINE = "MEDICINE", "Medicine"
    COMPANY = "COMPANY", "Company, going out"
    OTHER = "OTHER", "Something else"


class GainState(models.TextChoices):
    HELD = "HELD", "Holding"
    AT_RISK = "AT_RISK", "At risk"
    SLIPPED = "SLIPPED", "Slipped"
    REGAINED = "REGAINED", "Regained"


class WhyAtRisk(models.TextChoices):
    """What changed of that on which a gain leans (R21)."""

    SERVICE_STOPPED = "SERVICE_STOPPED", "a service stopped"
    WORKER_CHANGED = "WORKER_CHANGED", "another link worker"
    PERSON = "PERSON", "somebody who helped is not there"
    ROUTINE = "ROUTINE", "a routine came to an end"
    STAYS_IN = "STAYS_IN", "they are to stay at home"


class Cause(models.TextChoices):
    """What set a set-back off: what happened around somebody, never what they are like (R22)."""

    SERVICE_CLOSED = "SERVICE_CLOSED", "A service closed"
    NEW_WORKER = "NEW_WORKER", "Another link worker"
    HOME = "HOME", "Home"
    ISOLATION = "ISOLATION", "Being alone"
    MONEY = "MONEY", "Money"
    WORK = "WORK", "Work"
    HEALTH = "HEALTH", "Health, or medicine"
    LOSS = "LOSS", "Somebody died"
    ROUTINE = "ROUTINE", "The day lost its shape"
    OTHER = "OTHER", "Something else"


class Gives(models.TextChoices):
    """What a service gives one person: often more than what it is for (R46)."""

    ACTIVITY = "ACTIVITY", "The activity itself"
    COMPANY = "COMPANY", "Company"
    BENEFITS = "BENEFITS", "Help with benefits"
    MOTIVATION = "MOTIVATION", "Somebody who keeps them going"
    FOOD = "FOOD", "Food"
    TRANSPORT = "TRANSPORT", "Getting there and about"
    OTHER = "OTHER", "Something else"


class LeaningState(models.TextChoices):
    """Whether somebody has what a service gave them."""

    LEANING = "LEANING", "They have it"
    UNMET = "UNMET", "Not met now"
    MET = "MET", "Met another way"
    DECLINED = "DECLINED", "They do not want it now"
