"""What was found for somebody, in words: cards with how to join and why, and what is hidden with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from throughline.clients.presenters import ClientHead
from throughline.directory.kinds import Mode, Status
from throughline.directory.rules import needs_in_words
from throughline.nhsuk.maps import Place as MapPlace
from throughline.nhsuk.maps import PlacesMap, map_of
from throughline.nhsuk.shapes import Link, SummaryRow, Tag
from throughline.nhsuk.words import phone_for_reading, plural, sentence, short_date
from throughline.suggestions import rules
from throughline.suggestions.queries import FoundFor, Suggestion
from throughline.suggestions.reading import Sought
from throughline.suggestions.rules import Why

STATUS_COLOURS = {
    Status.OPEN: "green", Status.REDUCED: "aqua-green", Status.WAITING_LIST_CLOSED: "yellow", Status.PAUSED: "orange",
    Status.CLOSED: "grey", Status.UNKNOWN: "purple",
}  # fmt: skip
HIDDEN = {
    Why.NOT_RUNNING: ("takes nobody now", "take nobody now"),
    Why.SHIELDING: ("is in person, and they are shielding", "are in person, and they are shielding"),
    Why.NO_INTERNET: ("needs the internet", "need the internet"),
    Why.CANNOT_READ: ("has to be read", "have to be read"),
    Why.CANNOT_BE_PHONED: ("is by phone", "are by phone"),
    Why.DOES_NOT_WORK: ("is by a way that does not work for them", "are by a way that does not work for them"),
    Why.SAID_NO: ("is by a way they said no to", "are by a way they said no to"),
    Why.OTHER_AGE: ("is for people of another age", "are for people of another age"),
    Why.TOO_FAR: ("is further than {miles}", "are further than {miles}"),
    Why.WAIT_NOT_KNOWN: ("has a wait that nobody knows", "have a wait that nobody knows"),
    Why.COST_NOT_KNOWN: ("costs what nobody knows", "cost what nobody knows"),
    Why.HOURS_NOT_KNOWN: ("is open when nobody knows", "are open when nobody knows"),
}
"""What is said of one way of joining, and of several, that are hidden for a reason."""
LONGEST_DESCRIPTION = 240


@dataclass(frozen=True)
class Card:
    """One way of joining one service."""

    found: Suggestion
    client_id: UUID

    @property
    def name(self) -> str:
        return self.found.service.name

    @property
    def tags(self) -> tuple[Tag, ...]:
        way, age = self.found.way, self.found.age
        status = Status(way.status)
        stale = Tag(f"Not verified for {plural(age.days, 'day')}", "orange")
        return (
            Tag(Mode(way.mode).label, "blue"), Tag(status.label, STATUS_COLOURS[status]),
            *([stale] if age.is_stale else []),
        )  # fmt: skip

    @property
    def how(self) -> str:
        return Mode(self.found.way.mode).label

    @property
    def offered_by(self) -> str:
        return self.found.service.organisation.name

    @property
    def description(self) -> str:
        text = self.found.service.description
        return text if len(text) <= LONGEST_DESCRIPTION else f"{text[:LONGEST_DESCRIPTION].rsplit(' ', 1)[0]} …"

    @property
    def for_it(self) -> list[str]:
        """Say what speaks for it."""
        return [point.reason for point in self.found.points if point.counts > 0]

    @property
    def mind(self) -> list[str]:
        """Say what to mind before suggesting it."""
        doubts = [point.reason for point in self.found.points if point.counts <= 0]
        fit = ["needs some fitness"] if self.found.needs.fitness else []
        return [*doubts, *(sentence(words) for words in fit)]

    @property
    def refer_href(self) -> str:
        return f"{reverse('onward_referrals:refer_on', args=[self.client_id])}?way={self.found.way.id}"

    @property
    def goal_href(self) -> str:
        """Give the way to a goal of theirs that leans on it (S15)."""
        way = self.found.way
        return f"{reverse('support_plans:add_goal', args=[self.client_id])}?service={way.service_id}&mode={way.mode}"

    @property
    def service_href(self) -> str:
        return reverse("directory:service", args=[self.found.service.id])

    @property
    def why_hidden(self) -> str:
        return self.found.hidden.reason if self.found.hidden else ""

    @property
    def remedy(self) -> str:
        return self.found.hidden.remedy if self.found.hidden else ""

    @property
    def facts(self) -> list[SummaryRow]:
        """Give what one tells of it on the phone."""
        service = self.found.service
        pairs = [
            ("How to join", self._how_to_join),
            ("Wait", rules.wait_words(self.found.way.wait_weeks)),
            ("Cost", self._cost),
            ("Where", self._where),
            ("For whom", "; ".join(filter(None, [
                service.eligibility, rules.age_words(service.minimum_age, service.maximum_age), service.area,
            ]))),
            ("What one needs", sentence(", ".join(needs_in_words(self.found.needs)))),
            ("How often", f"Up to {plural(service.session_limit, 'time')}" if service.session_limit else ""),
            ("Last said", self._last_said),
        ]  # fmt: skip
        return [SummaryRow(key, value) for key, value in pairs if value]

    @property
    def _how_to_join(self) -> str:
        service = self.found.service
        phone = phone_for_reading(service.phone) if service.phone else ""
        ring = " on ".join(filter(None, [f"ring {service.who_to_ring}" if service.who_to_ring else "", phone]))
        ring = ring if service.who_to_ring or not ring else f"ring {ring}"
        ways = [ring, f"write to {service.email}" if service.email else "", service.url]
        told = "; ".join(filter(None, ways))
        return f"{Mode(self.found.way.mode).label}: {told}" if told else f"{Mode(self.found.way.mode).label}"

    @property
    def _cost(self) -> str:
        service = self.found.service
        if service.cost or service.is_free is None:
            return service.cost or "Nobody has said"
        return "Free" if service.is_free else "Costs something"

    @property
    def _where(self) -> str:
        location = self.found.way.location
        if self.found.way.mode != Mode.IN_PERSON:
            return ""
        named = ""
        if location and not location.is_private:
            parts = (location.name, location.address_1, location.city, location.postcode)
            named = ", ".join(part for part in parts if part)
        elif location:
            named = "A place that is kept private"
        return ". ".join(filter(None, [named, rules.distance_words(self.found.place)]))

    @property
    def _last_said(self) -> str:
        way = self.found.way
        return f"{short_date(way.verified_at)}, by {way.get_said_by_display()}, {way.get_how_display()}"


@dataclass(frozen=True)
class FindPage:
    """What somebody can use, and what is hidden from the list."""

    of: FoundFor
    may_refer_on: bool = False
    may_plan: bool = False

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.of.someone.who)

    @property
    def name(self) -> str:
        return self.of.someone.who.name

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(Card(one, self.of.someone.who.client_id) for one in self.of.found.suggestions)

    @property
    def map(self) -> PlacesMap | None:
        """Draw where the cards are, if maps are on. A private place is on no map, and neither is anybody's home."""
        return map_of([
            MapPlace(number, card.name, location.latitude, location.longitude)
            for number, card in enumerate(self.cards, start=1)
            if (location := card.found.way.location) and not location.is_private
            and location.latitude is not None and location.longitude is not None
        ])  # fmt: skip

    @property
    def shows_hidden(self) -> bool:
        return self.of.found.wanted.hidden is not None

    @property
    def heading(self) -> str:
        """Say how much there is."""
        count = self.of.found.listed
        if self.of.found.wanted.hidden is not None:
            return f"Not for them now: {plural(count, 'way')} of joining that {_says(self.of, count)}"
        if not count:
            return "Nothing that they can use was found"
        return f"{plural(count, 'way')} of joining they can use now"

    @property
    def not_asked(self) -> str:
        """Say what nobody has asked, which must not be read as "no need" (R13)."""
        asked = [says[:1].lower() + says[1:] for says in self.of.someone.not_asked]
        return ", ".join(asked)

    @property
    def nobody_asked_anything(self) -> bool:
        return not self.of.someone.who.standing.profile_asked

    @property
    def home_unknown(self) -> str:
        """Say why no distance is known, where that is so."""
        if self.of.someone.home is not None:
            return ""
        if not self.of.someone.has_postcode:
            return "No postcode is known for them, so distances are not known."
        return "Where their postcode is has not been loaded, so distances are not known."

    @property
    def understood(self) -> list[str]:
        """Say how the search was read."""
        return understood(self.of.found.sought)

    @property
    def hidden(self) -> list[tuple[str, Link]]:
        """Count what is hidden by its reason, each with the way to see it."""
        return [
            (f"{plural(ways, 'way')} of joining {_phrase(why, ways, self.of.found.within_miles)}.",
             Link("Show", f"{self.find_href}?hidden={why.value}",
                  hidden=f" what {_phrase(why, ways, self.of.found.within_miles)}"))
            for why, ways in self.of.found.hidden.items()
            if why != self.of.found.wanted.hidden
        ]  # fmt: skip

    @property
    def find_href(self) -> str:
        return reverse("suggestions:find", args=[self.of.someone.who.client_id])

    @property
    def ask_href(self) -> str:
        return reverse("profiles:change_access", args=[self.of.someone.who.client_id])

    @property
    def client_href(self) -> str:
        return reverse("desk:client", args=[self.of.someone.who.client_id])

    @property
    def previous_href(self) -> str:
        return self._href(self.of.found.wanted.page - 1) if self.of.found.wanted.page > 1 else ""

    @property
    def next_href(self) -> str:
        return self._href(self.of.found.wanted.page + 1) if self.of.found.has_next else ""

    def _href(self, page: int) -> str:
        why = self.of.found.wanted.hidden
        return f"{self.find_href}?page={page}{f'&hidden={why.value}' if why else ''}"


