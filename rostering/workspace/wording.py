"""Words for choices, violations and measures on pages and in messages."""

from __future__ import annotations

from rostering.explain import Choice
from rostering.planning import ClockCut, RotaPlan
from rostering.problem import Violation
from rostering.rules import sentence
from workforce.core.words import long_date

DAY_OFF = "Day off"

#: The five measures of a rota, and the rules that each counts.
MEASURES = {
    "Cover": ("minimum_cover", "wanted_cover", "over_cover", "maximum_cover", "supervision"),
    "Requests": ("requests",),
    "Fairness": ("fairness", "weekends"),
    "Hours": ("contract_hours", "hours_target"),
    "Rest": (
        "rest_between_jobs",
        "longest_run_of_days",
        "longest_run_of_nights",
        "rest_after_nights",
        "days_off_after_nights",
        "shortest_run_of_days",
        "shortest_run_off",
        "complete_weekends",
        "same_shift_on_weekend",
        "longest_run_of_weekends",
        "shortest_run_of_weekends",
        "longest_run_of_type",
        "shortest_run_of_type",
        "longest_run_off",
        "forbidden_successions",
        "unwanted_patterns",
        "shifts_of_type",
    ),
}
MEASURE_OF = {rule: measure for measure, rules in MEASURES.items() for rule in rules}


def choice_name(plan: RotaPlan, choice: Choice) -> str:
    """Return what a choice is called."""
    return plan.duties[choice.shift].name if choice.shift else DAY_OFF


def reasons(plan: RotaPlan, violations: tuple[Violation, ...]) -> list[str]:
    """Return each violation as a sentence, each said once."""
    return list(dict.fromkeys(sentence(plan.problem, violation) for violation in violations))


def effect(choice: Choice, now: Choice) -> str:
    """Return the effect of a choice against the cell as it is now: "cover +1, fairness worse"."""
    if choice.refused:
        return "not possible"
    if choice.now:
        return "as now"
    cover = choice.cover - now.cover
    words = [f"cover {'+' if cover > 0 else '−'}{abs(cover)}"] if cover else []
    if choice.over:
        words.append("one more than wanted")
    worse = {MEASURE_OF.get(violation.rule, "") for violation in choice.price} - {"", "Cover"}
    words += [f"{measure.lower()} worse" for measure in MEASURES if measure in worse]
    return ", ".join(words) or ("no need" if choice.shift and not choice.cover else "no change")


def clock_cut(cut: ClockCut) -> str:
    """Return what becomes of a duty that begins or ends in the hour that the clocks skip."""
    times = f"{cut.name} ({cut.starts:%H:%M} to {cut.ends:%H:%M})"
    on = f"on {long_date(cut.on_date)}"
    if cut.worked is None:
        return f"{times} is left out {on}: the clocks leave nothing of it to work."
    begins, ends = cut.worked
    return f"{times} is worked from {begins:%H:%M} to {ends:%H:%M} {on}."
