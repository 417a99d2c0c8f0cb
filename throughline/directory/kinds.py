"""The directory's words: ways of joining, categories, statuses, and who may tell of one. Plain choices, no tables."""

from __future__ import annotations

from django.db import models


class Mode(models.TextChoices):
    """A way of joining a service (R36)."""

    IN_PERSON = "IN_PERSON", "In person"
    PHONE = "PHONE", "By phone"
    ONLINE = "ONLINE", "Online"
    POST = "POST", "By post"
    DOORSTEP = "DOORSTEP", "On the doorstep"


class Category(models.TextChoices):
    """What a service is for, as a link worker looks for it (R36)."""

    SOCIAL_SECURITY = "SOCIAL_SECURITY", "Benefits and social security"
    HOUSING = "HOUSING", "Housing"
    DEBT = "DEBT", "Debt"
    PHYSICAL_ACTIVITY = "PHYSICAL_ACTIVITY", "Physical activity"
    SOCIAL_GROUP = "SOCIAL_GROUP", "Social group"
    ARTS = "ARTS", "Arts and crafts"
    FOOD = "FOOD", "Food"
    COUNSELLING = "COUNSELLING", "Counselling"
    SMOKING = "SMOKING", "Stopping smoking"
    WEIGHT = "WEIGHT", "Weight"
    CONDITION_CLASS = "CONDITION_CLASS", "Class for a condition"
    DIGITAL_SKILLS = "DIGITAL_SKILLS", "Getting online"
    BEREAVEMENT = "BEREAVEMENT", "Bereavement"
    LEGAL = "LEGAL", "Legal advice"
    OTHER = "OTHER", "Something else"


class Status(models.TextChoices):
    """Whether people can use one way of joining now. UNKNOWN is an answer: nobody has asked, or nobody could say."""

    OPEN = "OPEN", "Open"
    REDUCED = "REDUCED", "Reduced"
    WAITING_LIST_CLOSED = "WAITING_LIST_CLOSED", "Waiting list closed"
    PAUSED = "PAUSED", "Paused"
    CLOSED = "CLOSED", "Closed for good"
    UNKNOWN = "UNKNOWN", "Not known"


RUNS = (Status.OPEN, Status.REDUCED, Status.WAITING_LIST_CLOSED)
"""Whoever goes there already can go on."""
STOPPED = (Status.PAUSED, Status.CLOSED)


class Suits(models.TextChoices):
    """Whom a service helps by its manner. The codes are those of "what gets me going" in a person's profile (R14)."""

    TOLD = "TOLD", "Somebody says what to do"
    SEEING_PEOPLE = "SEEING_PEOPLE", "One sees people"
    ONE_TO_ONE = "ONE_TO_ONE", "One person for oneself"
    ALONE = "ALONE", "On one's own, at one's own pace"
    GOALS = "GOALS", "There is something to aim for"
    PRAISE = "PRAISE", "One hears that one does well"
    USEFUL = "USEFUL", "One is useful to others"
    FACTS = "FACTS", "One learns why it helps"


class Teller(models.TextChoices):
    """Who said what the status is (R37)."""

    SERVICE = "SERVICE", "the service itself"
    WORKER = "WORKER", "a worker of ours"
    CLIENT = "CLIENT", "somebody who goes there"
    NOTICE = "NOTICE", "its website or a notice"
    DIRECTORY = "DIRECTORY", "another directory"


class How(models.TextChoices):
    """How we came to know it (R37)."""

    PHONE = "PHONE", "by phone"
    VISIT = "VISIT", "by going there"
    WRITTEN = "WRITTEN", "in writing"
    LINK = "LINK", "by a link of their own"
    READ = "READ", "by reading it"
    FEED = "FEED", "from a published list"
    WORD = "WORD", "by word of mouth"


class Sure(models.TextChoices):
    """How sure whoever recorded it is (R37)."""

    CERTAIN = "CERTAIN", "Certain"
    FAIRLY = "FAIRLY", "Fairly sure"
    HEARSAY = "HEARSAY", "Only heard"


class Report(models.TextChoices):
    """What one says of a whole service in two clicks (R37)."""

    AS_SHOWN = "AS_SHOWN", "As it stands here: nothing has changed"
    RUNNING = "RUNNING", "Running as usual"
    BY_PHONE = "BY_PHONE", "Now by phone"
    PAUSED = "PAUSED", "Paused"
    CLOSED = "CLOSED", "Closed for good"
