"""Repair: lawful, filled as far as can be, nobody changed needlessly, and honest about what is proven."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from rostering.checker import check
from rostering.formats import read_roster, write_native, write_roster
from rostering.problem import (
    MINUTES_PER_DAY,
    Demand,
    HoursPeriod,
    Limits,
    Problem,
    ProblemError,
    Request,
    Roster,
    RuleSpec,
    Status,
)
from rostering.rules import check_rule
from rostering.solver.__main__ import main
from rostering.solver.core.clock import Clock
from rostering.solver.cpsat.search import CpSatOutcome, CpSatSolution
from rostering.solver.repair import Absence, apply, repair
from rostering.solver.repair.model import RepairModel, shortfall
from rostering.solver.repair.search import CHANGES
from tests.solver.small import HOUR, person, problem, rota, spec
from tests.solver.test_solve import every_roster, tiny

LIMITS = Limits(seconds=20, workers=1)
RULES = (
    spec("one_at_a_time"),
    spec("required_skills"),
    spec("daily_rest", rest_min=11 * HOUR),
    spec("locked"),
    spec("contract_hours"),
    spec("minimum_cover", weight=100),
    spec("requests", weight=3),
)


def team(
    *keys: str, needs: dict[str, int], days: int = 4, rules: tuple[RuleSpec, ...] = RULES, **facts: object
) -> Problem:
    """Return a team of these people that needs so many on these duties."""
    demands = (Demand(key, (key,), "", least, least) for key, least in needs.items())
    people = (person(key, **facts) for key in keys)
    return problem(*rules, days=days, workers=people, demands=demands, types="EL")


def named(given: Problem, **labels: str) -> Problem:
    """Return a problem that calls its people by these names."""
    return replace(given, labels=labels)


def test_nobody_changes_where_enough_are_left() -> None:
    given = team("ada", "bob", "eve", needs={"E1": 2})
    stood = Roster.of([("ada", "E1"), ("bob", "E1"), ("eve", "E1")])
    mended = repair(given, stood, [Absence("ada", 1, 2)], LIMITS)
    assert mended.roster == stood.without("ada", "E1")
    assert (mended.changes, mended.words, mended.fewest, mended.proven) == ((), (), 0, True)
    assert mended.status is Status.OPTIMAL


def test_one_person_takes_over_and_it_is_said_who() -> None:
    given = named(team("ada", "bob", "eve", needs={"L1": 1}), bob="Bob")
    stood = Roster.of([("ada", "L1"), ("eve", "E2"), ("bob", "E3")])
    # Eve on the Late would have too little rest before her Early.
    mended = repair(given, stood, [Absence("ada", 1, 2)], LIMITS)
    assert mended.words == ("Bob works the Late on Tuesday 5 January, a day off before.",)
    assert (mended.fewest, mended.unfilled_before, mended.missing, mended.proven) == (1, 1, (), True)


def test_of_equal_repairs_the_one_that_people_like_better_is_taken() -> None:
    given = team("ada", "bob", "eve", needs={"L1": 1})
    bob = person("bob", requests=(Request(1, wants=False),))
    given = problem(*RULES, days=4, workers=(person(), bob, person("eve")), demands=given.demands, types="EL")
    mended = repair(given, rota("L1"), [Absence("ada", 1, 2)], LIMITS)
    assert mended.roster == rota("L1", "eve")
    assert mended.status is Status.OPTIMAL


def test_two_people_change_where_one_cannot_do_it() -> None:
    carer = person("ann", roles=("carer",))
    changes = {f"L{day}": {"roles": ("nurse",)} for day in range(4)}
    demands = (Demand("e", ("E1",), "", 1, 1), Demand("l", ("L1",), "", 1, 1))
    given = problem(
        *RULES,
        days=4,
        workers=(person("ada"), person("bob"), carer),
        demands=demands,
        types="EL",
        changes=changes,
    )
    stood = Roster.of([("ada", "L1"), ("bob", "E1")])
    mended = repair(given, stood, [Absence("ada", 1, 2)], LIMITS)
    assert mended.words == (
        "bob works the Late on Tuesday 5 January instead of the Early.",
        "ann works the Early on Tuesday 5 January, a day off before.",
    )
    assert (mended.fewest, mended.proven) == (2, True)


def test_where_nothing_can_be_done_it_is_said_and_nobody_changes() -> None:
    given = team("ada", "bob", needs={"E1": 1, "L1": 1})
    stood = Roster.of([("ada", "E1"), ("bob", "L1")])
    mended = repair(given, stood, [Absence("ada", 1, 2)], LIMITS)
    assert mended.roster == stood.without("ada", "E1")
    assert mended.words == ("The Early on Tuesday 5 January has 0 of 1 person. Nobody else can take it.",)
    assert (mended.fewest, mended.cover_proven, mended.proven) == (0, True, True)


def test_a_compulsory_minimum_that_nobody_can_fill_is_an_answer_too() -> None:
    rules = tuple(one for one in RULES if one.rule != "minimum_cover")
    given = team("ada", "bob", needs={"E1": 1, "L1": 1}, rules=(*rules, RuleSpec("minimum_cover")))
    mended = repair(given, Roster.of([("ada", "E1"), ("bob", "L1")]), [Absence("ada", 1, 2)], LIMITS)
    assert (mended.status, mended.changes, len(mended.missing)) == (Status.OPTIMAL, (), 1)


def test_days_before_the_absence_stay_as_they_were_worked() -> None:
    # Bob could take the Early only if he had not worked the Late the evening before.
    given = team("ada", "bob", needs={"L0": 1, "E1": 1})
    stood = Roster.of([("bob", "L0"), ("ada", "E1")])
    mended = repair(given, stood, [Absence("ada", 1, 2)], LIMITS)
    assert mended.roster == stood.without("ada", "E1")
    assert len(mended.missing) == 1


def test_days_that_are_locked_do_not_change() -> None:
    # Filling Tuesday would need Bob's Early of Wednesday to go to Eve, who is free.
    changes = {"L1": {"roles": ("nurse",)}}
    workers = (person("ada"), person("bob"), person("eve", roles=("carer",)))
    demands = (Demand("l", ("L1",), "", 1, 1), Demand("e", ("E2",), "", 1, 1))
    given = problem(*RULES, days=4, workers=workers, demands=demands, types="EL", changes=changes)
    stood = Roster.of([("ada", "L1"), ("bob", "E2")])
    free = repair(given, stood, [Absence("ada", 1, 2)], LIMITS)
    assert (len(free.changes), free.missing) == (3, ())
    locked = repair(given, stood, [Absence("ada", 1, 2)], LIMITS, days=range(1, 2))
    assert (locked.changes, len(locked.missing), locked.proven) == ((), 1, True)


def test_gaps_on_other_days_are_neither_filled_nor_opened() -> None:
    given = team("ada", "bob", needs={"E1": 1, "E3": 2, "L1": 1})
    stood = Roster.of([("ada", "E1"), ("bob", "E3")])
    mended = repair(given, stood, [Absence("ada", 1, 2)], LIMITS)
    assert [change.days for change in mended.changes] == [(1,)]
    assert mended.report is not None
    assert mended.report.unfilled == 2


def test_a_rota_broken_for_good_is_an_answer_with_its_reason() -> None:
    given = team("ada", "bob", needs={"E3": 1})
    stood = Roster.of([("bob", "L0"), ("bob", "E1"), ("ada", "E3")])
    mended = repair(given, stood, [Absence("ada", 3, 4)], LIMITS)
    assert (mended.status, mended.roster, mended.words) == (Status.INFEASIBLE, None, ())
    assert mended.reasons == ("bob: 9 h 30 rest before the Early on Tuesday 5 January. Needs 11 h.",)


def test_an_apprentice_whose_supervisor_is_absent_is_not_left_alone() -> None:
    rules = (*RULES, spec("supervision", overlap_percent=50))
    people = (person("eve", supervisors=("ada", "bob")), person("ada"), person("bob"))
    given = problem(*rules, days=2, workers=people, types="EL", demands=(Demand("e", ("E1",), "", 1, 1),))
    stood = Roster.of([("eve", "E1"), ("ada", "E1")])
    mended = repair(given, stood, [Absence("ada", 1, 2)], LIMITS)
    # Either Bob comes too, or he comes instead: in both cases one person changes, or Eve stays at home.
    assert (len(mended.changes), mended.missing, mended.proven) == (1, (), True)
    assert mended.report is not None
    assert mended.report.lawful


@pytest.mark.no_cover  # every roster there is is checked, which tracing would slow
@pytest.mark.parametrize("seed", range(24))
def test_it_is_what_trying_everything_finds(seed: int) -> None:
    chance = random.Random(seed)
    given = tiny(chance)
    rosters = every_roster(given)
    lawful = [roster for roster in rosters if check(given, roster).lawful]
    if not lawful:
        return
    first = chance.randrange(3)
    absence = Absence(chance.choice(("w0", "w1")), first, chance.randrange(first, 3) + 1)
    stood = chance.choice(lawful)
    after, left = apply(given, stood, [absence])
    mended = repair(given, stood, [absence], LIMITS)

    def worth(roster: Roster) -> tuple[int, int, int] | None:
        report = check(after, roster)
        before, now = (
            [pair for pair in worked.assignments if int(pair.shift[1:]) < first] for worked in (left, roster)
        )
        if not report.lawful or before != now:
            return None
        missing = 0
        for demand in given.demands:
            day = int(demand.key[1:])
            about = absence.from_day <= day < absence.to_day
            missing += max(
                0, shortfall(after, roster, demand) - (0 if about else shortfall(given, stood, demand))
            )
        return missing, len(check_rule(after, roster, CHANGES)), report.cost

    worths = [worth for worth in map(worth, rosters) if worth is not None]
    if not worths:
        assert (mended.status, bool(mended.reasons)) == (Status.INFEASIBLE, True)
        return
    assert mended.status is Status.OPTIMAL
    assert mended.roster is not None
    assert worth(mended.roster) == min(worths)
    assert (mended.fewest, mended.proven) == (min(worths)[1], True)


def test_lost_duties_count_as_worked_and_are_not_locked_any_more() -> None:
    ada = person(
        hours=(HoursPeriod(0, 4, min_min=16 * HOUR, max_min=24 * HOUR),), locked=("E1", "E2"), requests=()
    )
    given = problem(*RULES, days=4, workers=(ada,), types="EL")
    after, left = apply(given, rota("E0 E1 E2"), [Absence("ada", 1, 2)])
    changed = after.worker_of["ada"]
    assert changed.hours == (HoursPeriod(0, 4, min_min=8 * HOUR, max_min=16 * HOUR),)
    assert (changed.locked, changed.earlier) == (("E2",), ("E0", "E2"))
    assert left == rota("E0 E2")


def test_a_night_begun_before_the_absence_is_still_worked() -> None:
    given = problem(spec("one_at_a_time"), spec("availability"), days=3, types="EN")
    after, left = apply(given, rota("N0 N1"), [Absence("ada", 1, 3)])
    assert left == rota("N0")
    assert check(after, left).lawful
    assert after.worker_of["ada"].away[0].end_min == 3 * MINUTES_PER_DAY
    assert not check(after, rota("N0 E2")).lawful


@pytest.mark.parametrize(
    ("absences", "place"),
    [
        ([], "absences"),
        ([Absence("bob", 0, 1)], "absences[0].worker"),
        ([Absence("ada", 0, 1), Absence("ada", 4, 5)], "absences[1].from_day"),
        ([Absence("ada", 2, 2)], "absences[0].to_day"),
        ([Absence("ada", 2, 5)], "absences[0].to_day"),
    ],
)
def test_an_absence_that_cannot_be_is_refused_by_its_field(absences: list[Absence], place: str) -> None:
    with pytest.raises(ProblemError) as caught:
        repair(team("ada", needs={}), Roster(), absences, LIMITS)
    assert caught.value.place == place


def test_without_time_the_lawful_rest_of_the_rota_is_the_answer() -> None:
    given = team("ada", "bob", needs={"E1": 1})
    mended = repair(given, rota("E1"), [Absence("ada", 1, 2)], Limits(seconds=1e-9))
    assert (mended.status, mended.roster, mended.proven) == (Status.FEASIBLE, Roster(), False)
    stopped = repair(given, rota("E1"), [Absence("ada", 1, 2)], LIMITS, should_stop=lambda: True)
    assert stopped.status is Status.STOPPED
    assert stopped.words == ("The Early on Tuesday 5 January has 0 of 1 person. Nobody was found in time.",)


def test_a_stop_before_the_wishes_are_weighed_keeps_what_was_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    improve_wishes = RepairModel.improve_wishes

    def asking(mending: RepairModel, clock: Clock, found: CpSatSolution) -> CpSatOutcome:
        asked.append(True)
        return improve_wishes(mending, clock, found)

    monkeypatch.setattr(RepairModel, "improve_wishes", asking)
    given = team("ada", "bob", needs={"E1": 1})
    mended = repair(given, rota("E1"), [Absence("ada", 1, 2)], LIMITS, should_stop=lambda: bool(asked))
    assert (mended.status, mended.roster, mended.proven) == (Status.STOPPED, rota("E1", "bob"), True)


def files(tmp_path: Path, given: Problem, stood: Roster) -> list[str]:
    instance, roster = tmp_path / "team.json", tmp_path / "rota.csv"
    instance.write_text(write_native(given), encoding="utf-8")
    roster.write_text(write_roster(given, stood), encoding="utf-8")
    return [str(instance), str(roster), "--out", str(tmp_path / "new.csv"), "--seconds", "20"]


def test_the_command_mends_a_rota_and_says_what_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = team("ada", "bob", needs={"E1": 1, "E2": 1})
    arguments = files(tmp_path, given, rota("E1 E2"))
    assert main(["repair", *arguments, "--absent", "ada", "--from-day", "1", "--to-day", "3"]) == 0
    out, err = capsys.readouterr()
    summary = json.loads(out)
    assert (summary["changes"], summary["fewest"], summary["proven"], summary["unfilled"]) == (2, 2, True, 0)
    assert err.count("bob works the Early") == 2
    assert read_roster(given, (tmp_path / "new.csv").read_text(encoding="utf-8")) == rota("E1 E2", "bob")


def test_the_command_refuses_an_absence_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = files(tmp_path, team("ada", needs={}), Roster())
    assert main(["repair", *arguments, "--absent", "zoe", "--from-day", "1"]) == 2
    assert capsys.readouterr().err == "error: repair: absences[0].worker: there is no worker 'zoe'\n"
