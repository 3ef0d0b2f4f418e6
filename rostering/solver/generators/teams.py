"""Makes a realistic neighbourhood team from a seed: employers, part-timers, nights, competences, a past.

Everybody in it is made up.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.resources import files

from rostering.problem import (
    MINUTES_PER_DAY,
    Away,
    Block,
    Demand,
    FairShare,
    FixedDuty,
    HoursPeriod,
    PastWeek,
    Problem,
    ProblemError,
    Request,
    RuleSpec,
    Shift,
    Skill,
    Stage,
    WeekCap,
    Worker,
)
from rostering.rules import RULES, Strength, spec_from_figures

MONDAY = date(2027, 1, 4)
HOUR = 60
VISA_HOURS = 20
# Type, label, start, length, unpaid break, night or not.
TEMPLATES = (
    ("E", "Early", 7 * HOUR, 8 * HOUR, 30, False),
    ("L", "Late", 13 * HOUR + 30, 8 * HOUR, 30, False),
    ("LD", "Long day", 7 * HOUR, 12 * HOUR + 30, 60, False),
    ("N", "Night", 21 * HOUR, 10 * HOUR + 30, 30, True),
    ("V", "Visiting run", 8 * HOUR, 8 * HOUR, 30, False),
)
# Which duties cover it, who, with what, label, minimum and wanted on weekdays and at weekends.
# Needs of a role are scaled to the hours that its people have, those of a competence to the size of the team.
NEEDS = (
    (("E", "LD"), "nurse", None, "Registered nurse", (2, 3), (1, 2)),
    (("L", "LD"), "nurse", None, "Registered nurse", (1, 2), (1, 1)),
    (("N",), "nurse", None, "Registered nurse", (1, 1), (1, 1)),
    (("E", "LD"), "support", None, "Support worker", (3, 4), (2, 3)),
    (("L", "LD"), "support", None, "Support worker", (2, 3), (2, 2)),
    (("N",), "support", None, "Support worker", (1, 1), (1, 1)),
    (("V",), "homecare", None, "Home care worker", (2, 3), (2, 2)),
    (("E", "LD"), None, "insulin", "Insulin, delegated", (1, 2), (1, 1)),
    (("L", "LD"), None, "medicines", "Medicines level 2", (1, 2), (1, 1)),
)
#: How many people the needs are for before they are scaled.
USUAL_STAFF = 30
#: Hours wanted for each hour of contract: of every 100 posts in adult social care in England 7 were vacant
#: (Skills for Care, 2024/25), so 93 people stand where 100 are wanted.
TIGHTNESS = 100 / 93
#: The share of people below full time.
PART_TIME = 0.6
EMPLOYERS = ("trust", "community", "council", "agency")
WEIGHTS = {
    "minimum_cover": 1000,
    "wanted_cover": 40,
    "over_cover": 5,
    "requests": 10,
    "hours_target": 3,
    "fairness": 8,
    "rest_after_nights": 30,
    "weekends": 25,
    "shortest_run_off": 4,
}
UNUSED = (
    "complete_weekends",
    "days_off_after_nights",
    "forbidden_successions",
    "longest_run_of_type",
    "longest_run_of_weekends",
    "maximum_cover",
    "rest_in_24_hours",
    "same_shift_on_weekend",
    "shifts_of_type",
    "shortest_run_of_days",
    "shortest_run_of_type",
    "shortest_run_of_weekends",
    "split_duties",
    "travel",
    "unwanted_patterns",
    "young_rest_in_24_hours",
)


def figures() -> dict[str, int]:
    """Return the figures of law and policy that the rules take, by name."""
    text = files("rostering.rules").joinpath("figures.toml").read_text(encoding="utf-8")
    return {figure["name"]: figure["value"] for figure in tomllib.loads(text)["figure"]}


def team(
    seed: int,
    staff: int = 30,
    weeks: int = 4,
    *,
    tightness: float = TIGHTNESS,
    part_time: float = PART_TIME,
    employers: int = len(EMPLOYERS),
) -> Problem:
    """Return the problem of a made-up team; equal arguments give equal problems.

    Parameters
    ----------
    seed : int
        What everything that is left to chance follows from.
    staff, weeks : int
        How many people, and for how long; 1 or more.
    tightness : float
        Hours wanted for each hour of contract that is not leave, role by role, 0.5 to 1.5: above 1 the team
        is short of people.
    part_time : float
        Share of people with a contract below full time, 0 to 1.
    employers : int
        Of how many employers the people are, 1 to 4.

    Raises
    ------
    ProblemError
        When one of these is out of range; its field is the name.
    """
    for name, value, least, most in (
        ("staff", staff, 1, 10_000),
        ("weeks", weeks, 1, 52),
        ("tightness", tightness, 0.5, 1.5),
        ("part_time", part_time, 0, 1),
        ("employers", employers, 1, len(EMPLOYERS)),
    ):
        if not least <= value <= most:
            raise ProblemError(name, f"must be {least} to {most}")
    chance = random.Random(seed)
    days = 7 * weeks
    workers = tuple(_worker(chance, place, staff, days, part_time, employers) for place in range(staff))
    return Problem(
        first_day=MONDAY,
        days=days,
        shifts=tuple(_shift(day, *template) for day in range(days) for template in TEMPLATES),
        workers=workers,
        demands=tuple(_demands(days, _posts(workers, days, tightness))),
        rules=tuple(rules()),
        name=f"team of {staff}, {weeks} weeks, seed {seed}",
    )


def rules() -> Iterator[RuleSpec]:
    """Yield the rules of law and the team's own, with believable weights."""
    numbers = figures()
    for name, rule in RULES.items():
        if name in WEIGHTS:
            yield spec_from_figures(name, numbers, hard=False, weight=WEIGHTS[name])
        elif rule.strength in (Strength.LAW, Strength.TEAM) and name not in UNUSED:
            yield spec_from_figures(name, numbers)


