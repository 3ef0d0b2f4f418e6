"""The files of the nurse rostering competition: read, refused by place and line, judged as by its referee."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from rostering.checker import check
from rostering.formats import FormatError, read_problem, read_roster, write_roster
from rostering.problem import Problem, Roster
from rostering.solver.__main__ import main
from tests.solver.small import modelled_cost
from tests.solver.test_formats import mangled

BENCHMARKS = Path(__file__).parents[3] / "shared" / "benchmarks"
BESIDE = pytest.mark.skipif(
    not BENCHMARKS.is_dir(), reason="the public benchmarks are not beside the project"
)

SCENARIO = """SCENARIO = tiny

WEEKS = 1

SKILLS = 2
Head
Nurse

SHIFT_TYPES = 2
Early (2,3)
Night (2,2)

FORBIDDEN_SHIFT_TYPES_SUCCESSIONS
Early 0
Night 1 Early

CONTRACTS = 1
Full (1,4) (2,3) (2,3) 0 1

NURSES = 2
Ada Full 2 Head Nurse
Bob Full 1 Nurse
"""
HISTORY = """HISTORY
0 tiny

NURSE_HISTORY
Ada 0 0 Night 1 2 0
Bob 0 0 None 0 0 1
"""
WEEK = """WEEK_DATA
tiny

REQUIREMENTS
Early Nurse (1,2) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)

SHIFT_OFF_REQUESTS = 2
Bob Any Tue
Bob Night Tue
"""
NEEDED = Roster.of([("Ada", "Early/Nurse@0")])
RUNS_OF_WORK = ("longest_run_of_days", "shortest_run_of_days")
RUNS_OF_TYPE = ("longest_run_of_type", "shortest_run_of_type")
RUNS_OFF = ("longest_run_off", "shortest_run_off")


def tiny(ada: str = "Ada 0 0 Night 1 2 0") -> Problem:
    return read_problem(SCENARIO, HISTORY.replace("Ada 0 0 Night 1 2 0", ada), WEEK)


def week(who: str, days: str) -> Roster:
    """Return a person's roster from a letter for each day: E, N, or a dot for a day off."""
    names = {"E": "Early", "N": "Night"}
    return Roster.of((who, f"{names[one]}/Nurse@{day}") for day, one in enumerate(days) if one in names)


# At the borders a run of the past goes on, its excess is not paid twice, and one that day 0 ends
# too early is paid; a run still open on the last day is never too short.
@pytest.mark.parametrize(
    ("past", "days", "rules", "units"),
    [
        ("Early 2 2 0", "E......", RUNS_OF_WORK, 0),
        ("Early 2 2 0", "EE.....", RUNS_OF_WORK, 1),
        ("Early 4 4 0", ".......", RUNS_OF_WORK, 0),
        ("Early 4 4 0", "E......", RUNS_OF_WORK, 1),
        ("Early 1 1 0", ".......", RUNS_OF_WORK, 1),
        ("Early 1 1 0", "E......", RUNS_OF_WORK, 0),
        ("None 0 0 5", "E......", RUNS_OF_WORK, 1),
        ("None 0 0 5", "......E", RUNS_OF_WORK, 0),
        ("None 0 0 5", "...EEEE", RUNS_OF_WORK, 1),
        ("Night 1 2 0", "N......", RUNS_OF_TYPE, 0),
        ("Night 1 2 0", ".......", RUNS_OF_TYPE, 1),
        ("Night 2 2 0", "N......", RUNS_OF_TYPE, 1),
        ("Night 1 4 0", "EE.....", RUNS_OF_TYPE, 1),
        ("Early 3 3 0", "E..N...", RUNS_OF_TYPE, 2),
        ("None 0 0 1", "E......", RUNS_OFF, 1 + 3),
        ("None 0 0 1", "..E...E", RUNS_OFF, 0),
        ("None 0 0 5", "..EE...", RUNS_OFF, 2),
        ("Early 2 2 0", ".E.....", RUNS_OFF, 1 + 2),
        ("Early 2 2 0", "EEEEEE.", RUNS_OFF, 0),
    ],
)
def test_runs_are_paid_at_the_borders_as_the_competition_says(
    past: str, days: str, rules: tuple[str, ...], units: int
) -> None:
    report = check(tiny(f"Ada 0 0 {past}"), week("Ada", days))
    assert sum(one.amount for one in report.violations if one.rule in rules and one.worker == "Ada") == units


