"""How somebody likes to be helped, in their own voice (R14). The next link worker reads it before the first call."""

from __future__ import annotations

from throughline.profiles.questions import Choice, Kind, Question, Section, questions_of

MOTIVATES = (
    Choice("TOLD", "Somebody telling me what to do"),
    Choice("SEEING_PEOPLE", "Seeing people"),
    Choice("ALONE", "On my own"),
    Choice("GOALS", "Something to aim for"),
    Choice("PRAISE", "Hearing that I am doing well"),
    Choice("USEFUL", "Being useful to others"),
    Choice("FACTS", "Knowing why it helps"),
)
WHERE = (Choice("IN_PERSON", "Face to face"), Choice("PHONE", "On the phone"), Choice("ONLINE", "Online"))

HELPING = (
    Section("helping", "How I like to be helped", (
        Question("at_ease", "What puts me at ease", "What puts me at ease", Kind.WORDS),
        Question("trust", "What helps me to trust somebody", "What helps me to trust", Kind.WORDS),
        Question("trust_sensitive", "Is it hard for me to trust new people?", "Hard to trust new people",
                 hint="If yes, every new worker is introduced first"),
        Question("pace", "The pace that suits me", "My pace", Kind.WORDS),
        Question("avoid", "What I would rather not talk about", "Please avoid", Kind.WORDS),
        Question("worked", "What has worked for me before", "What has worked", Kind.WORDS),
        Question("motivates", "What gets me going", "What gets me going", Kind.MANY, MOTIVATES),
        Question("where", "Where I do best", "Where I do best", Kind.ONE, WHERE),
        Question("at_home", "Who supports me at home", "Who supports me at home", Kind.WORDS),
        Question("if_worse", "What I would do if things got worse", "If things got worse", Kind.WORDS),
    )),
)  # fmt: skip
HELPING_QUESTIONS = questions_of(HELPING)
