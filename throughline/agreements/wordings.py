"""The words in which each agreement is asked for: version 1 is ours, and a service may set later ones."""

from __future__ import annotations

from throughline.agreements.models import About

FIRST_VERSION = 1
FIRST_WORDS: dict[About, str] = {
    About.SERVICE: (
        "A link worker will get in touch with you, get to know what matters to you, and help you find people and places"
        " that can help. They write down what you talk about. You can ask to see it, and you can stop at any time."
    ),
    About.WAY: "We may get in touch with you in this way. You can change your mind at any time: tell us, and we stop.",
    About.SURGERY: (
        "We may tell your surgery how you are getting on with us: that you have a link worker, what you are working"
        " towards, and what came of it. You can stop this at any time, and it changes nothing about your care there."
    ),
    About.LINKED_SERVICE: (
        "We may give this service your name, how to reach you, and what you would like from it. We tell them nothing"
        " else. You can stop this at any time."
    ),
    About.FAMILY: (
        "We may talk with this person about how you are and what we are doing together. Tell us if there is something"
        " we should leave out. You can stop this at any time."
    ),
    About.SPEAKING_FOR: (
        "We may ring or write to them in your name about what you have asked us to, and hear from them about it. We say"
        " only what is needed. You can stop this at any time."
    ),
    About.RESEARCH: (
        "Researchers may get in touch with you to ask whether you would like to take part in a study. You can then say"
        " yes or no. Your link worker will not know which, and your help from us stays the same."
    ),
}
