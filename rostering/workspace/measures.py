"""The five measures of a rota in plain words, from the score that is kept with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rostering.workspace.wording import MEASURES


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of a rota: its name, the result in words and, where there is a total, the share reached."""

    name: str
    says: str
    detail: str
    #: Percent; None where there is no total.
    share: int | None


def measures(score: Mapping[str, Any]) -> tuple[Measure, ...]:
    """Return the measures of a score; none of a rota that was never scored."""
    if not score:
        return ()
    lines = {
        name: [line for line in score["lines"] if line["rule"] in rules] for name, rules in MEASURES.items()
    }
    cover = _cover(score)
    return (cover, _requests(score, lines["Requests"]), *(_other(name, lines[name]) for name in _OTHERS))


_OTHERS = {
    "Fairness": "Nights and weekends are shared fairly",
    "Hours": "Everyone is within their contract",
    "Rest": "No rest or run of days is bent",
}


def _cover(score: Mapping[str, Any]) -> Measure:
    needed, short = score["needed"], score["unfilled"]
    says = f"{short} of {needed} people missing" if short else f"All {needed} people needed are there"
    wanted = next((line["amount"] for line in score["lines"] if line["rule"] == "wanted_cover"), 0)
    detail = f"{wanted} more would be wanted" if wanted else "Nobody more would be wanted"
    return Measure("Cover", says, detail, 100 * (needed - short) // needed if needed else None)


def _requests(score: Mapping[str, Any], lines: list[dict[str, Any]]) -> Measure:
    asked, missed = score["requests"], sum(line["count"] for line in lines)
    if not asked:
        return Measure("Requests", "Nobody asked for a day", "", None)
    says = f"{asked - missed} of {asked} met"
    return Measure(
        "Requests", says, "Tell people why before they ask" if missed else "", 100 * (asked - missed) // asked
    )


def _other(name: str, lines: list[dict[str, Any]]) -> Measure:
    broken = [line for line in lines if line["amount"] and not line["hard"]]
    if not broken:
        return Measure(name, _OTHERS[name], "", None)
    words = [_tail(line["words"]) for line in sorted(broken, key=lambda line: -line["cost"])]
    return Measure(name, words[0], "; ".join(words[1:]), None)


def _tail(words: str) -> str:
    """Return a score line without its title, as a sentence."""
    text = words.split(": ", 1)[-1]
    return f"{text[0].upper()}{text[1:]}"
