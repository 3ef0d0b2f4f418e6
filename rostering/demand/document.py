"""Writes the document of rules and figures from the catalogue and the data, so that it stays true."""

from __future__ import annotations

from collections.abc import Iterator

from rostering.demand.rules import FIGURE_WORDS, Importance, default_setting, may_change, rules_in_force
from rostering.rules import RULES, Rule, Strength, figures_of
from workforce.core.figures import Figure, all_figures

TITLE = "# Rules and figures"
INTRO = """\
Written by `flask --app app rules document` from the rule catalogue (`rostering/rules`, one rule a file) and
the figures (`figures.toml` beside the code that uses them). Do not edit it by hand: a test says when it has
fallen behind.

Every rota is made by these rules and judged by an independent checker that knows the same rules in plain
Python. A rule of law is always kept; a team may only make it stricter. A rule of the team must be kept or may
be bent, as the team chooses. An aim is met as far as it can be, and the team says how much it matters.
"""
STRENGTHS = {
    Strength.LAW: "Law and what follows from it: always kept",
    Strength.TEAM: "Rules of the team: kept or bent, as the team chooses",
    Strength.FIRST: "First of all: met as far as it can be before anything else is weighed",
    Strength.AIM: "Aims: met as far as they can be",
}
IMPORTANCE = {
    Importance.MOST: "matters most",
    Importance.A_LOT: "matters a lot",
    Importance.SOME: "matters some",
    Importance.LITTLE: "matters a little",
    Importance.NOT_AT_ALL: "is off",
}
NOT_READ = "from memory, not yet compared with its source"


def document() -> str:
    """Return the whole document as Markdown."""
    return "\n".join([TITLE, "", INTRO, *_rules(), *_figures(all_figures())]).rstrip() + "\n"


def _rules() -> Iterator[str]:
    in_force = {rule.name for rule in rules_in_force()}
    for strength, heading in STRENGTHS.items():
        yield f"## {heading}\n"
        for rule in RULES.values():
            if rule.strength is strength:
                yield from _rule(rule, rule.name in in_force)


def _rule(rule: Rule, in_force: bool) -> Iterator[str]:
    yield f"### {rule.title} (`{rule.name}`)\n"
    yield f"{rule.statement}\n"
    yield f"- Source: {rule.source}"
    if rule.counting:
        yield f"- Counts {rule.counting}"
    if not in_force:
        yield "- For public benchmarks, files and runs of several teams; no page offers it to a team"
    elif rule.strength is not Strength.LAW:
        setting = default_setting(rule)
        held = "must be kept" if setting.hard else IMPORTANCE[setting.importance]
        yield f"- Until a team says otherwise it {held}"
    for parameter, name in figures_of(rule).items():
        free = ""
        if may_change(rule, parameter):
            stricter = "make stricter" if rule.strength is Strength.LAW else "set"
            free = f", which a team may {stricter}"
        yield f"- {FIGURE_WORDS[parameter]}: figure `{name}`{free}"
    yield ""


def _figures(figures: tuple[Figure, ...]) -> Iterator[str]:
    yield "## Figures\n"
    yield "| figure | value | unit | from | source | note |"
    yield "|---|---|---|---|---|---|"
    for figure in figures:
        note = "; ".join(part for part in (figure.note, "" if figure.checked else NOT_READ) if part)
        cells = (f"`{figure.name}`", figure.value, figure.unit, figure.valid_from, figure.source, note)
        yield f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |"
