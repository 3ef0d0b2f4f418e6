"""How dates, times and durations are said on every page and in every message."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask

from workforce.core import clock


def short_date(day: date) -> str:
    """Say a day: "Mon 16 November", with the year when it is not within twelve months of today."""
    near = abs((day - clock.today()).days) < 365
    return f"{day:%a} {day.day} {day:%B}" if near else f"{day:%a} {day.day} {day:%B} {day.year}"


def long_date(day: date) -> str:
    """Say a day in full: "Monday 16 November 2026"."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def plain_date(day: date) -> str:
    """Say a day without its weekday: "16 November 2026"."""
    return f"{day.day} {day:%B} {day.year}"


def moment(instant: datetime) -> str:
    """Say an instant on the London clock: "today, 10:12", "yesterday, 16:40", "Mon 16 November, 09:00"."""
    local = clock.to_london(instant)
    ago = (clock.today() - local.date()).days
    day = {0: "today", 1: "yesterday", -1: "tomorrow"}.get(ago) or short_date(local.date())
    return f"{day}, {local:%H:%M}"


def clock_time(instant: datetime) -> str:
    """Say the time of day of an instant on the London clock: "07:30"."""
    return f"{clock.to_london(instant):%H:%M}"


def period(first: date, last: date) -> str:
    """Say a stretch of days: "4 to 31 January 2027", "28 December 2026 to 24 January 2027"."""
    if first == last:
        return long_date(first)
    if first.year != last.year:
        return f"{plain_date(first)} to {plain_date(last)}"
    if first.month != last.month:
        return f"{first.day} {first:%B} to {plain_date(last)}"
    return f"{first.day} to {plain_date(last)}"


def hours(minutes: int) -> str:
    """Say a number of minutes as hours: "37.5 h", "8 h", "-4.5 h"."""
    return f"{round(minutes / 60, 2):g} h".replace("-", "\N{MINUS SIGN}")


def count_of(number: int, singular: str, plural: str = "") -> str:
    """Say a number with its noun: "1 gap", "3 gaps", "No gaps"."""
    return f"{number or 'No'} {singular if number == 1 else plural or singular + 's'}"


def listed(items: list[str]) -> str:
    """Say several things in a row: "early, late and night"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def in_sentence(text: str) -> str:
    """Say a label inside a sentence: without its capital, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def sentence_case(text: str) -> str:
    """Say words as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def device(user_agent: str) -> str:
    """Say on what somebody signed in, as far as its browser tells: "Phone (Android)"."""
    for sign, name in (
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Phone or tablet (Android)"),
        ("Windows", "Windows computer"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux computer"),
    ):
        if sign in user_agent:
            return name
    return "Another device"


def init_app(app: Flask) -> None:
    """Let templates say these things."""
    for word in (
        short_date,
        long_date,
        plain_date,
        moment,
        clock_time,
        period,
        hours,
        count_of,
        listed,
        in_sentence,
        sentence_case,
        device,
    ):
        app.add_template_filter(word)