def _shift(day: int, type_key: str, label: str, start: int, length: int, pause: int, is_night: bool) -> Shift:
    begins = MINUTES_PER_DAY * day + start
    return Shift(
        key=f"{type_key}{day}",
        type_key=type_key,
        label=label,
        day=day,
        start_min=begins,
        end_min=begins + length,
        work_min=length - pause,
        paid_min=length - pause,
        break_min=pause,
        night_min=7 * HOUR if is_night else 0,
        is_night=is_night,
        site_key="road" if type_key == "V" else "centre",
        host_key="community",
        roles=("homecare", "support") if type_key == "V" else ("nurse", "support"),
    )


def _posts(workers: Sequence[Worker], days: int, tightness: float) -> list[list[tuple[int, int]]]:
    """Return minimum and wanted of each need on each day of a week.

    What rounding leaves of a person is carried on to the next day and need of the role, so that the hours of
    a week come to what they should.
    """
    paid_min = {key: length - pause for key, _, _, length, pause, _ in TEMPLATES}
    weeks: list[list[tuple[int, int]]] = []
    left: dict[str | None, float] = {}
    for _, role, _, _, weekday, weekend in NEEDS:
        scale = len(workers) / USUAL_STAFF
        if role is not None:
            periods = (period for worker in workers if role in worker.roles for period in worker.hours)
            has = sum(period.target_min or 0 for period in periods)
            asks = sum(
                paid_min[types[0]] * (5 * weekdays[1] + 2 * weekends[1])
                for types, who, _, _, weekdays, weekends in NEEDS
                if who == role
            )
            scale = tightness * has * 7 / days / asks
        week = []
        for day in range(7):
            least, most = (scale * people for people in (weekend if day > 4 else weekday))
            exact = most + left.get(role, 0.0)
            wanted = max(1, round(exact)) if scale else 0
            left[role] = exact - wanted
            week.append((min(wanted, max(1, round(least))), wanted))
        weeks.append(week)
    return weeks


def _demands(days: int, posts: Sequence[Sequence[tuple[int, int]]]) -> Iterator[Demand]:
    for day in range(days):
        for place, (types, role, skill, label, _, _) in enumerate(NEEDS):
            minimum, wanted = posts[place][day % 7]
            if wanted:
                yield Demand(
                    key=f"need{place}@{day}",
                    shifts=tuple(f"{type_key}{day}" for type_key in types),
                    label=label,
                    minimum=minimum,
                    wanted=wanted,
                    roles=(role,) if role else (),
                    skills=(skill,) if skill else (),
                    over=1 if role else 0,
                )


