"""Says the entries of a ledger, and where a target comes from, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from rostering.availability.models import LeaveKind
from rostering.availability.rules import day_words
from rostering.hours.queries import LedgerWeek
from rostering.hours.rules import BANK_HOLIDAY, DAYS_PER_WEEK, RotaHours
from workforce.core.words import hours, listed

#: What a person reads about their own hours.
OWN_WORDS: Mapping[str, str] = {
    LeaveKind.ANNUAL: "annual leave",
    LeaveKind.STUDY: "study leave",
    LeaveKind.SICKNESS: "sickness",
    LeaveKind.MATERNITY: "maternity, paternity or adoption leave",
    LeaveKind.OTHER: "other leave",
    BANK_HOLIDAY: "bank holiday",
}
#: What a lead reads: why somebody is away keeps to the person.
LEAD_WORDS: Mapping[str, str] = {
    **OWN_WORDS,
    LeaveKind.SICKNESS: "away",
    LeaveKind.MATERNITY: "away",
    LeaveKind.OTHER: "away",
}


def week_title(week: LedgerWeek) -> str:
    """Say which week it is: "Week of 4 January 2027", or its days where rotas cover only part of it."""
    if (week.last - week.first).days == DAYS_PER_WEEK - 1:
        return f"Week of {week.first.day} {week.first:%B %Y}"
    return f"{day_words(week.first, week.last)} {week.last.year}"


def week_words(week: LedgerWeek, kinds: Mapping[str, str]) -> str:
    """Say what makes up a week: "contract 22.5 h; annual leave 22.5 h (4 to 10 January)"."""
    parts = [f"contract {hours(week.contract_min)}"]
    if week.worked_min:
        parts.append(f"duties {hours(week.worked_min)}")
    for kind, minutes in week.credited_min.items():
        parts.append(f"{kinds[kind]} {hours(minutes)} ({_days_in_words(week.days[kind])})")
    return "; ".join(parts)


def balance_words(minutes: int, who: str = "You") -> str:
    """Say what a balance means: "You have worked 15 h more than your contract"."""
    have, owes, whose = ("have", "owe", "your") if who == "You" else ("has", "owes", "the")
    if not minutes:
        return f"{who} {owes} nothing, and nothing is owed to {'you' if who == 'You' else 'them'}"
    if minutes > 0:
        return f"{who} {have} {hours(minutes)} more than {whose} contract asks"
    return f"{who} {owes} {hours(-minutes)} of {whose} contract"


def signed(minutes: int) -> str:
    """Say a change of a balance with its sign: "+1.5 h", "−7.5 h", "0 h"."""
    words = f"+{hours(minutes)}" if minutes > 0 else hours(minutes)
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def target_words(owed: RotaHours) -> str:
    """Say where the target of a rota comes from: "contract 150 h, less 37.5 h annual leave"."""
    parts = [f"contract {hours(round(owed.contract))}"]
    for kind, minutes in owed.credited.items():
        parts.append(f"less {hours(round(minutes))} {LEAD_WORDS[kind]}")
    if owed.carried_min > 0:
        parts.append(f"less {hours(owed.carried_min)} worked over before")
    elif owed.carried_min < 0:
        parts.append(f"and {hours(-owed.carried_min)} owed from before")
    words = f"Target {hours(owed.target_min)}: {', '.join(parts)}"
    left_min = owed.balance_min - owed.carried_min
    if left_min:
        words += f"; {hours(abs(left_min))} {'over' if left_min > 0 else 'owed'} stay in the balance"
    return words


def _days_in_words(days: Sequence[date]) -> str:
    runs: list[list[date]] = []
    for on in days:
        if runs and on == runs[-1][-1] + timedelta(days=1):
            runs[-1].append(on)
        else:
            runs.append([on])
    return listed([day_words(run[0], run[-1]) for run in runs])