@pytest.mark.parametrize("seed", range(6))
def test_checker_and_model_agree_about_a_whole_instance(seed: int) -> None:
    chance = random.Random(seed)
    pairs = [
        (who, f"{chance.choice(('Early', 'Night'))}/{chance.choice(skills)}@{day}")
        for who, skills in (("Ada", ("Head", "Nurse")), ("Bob", ("Nurse",)))
        for day in range(7)
        if chance.random() < 0.6
    ]
    given = tiny(chance.choice(("Ada 0 0 Night 1 2 0", "Ada 0 0 Early 3 3 0", "Ada 0 0 None 0 0 4")))
    report = check(given, Roster.of(pairs))
    assert modelled_cost(given, Roster.of(pairs)) == (report.cost if report.lawful else None)


def test_minimum_cover_skills_and_the_last_shift_are_compulsory() -> None:
    given = tiny()

    def broken(given: Problem, roster: Roster) -> set[str]:
        return {one.rule for one in check(given, roster).violations if one.hard}

    assert broken(given, Roster()) == {"minimum_cover"}
    assert broken(given, NEEDED) == {"forbidden_successions"}
    assert broken(tiny("Ada 0 0 Early 1 2 0"), NEEDED) == set()
    assert "required_skills" in broken(given, Roster.of([("Bob", "Early/Head@0")]))


def test_whoever_wants_the_day_off_is_paid_once() -> None:
    report = check(tiny(), week("Bob", ".N....."))
    assert [line.cost for line in report.lines if line.rule == "requests"] == [10]


def test_a_roster_has_a_column_for_the_skill_and_comes_back_equal() -> None:
    given = tiny()
    roster = Roster.of([("Ada", "Night/Head@0"), ("Bob", "Early/Nurse@3")])
    text = write_roster(given, roster, with_skill=True)
    assert text == "staff,day,shift,skill\nAda,0,Night,Head\nBob,3,Early,Nurse\n"
    assert read_roster(given, text) == roster


@pytest.mark.parametrize(
    ("part", "old", "new", "line", "says"),
    [
        (0, "SKILLS = 2", "SKILLS = 3", 5, "announces 3 lines and has 2"),
        (0, "Early (2,3)", "Early (3,2)", 10, "least is more than the most"),
        (0, "Early (2,3)", "Early 2,3", 10, "a pair such as"),
        (0, "Night 1 Early", "Night 1 Late", 15, "no shift 'Late'"),
        (0, "Bob Full 1 Nurse", "Bob Half 1 Nurse", 22, "no contract 'Half'"),
        (0, "Bob Full 1 Nurse", "Ada Full 1 Nurse", 22, "given twice"),
        (0, "WEEKS = 1\n", "", 21, "without WEEKS"),
        (0, "WEEKS = 1\n", "WEEKS = 1\nLate\n", 4, "stands under WEEKS"),
        (0, "Early 0\n", "", 13, "no line for 'Early'"),
        (0, "Early 0\n", "Night 0\n", 15, "given twice"),
        (0, "Head Nurse", "Head Cook", 21, "no skill 'Cook'"),
        (1, "0 tiny", "2 tiny", 2, "2 weeks have passed of 1"),
        (1, "0 tiny", "0 other", 2, "of scenario 'other'"),
        (1, "0 tiny", "1 tiny", 1, "needed for 0 weeks"),
        (1, "Bob 0 0 None 0 0 1", "Bob 0 0 None 1 1 0", 6, "do not fit"),
        (1, "Bob 0 0 None 0 0 1\n", "", 4, "no line for 'Bob'"),
        (2, "(1,2)", "(1,x)", 5, "whole number"),
        (2, "Bob Any Tue", "Bob Any Die", 8, "no day 'Die'"),
        (2, "Bob Any Tue", "Eve Any Tue", 8, "no nurse 'Eve'"),
        (2, "WEEK_DATA", "WEEKLY_DATA", 1, "neither a scenario"),
    ],
)
def test_a_bad_file_is_refused_by_its_place_and_line(
    part: int, old: str, new: str, line: int, says: str
) -> None:
    texts = [SCENARIO, HISTORY, WEEK]
    assert old in texts[part]
    texts[part] = texts[part].replace(old, new, 1)
    with pytest.raises(FormatError) as caught:
        read_problem(*texts)
    assert (caught.value.part, caught.value.line) == (part, line)
    assert says in caught.value.message


