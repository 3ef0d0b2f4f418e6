"""The pages on which a lead reads the rules a rota is made by, and sets those that a team may set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from rostering.demand import queries, services
from rostering.demand.forms import IMPORTANCE, RuleForm, rule_form
from rostering.demand.rules import (
    FIGURE_LIMITS,
    FIGURE_WORDS,
    Importance,
    RuleSetting,
    StoredSetting,
    default_setting,
    legal_figures,
    may_change,
    may_choose_hard,
    may_weigh,
    parameters,
    rules_in_force,
    setting_of,
)
from rostering.rules import Rule, Strength, figures_of
from workforce.core import clock
from workforce.core.access import Permission
from workforce.core.errors import DomainError, NotFound
from workforce.core.figures import Figure, figure
from workforce.core.web import actor, commits, db_session, requires
from workforce.core.words import hours
from workforce.teams import queries as team_queries

bp = Blueprint("team_rules", __name__)

AIMS = {Strength.FIRST, Strength.AIM}


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule as its page shows it: its setting, its figures, and what the team may set."""

    rule: Rule
    setting: RuleSetting
    words: str
    figures: list[tuple[str, str, Figure]]
    changed: bool
    may_choose_hard: bool
    may_weigh: bool
    may_change: list[str]

    @property
    def may_set(self) -> bool:
        """Whether the team may set anything about it."""
        return self.may_choose_hard or self.may_weigh or bool(self.may_change)


@bp.get("/teams/<int:team_id>/rules")
@requires(Permission.MANAGE_DEMAND)
def index(team_id: int) -> ResponseReturnValue:
    """Show every rule that the team's rotas are made by: the law, the team's own, and its aims."""
    kept = queries.rules_of(db_session(), actor(), team_id)
    shown = [_shown(rule, kept) for rule in rules_in_force()]
    groups = (
        ("Rules of the team", "You choose whether each must be kept or may be bent.", {Strength.TEAM}),
        ("Aims", "A rota meets these as far as it can. You say how much each matters.", AIMS),
        ("Law", "Every rota keeps these. You may make some of them stricter.", {Strength.LAW}),
    )
    return render_template(
        "rostering/demand/rules.html",
        team=team_queries.team_of(db_session(), actor(), team_id),
        groups=[
            (title, intro, [view for view in shown if view.rule.strength in strengths])
            for title, intro, strengths in groups
        ],
    )


@bp.get("/teams/<int:team_id>/rules/<rule>")
@requires(Permission.MANAGE_DEMAND)
def show(team_id: int, rule: str) -> ResponseReturnValue:
    """Show what the team may set about a rule."""
    shown = _settable(team_id, rule)
    now = parameters(shown.rule, shown.setting, legal_figures(shown.rule, clock.today()))
    form = _form(shown)(
        hard="yes" if shown.setting.hard else "no", importance=shown.setting.importance.value, **now
    )
    return _rule_page(team_id, shown, form)


@bp.post("/teams/<int:team_id>/rules/<rule>")
@requires(Permission.MANAGE_DEMAND)
@commits
def save(team_id: int, rule: str) -> ResponseReturnValue:
    """Set a rule for the team."""
    shown = _settable(team_id, rule)
    form = _form(shown)()
    if not shown.may_choose_hard:
        del form.hard
    if not shown.may_weigh or (form.hard and form.hard.data == "yes"):
        del form.importance
    if form.validate():
        hard = form.hard.data == "yes" if form.hard else shown.setting.hard
        weight = Importance(form.importance.data) if form.importance else Importance.MOST
        setting = RuleSetting(hard, weight, {name: form[name].data for name in shown.may_change})
        team = team_queries.team_of(db_session(), actor(), team_id)
        legal = legal_figures(shown.rule, clock.today())
        try:
            services.set_rule(db_session(), actor(), team, shown.rule, setting, legal)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(f"Saved: {shown.rule.title}. Rotas that are made from now on go by it.")
            return redirect(url_for("team_rules.index", team_id=team_id))
    return _rule_page(team_id, shown, form)


@bp.post("/teams/<int:team_id>/rules/<rule>/reset")
@requires(Permission.MANAGE_DEMAND)
@commits
def reset(team_id: int, rule: str) -> ResponseReturnValue:
    """Set a rule back to the default."""
    shown = _settable(team_id, rule)
    team = team_queries.team_of(db_session(), actor(), team_id)
    services.reset_rule(db_session(), actor(), team, shown.rule)
    flash(f"{shown.rule.title} holds again as for every team.")
    return redirect(url_for("team_rules.index", team_id=team_id))


def _settable(team_id: int, rule: str) -> RuleView:
    kept = queries.rules_of(db_session(), actor(), team_id)
    known = next((candidate for candidate in rules_in_force() if candidate.name == rule), None)
    shown = _shown(known, kept) if known else None
    if shown is None or not shown.may_set:
        raise NotFound
    return shown


def _shown(rule: Rule, kept: Mapping[str, StoredSetting]) -> RuleView:
    today = clock.today()
    setting = setting_of(rule, kept)
    now = parameters(rule, setting, legal_figures(rule, today))
    figures = {name: figure(of, today) for name, of in figures_of(rule).items()}
    return RuleView(
        rule=rule,
        setting=setting,
        words=_setting_words(setting),
        figures=[
            (FIGURE_WORDS[name], value_words(now[name], legal.unit), legal) for name, legal in figures.items()
        ],
        changed=setting != default_setting(rule),
        may_choose_hard=may_choose_hard(rule),
        may_weigh=may_weigh(rule),
        may_change=[name for name in figures if may_change(rule, name)],
    )


def _setting_words(setting: RuleSetting) -> str:
    return "Must be kept" if setting.hard else IMPORTANCE[setting.importance]


def value_words(value: int, unit: str) -> str:
    """Return a figure as people say it: "11 h", "6 days", "22:00"."""
    if unit == "minutes":
        return hours(value)
    if unit == "minutes after midnight":
        return f"{value // 60:02}:{value % 60:02}"
    return f"{value} {unit[:-1] if value == 1 else unit}"


def _form(shown: RuleView) -> type[RuleForm]:
    today = clock.today()
    named = figures_of(shown.rule)
    figures = {}
    for name in shown.may_change:
        legal = figure(named[name], today)
        least, most = FIGURE_LIMITS[legal.unit]
        says = "The law says" if shown.rule.strength is Strength.LAW else "For every team it is"
        words = value_words(legal.whole, legal.unit)
        if legal.unit == "minutes":
            words = f"{legal.whole} minutes, which are {words}"
        figures[name] = (FIGURE_WORDS[name], f"{says} {words}", legal.unit, least, most)
    return rule_form(figures)


def _rule_page(team_id: int, shown: RuleView, form: RuleForm) -> str:
    team = team_queries.team_of(db_session(), actor(), team_id)
    return render_template("rostering/demand/rule.html", team=team, shown=shown, form=form)