def understood(sought: Sought) -> list[str]:
    """Say how a search was read, wherever that is not plain."""
    lines = [f"No service uses the word “{typed}”: this is what there is for “{word}”."
             for typed, word in sought.mended.items()]  # fmt: skip
    if sought.any_word:
        lines.append("Nothing has all of these words: this is what has any of them.")
    parts = [" ".join(phrase) for phrase in sought.typed]
    asked = (
        sought.mode.label.lower() if sought.mode else "",
        "" if sought.within_weeks is None else _wait(sought.within_weeks),
        f"no further than {plural(sought.within_miles, 'mile')}" if sought.within_miles else "",
        "free of charge" if sought.free else "",
        "open now" if sought.open_now else "",
        f"in {sought.language}" if sought.language else "",
    )
    narrowed = [words for words in asked if words]
    if narrowed:
        lines.append(f"Looked for: {', '.join([*parts, *narrowed])}.")
    return lines


def _wait(weeks: int) -> str:
    return f"wait of at most {plural(weeks, 'week')}" if weeks else "no wait"


def _says(of: FoundFor, count: int) -> str:
    why = of.found.wanted.hidden
    return _phrase(why, count, of.found.within_miles) if why else ""


def _phrase(why: Why, ways: int, miles: int) -> str:
    one, several = HIDDEN[why]
    return (one if ways == 1 else several).format(miles=plural(miles, "mile"))
