"""A page with every question and component on it, for the tests to read and look at."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace as Thing

from django.db.models import TextChoices
from django.template import engines
from markupsafe import Markup

from throughline import nhsuk
from throughline.nhsuk.maps import Mark, Picture, PlacesMap
from throughline.nhsuk.shapes import Bar, Column, Link, SummaryRow, Tag, TimelineEvent


class Reason(TextChoices):
    COMPLETED = "COMPLETED", "They reached their goals"
    COULD_NOT_REACH = "COULD_NOT_REACH", "We could not reach them"
    OTHER = "OTHER", "Another reason"


class EveryQuestion(nhsuk.Form):
    reason = nhsuk.Radios(
        choices=Reason,
        label="Why are you closing this case?",
        missing="Select why you are closing this case",
        hints={Reason.COULD_NOT_REACH: "You tried on 3 days or more"},
        conditional={Reason.OTHER: "other_reason"},
    )
    other_reason = nhsuk.Text(label="What reason?", missing="Enter the reason")
    note = nhsuk.Textarea(
        label="What happened?", hint="The person can ask to see this", missing="Enter what happened", max_words=300
    )
    plain_note = nhsuk.Textarea(label="Anything else? (optional)", rows=3)
    born = nhsuk.DateParts(
        label="Date of birth", hint="For example, 31 3 1948", missing="Enter the date of birth", autocomplete="bday"
    )
    starts = nhsuk.TimeOfDay(label="Start time", hint="For example, 2:15pm")
    minutes = nhsuk.WholeNumber(
        label="How long did it take?", called="Minutes", smallest=1, largest=600, suffix="minutes"
    )
    name = nhsuk.Text(label="Full name", missing="Enter a full name", autocomplete="name", max_length=100)
    email = nhsuk.Email(label="Email address (optional)")
    phone = nhsuk.Phone(label="Phone number (optional)")
    agreed = nhsuk.YesNo(label="Did they agree?", missing="Select yes if they agreed")
    help_with = nhsuk.Checkboxes(
        label="What would they like help with?",
        hint="Select all that apply",
        choices=[("money", "Money and benefits"), ("lonely", "Loneliness"), ("moving", "Moving more")],
        hints={"money": "Debt, benefits, heating"},
    )
    surgery = nhsuk.Select(label="Surgery", choices=[("elm", "Elm Road Surgery"), ("quay", "Quayside Practice")])
    read = nhsuk.Tick(label="I have read the plan back to them", missing="Tick to say you read the plan back")
    secret = nhsuk.Password(label="Password")
    came_from = nhsuk.Hidden()
    when_answered = [nhsuk.Ask("note").if_("reason").is_(Reason.OTHER)]


FURNITURE = Thing(
    links=[
        Thing(label="My day", href="/", current=True),
        Thing(label="My people", href="/people/", current=False),
        Thing(label="Waiting list", href="/waiting/", current=False),
        Thing(label="Find a person", href="/find/", current=False),
        Thing(label="Team", href="/team/", current=False),
    ],
    person=Thing(name="Priya Shah", role="Link worker", organisation="Riverside Together"),
    demo=Thing(today="Friday 20 March 2020", change_href="/demo/date/"),
    sign_out_href="/sign-out/",
    account_href="/account/",
)

PAGE = Thing(
    tag=Tag("In time", colour="green"),
    columns=["Name", "Next contact", "Status", Column("Days", numeric=True), "Do"],
    rows=[
        [
            Link("Amina Warsame", "/1"),
            "Monday 23 March",
            Tag("Overdue", "red"),
            12,
            Link("Record", "/1r", "for Amina"),
        ],
        [Link("Jean-Luc O’Hara-Featherstonehaugh", "/2"), "Tuesday 24 March", Tag("In time", "green"), 3, "None"],
    ],
    summary=[
        SummaryRow("Name", "Amina Warsame", [Link("Change", "/n", "name")]),
        SummaryRow("Telephone", "07700 900 982", [Link("Change", "/t", "telephone number")]),
        SummaryRow("Level", Tag("Weekly", "blue")),
    ],
    events=[
        TimelineEvent(
            when="Friday 20 March 2020 at 10:05am",
            heading="Telephone call",
            by="Priya Shah",
            body="Reached. Amina has food until Tuesday and is worried about her rent.",
            tag=Tag("Reached", "green"),
            links=[Link("Open", "/c1", "the call of 20 March")],
            iso="2020-03-20T10:05:00+00:00",
        ),
        TimelineEvent(when="Monday 16 March 2020", heading="Text sent", body=Markup("<p>We will call on Friday.</p>")),
        TimelineEvent(when="Monday 9 March 2020", heading="Referred by Elm Road Surgery"),
    ],
    bars=[Bar("Spoke with us", 41), Bar("Tried, no answer yet", 12, note="7 since Monday"), Bar("Not tried", 0)],
    map=PlacesMap((Picture("/static/throughline/icon.svg", 256, 0),), (Mark(1, "Elm Road Surgery", 380, 250),)),
)

TEMPLATE = """
{% extends "nhsuk/layouts/page.jinja" %}
{% from "components.jinja" import back_link, bar_chart, button, card, details, inset, link, notification, pagination,
   places_map, progress_bar, summary_list, table, tag, timeline, warning %}
{% block title %}Every part{% endblock %}
{% block before_content %}{{ back_link("/") }}{% endblock %}
{% block content %}
<h1 class="nhsuk-heading-l">Amina Warsame</h1>
<p>{{ tag(page.tag) }} Next contact {{ page.day|long_date }}. {{ 3|plural("day") }} to go.</p>
<p>{{ link(page.rows[0][0]) }}</p>
{{ warning("Lives alone and cannot shop", "Her delivery has not come. Call before noon.") }}
{{ notification("The council’s helpline is closed today", title="For everybody") }}
{{ summary_list(page.summary) }}
{{ table("People to call", page.columns, page.rows) }}
{{ progress_bar("Goals reached", 3, 8) }}
{{ bar_chart("People this week", page.bars, heading="Group", figure="People") }}
{{ places_map(page.map) }}
<h2 class="nhsuk-heading-m">What happened</h2>
{{ timeline(page.events) }}
{{ card("Support plan", "Three goals, one reached", href="/plan/") }}
{% call card("Circumstances", level=3, feature=true) %}<p>Lives alone.</p>{% endcall %}
{{ inset("You can change this later.") }}
{{ details("What is a level?", "How often we call.") }}
<form method="post" novalidate data-draft-url="/drafts/every/" data-keep-on-failure>
{{ csrf_input }}{{ form.as_nhsuk() }}
<p class="app-draft-status" data-draft-status role="status"></p>
{{ button("Close this case") }} {{ button("Cancel", href="/", variant="secondary") }}
</form>
{{ pagination("/p1", "/p3", "1 of 3", "3 of 3") }}
{% endblock %}
"""


def living_page(form: nhsuk.Form | None = None, messages: tuple[object, ...] = (), template: str = TEMPLATE) -> str:
    """Render the page."""
    page = Thing(**vars(PAGE), day=date(2020, 3, 9))
    context = {
        "page": page,
        "form": form or EveryQuestion(initial={"name": "Amina Warsame", "born": date(1948, 3, 31)}),
        "furniture": FURNITURE,
        "messages": messages,
        "csrf_input": Markup('<input type="hidden" name="csrfmiddlewaretoken" value="token">'),
        "csrf_token": "token",
    }
    return str(engines["jinja2"].from_string(template).render(context))