def test_the_files_may_come_in_any_order_but_one_of_a_kind_is_needed() -> None:
    assert read_problem(WEEK, HISTORY, SCENARIO) == tiny()
    for texts, says in (
        ((WEEK,), "one scenario is needed, 0 are given"),
        ((SCENARIO, WEEK), "one history is needed, 0 are given"),
        ((SCENARIO, HISTORY), "needed for 1 weeks, 0 are given"),
        ((WEEK, SCENARIO, HISTORY, SCENARIO), "one scenario is needed, 2 are given"),
    ):
        with pytest.raises(FormatError, match=says):
            read_problem(*texts)


@pytest.mark.parametrize("seed", range(200))
def test_mangled_files_are_read_or_refused_in_one_line(seed: int) -> None:
    chance = random.Random(seed)
    texts = [SCENARIO, HISTORY, WEEK]
    part = chance.randrange(3)
    texts[part] = mangled(chance, texts[part])
    try:
        read_problem(*texts)
    except FormatError as error:
        assert error.line >= 1
        assert "\n" not in str(error)


def test_the_command_line_takes_the_files_and_names_the_one_at_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / name for name in ("Sc.txt", "H0.txt", "WD.txt")]
    for path, text in zip(paths, (SCENARIO, HISTORY, WEEK), strict=True):
        path.write_text(text, encoding="utf-8")
    out = tmp_path / "roster.csv"
    files = [str(path) for path in paths]
    assert main(["solve", *files, "--seconds", "10", "--workers", "1", "--out", str(out)]) == 0
    cost = json.loads(capsys.readouterr().out)["cost"]
    assert main(["check", *files, str(out)]) == 0
    assert json.loads(capsys.readouterr().out)["cost"] == cost
    paths[1].write_text(HISTORY.replace("tiny", "other"), encoding="utf-8")
    assert main(["check", *files, str(out)]) == 2
    assert f"error: {paths[1]}: line 2:" in capsys.readouterr().err


@BESIDE
@pytest.mark.parametrize("name", ["n005w4", "n030w4"])
def test_the_referee_counts_the_same(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)
    place = BENCHMARKS / "inrc2" / name
    weeks = [place / f"WD-{name}-{chance.randrange(10)}.txt" for _ in range(4)]
    paths = [place / f"Sc-{name}.txt", place / f"H0-{name}-{chance.randrange(3)}.txt", *weeks]
    given = read_problem(*(path.read_text(encoding="utf-8") for path in paths))
    pairs = []
    for worker in given.workers:
        held = ""
        for day in range(given.days):
            can = [one for one in given.shifts_on[day] if set(one.roles) & set(worker.roles)]
            if chance.random() < 0.35:
                held = chance.choice(["", *sorted({one.type_key for one in can})])
            if held:
                pairs.append((worker.key, chance.choice([one for one in can if one.type_key == held]).key))
    roster, out = Roster.of(pairs), tmp_path / "roster.csv"
    out.write_text(write_roster(given, roster, with_skill=True), encoding="utf-8")
    judge = [sys.executable, str(BENCHMARKS / "judge_inrc2.py"), *map(str, paths), "--", str(out)]
    told = json.loads(subprocess.run(judge, capture_output=True, text=True, check=False).stdout)
    report = check(given, roster)
    # Of a cell below its minimum the referee counts no further people.
    rest = {rule: cost for rule, cost in told["cost_by_constraint"].items() if rule[:2] != "S1"}
    assert sum(line.cost for line in report.lines if line.rule != "wanted_cover") == sum(rest.values())
    assert sum(one.rule == "minimum_cover" for one in report.violations) == told["hard"]["H2_under_staffing"]