def _worker(
    chance: random.Random, place: int, staff: int, days: int, part_time: float, employers: int
) -> Worker:
    share = place / staff
    apprentice = place >= staff - 3
    role = "nurse" if share < 0.36 else "support" if share < 0.7 or apprentice else "homecare"
    on_visa = place == staff - 6
    full_time = chance.random() >= part_time
    weekly_hours = 30 if apprentice else 37 if full_time else chance.choice((30, 30, 24, 20))
    weekly_hours = min(weekly_hours, VISA_HOURS) if on_visa else weekly_hours
    leave = tuple(_leave(chance, days))
    blocks = tuple(_blocks(chance, days))
    gone = set(range(min((block.from_day for block in blocks), default=days), days))
    for away in leave:
        gone.update(range(away.start_min // MINUTES_PER_DAY, away.end_min // MINUTES_PER_DAY))
    full_min = weekly_hours * HOUR * (days - len(gone)) // 7
    competences = [name for name, part in (("insulin", 0.5), ("medicines", 0.7)) if chance.random() < part]
    lapses = chance.randrange(3, days) if chance.random() < 0.1 else None
    hours = HoursPeriod(0, days, min_min=full_min // 2, max_min=full_min + 12 * HOUR, target_min=full_min)
    nights, weekends = chance.randrange(8), chance.randrange(3, 7)
    return Worker(
        key=f"p{place:03}",
        employer_key=chance.choice(EMPLOYERS[:employers]),
        roles=(role,),
        skills=tuple(Skill(name, to_day=lapses, note="lapses") for name in competences),
        blocks=blocks,
        away=leave,
        fixed=() if apprentice else tuple(_elsewhere(chance, days)),
        past_weeks=tuple(PastWeek(HOUR * round(chance.gauss(weekly_hours, 3)), 4) for _ in range(26)),
        usual_day_min=450,
        young_until_day=days if place == staff - 1 else None,
        night_worker=role != "homecare" and chance.random() < 0.3,
        week_caps=(WeekCap(VISA_HOURS * HOUR, "student visa"),) if on_visa else (),
        hours=(hours,),
        requests=tuple(_requests(chance, days)),
        fair_shares=(FairShare("nights", nights, 10), FairShare("weekends", weekends, 7)),
        supervisors=tuple(f"p{who:03}" for who in range(staff * 36 // 100) if who != place)
        if apprentice
        else None,
    )


def _leave(chance: random.Random, days: int) -> Iterator[Away]:
    if chance.random() < 0.4:
        first, length = chance.randrange(days - 6), chance.choice((3, 3, 7))
        start, end = MINUTES_PER_DAY * first, MINUTES_PER_DAY * (first + length)
        yield Away(start, end, "leave", "annual leave", excluded=True)


def _blocks(chance: random.Random, days: int) -> Iterator[Block]:
    if chance.random() < 0.08:
        first = chance.randrange(days // 2, days)
        yield Block(Stage.READY, "placement_ended", "the placement has ended", from_day=first)


def _elsewhere(chance: random.Random, days: int) -> Iterator[FixedDuty]:
    """Yield last week's duties of some, and the second job of a few."""
    if chance.random() < 0.5:
        for day in (-3, -2, -1):
            start = MINUTES_PER_DAY * day + 7 * HOUR
            yield FixedDuty(start, start + 8 * HOUR, 450, "community")
    if chance.random() < 0.15:
        for day in range(chance.randrange(5), days, 7):
            start = MINUTES_PER_DAY * day + 9 * HOUR
            yield FixedDuty(start, start + 5 * HOUR, 300, "other")


def _requests(chance: random.Random, days: int) -> Iterator[Request]:
    for day in sorted(chance.sample(range(days), 3)):
        if chance.random() < 0.7:
            yield Request(day, wants=False, weight=chance.randint(1, 3))
        else:
            yield Request(day, wants=True, types=(chance.choice(("E", "L", "N")),))
