"""The two profiles, each with what it asks."""

from __future__ import annotations

from throughline.profiles.access_questions import ACCESS, ACCESS_QUESTIONS
from throughline.profiles.helping_questions import HELPING, HELPING_QUESTIONS
from throughline.profiles.models import ProfileKind

SECTIONS = {ProfileKind.ACCESS: ACCESS, ProfileKind.HELPING: HELPING}
QUESTIONS = {ProfileKind.ACCESS: ACCESS_QUESTIONS, ProfileKind.HELPING: HELPING_QUESTIONS}
