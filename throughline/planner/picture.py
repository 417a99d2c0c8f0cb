"""The example as a page of its own: calls by day as bars, and the same figures as a table. No other file is needed."""

from __future__ import annotations

from html import escape

from throughline.planner.example import Day, Example

ROW, LABEL, ROOM = 22, 70, 250

STYLE = (
    "body{font-family:Arial,sans-serif;color:#212b32;margin:16px;max-width:960px;line-height:1.5}"
    "svg{width:100%;max-width:640px;height:auto;display:block}text{font-size:13px;fill:#212b32}"
    "div{overflow-x:auto}table{border-collapse:collapse}caption{text-align:left;font-weight:bold}"
    "th,td{padding:4px 12px 4px 0;border-bottom:1px solid #d8dde0;text-align:right}"
    "th:first-child{text-align:left;white-space:nowrap}"
    "caption{padding:24px 0 8px}"
)


def page(example: Example) -> str:
    """Draw the page."""
    title = f"Calls to {len(example.problem.people):,} people by {len(example.problem.workers)} workers"
    said = "".join(f"<p>{escape(line)}</p>" for line in sentences(example))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>{said}"
        f"{_bars(example.days)}{_table(example)}</main></body></html>\n"
    )


def sentences(example: Example) -> list[str]:
    """Say what the plan comes to."""
    people, more = len(example.problem.people), example.needing_more
    done = example.everybody_called_on
    last = f"Everybody will have been called on {done:%-d %B %Y}." if done else "Not everybody is called in these days."
    return [
        f"{more:,} of {people:,} need more than a check-in ({100 * more / people:.0f}%; for planning, 15 to 20%).",
        last,
        f"{example.late:,} are not called by their latest date.",
    ]


def _bars(days: tuple[Day, ...]) -> str:
    longest = max(sum(day.calls) for day in days) or 1
    drawn = []
    for n, day in enumerate(days):
        calls, y = sum(day.calls), n * ROW
        wide, more = ROOM * calls / longest, ROOM * day.needing_more / longest
        drawn.append(
            f'<text x="0" y="{y + 15}">{day.on:%-d %b}</text>'
            f'<rect x="{LABEL}" y="{y + 2}" width="{wide:.1f}" height="16" fill="#aeb7bd"/>'
            f'<rect x="{LABEL}" y="{y + 2}" width="{more:.1f}" height="16" fill="#005eb8"/>'
            f'<text x="{LABEL + wide + 6:.0f}" y="{y + 15}">{calls}</text>'
        )
    return (
        "<h2>Calls on each day</h2><p>Blue: people who need more than a check-in. Grey: check-ins.</p>"
        f'<svg viewBox="0 0 {LABEL + ROOM + 50} {len(days) * ROW}" aria-hidden="true">{"".join(drawn)}</svg>'
    )


def _table(example: Example) -> str:
    headings = ("Day", *(worker.name for worker in example.problem.workers), "Needing more", "Called so far")
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    rows = "".join(
        f'<tr><th scope="row">{day.on:%-d %b}</th>'
        + "".join(f"<td>{calls}</td>" for calls in day.calls)
        + f"<td>{day.needing_more}</td><td>{day.called_so_far:,}</td></tr>"
        for day in example.days
    )
    return (
        '<div tabindex="0" role="region" aria-label="Calls by worker">'
        "<table><caption>Calls by worker on each day</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
