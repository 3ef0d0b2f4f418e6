"""The command line, and the public benchmarks through it, judged by a referee that is not ours."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rostering.formats import read_problem, write_native
from rostering.solver.__main__ import main
from tests.solver.small import problem, rota, spec
from tests.solver.test_formats import TINY
from tests.solver.test_prices import two_nurses

TOP = Path(__file__).parents[2]
BENCHMARKS = TOP.parent / "shared" / "benchmarks"


def test_solve_writes_a_roster_that_check_accepts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    instance, roster = tmp_path / "tiny.txt", tmp_path / "roster.csv"
    instance.write_text(TINY, encoding="utf-8")
    solved = main(["solve", str(instance), "--seconds", "10", "--workers", "1", "--out", str(roster)])
    out, err = capsys.readouterr()
    summary = json.loads(out)
    assert (solved, summary["status"]) == (0, "optimal")
    assert "improving" in err
    assert main(["check", str(instance), str(roster)]) == 0
    assert json.loads(capsys.readouterr().out)["cost"] == summary["cost"]


def test_solve_says_which_demands_are_dear_or_that_it_cannot(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    instance, roster = tmp_path / "nurses.json", tmp_path / "roster.csv"
    instance.write_text(write_native(two_nurses()), encoding="utf-8")
    command = ["solve", str(instance), "--explain", "--workers", "1", "--out", str(roster)]
    assert main(command) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["dear"] is None
    assert "no prices: " in err
    monkeypatch.setattr("rostering.solver.dispatch.dispatcher.SMALL_PAIRS", 0)
    assert main(command) == 0
    out, err = capsys.readouterr()
    (*_, last) = json.loads(out)["dear"]
    assert last["words"].startswith("One more nurse on the ")
    assert last["words"] in err


def test_generate_makes_the_same_team_from_the_same_seed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    for path in (one, two):
        assert main(["generate", "--seed", "4", "--staff", "12", "--weeks", "2", "--out", str(path)]) == 0
    assert one.read_text(encoding="utf-8") == two.read_text(encoding="utf-8")
    made = read_problem(one.read_text(encoding="utf-8"))
    assert (len(made.workers), made.days) == (12, 14)
    assert capsys.readouterr().out == ""


def test_generate_makes_a_county_whose_teams_share_a_fifth_of_their_people(tmp_path: Path) -> None:
    path = tmp_path / "county.json"
    size = ["--teams", "3", "--staff", "60", "--weeks", "1"]
    assert main(["generate", "--seed", "4", *size, "--out", str(path)]) == 0
    made = read_problem(path.read_text(encoding="utf-8"))
    teams = {shift.team_key for shift in made.shifts}
    served = [sum(skill.key.startswith("induction") for skill in worker.skills) for worker in made.workers]
    assert teams == {worker.team_key for worker in made.workers} == {"t01", "t02", "t03"}
    assert (len(served), sum(count > 1 for count in served)) == (60, 12)


def test_check_names_what_an_unlawful_roster_breaks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    instance, roster = tmp_path / "small.json", tmp_path / "roster.csv"
    given = problem(spec("daily_rest", rest_min=660))
    instance.write_text(write_native(given), encoding="utf-8")
    roster.write_text("staff,day,shift\nada,0,L\nada,1,E\n", encoding="utf-8")
    assert rota("L0 E1").assignments
    assert main(["check", str(instance), str(roster)]) == 1
    summary = json.loads(capsys.readouterr().out)
    assert summary["violations"][0]["words"].startswith("9 h 30 rest before the Early")


@pytest.mark.parametrize("content", [b"", b"hello\n", b"{\n]", b"\xff\xfe\x00", b"SECTION_HORIZON\nseven\n"])
def test_a_bad_file_is_one_line_and_exit_2(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    instance = tmp_path / "bad.txt"
    instance.write_bytes(content)
    assert main(["solve", str(instance), "--out", str(tmp_path / "out.csv")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: ")
    assert " line " in err
    assert err.count("\n") == 1


def test_a_missing_file_is_one_line_and_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "none.txt"), str(tmp_path / "none.csv")]) == 2
    assert capsys.readouterr().err == f"error: {tmp_path / 'none.txt'}: No such file or directory\n"


@pytest.mark.parametrize(
    ("out", "says"),
    [("missing/rota.csv", "there is no folder"), ("", "Is a directory"), ("tiny.txt", "the problem is in")],
)
def test_an_answer_that_could_not_be_written_is_not_searched_for(
    out: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    instance = tmp_path / "tiny.txt"
    instance.write_text(TINY, encoding="utf-8")
    monkeypatch.delattr("rostering.solver.__main__.solve")
    assert main(["solve", str(instance), "--out", str(tmp_path / out)]) == 2
    assert capsys.readouterr().err.startswith(f"error: {tmp_path / out}: {says}")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--seconds", "0"], "--seconds: must be more than 0 and finite"),
        (["--seconds", "nan"], "--seconds: must be more than 0 and finite"),
        (["--seconds", "soon"], "--seconds: must be a number, not 'soon'"),
        (["--workers", "0"], "--workers: must be 1 or more"),
        (["--workers", "1.5"], "--workers: must be a whole number, not '1.5'"),
        (["--seed", "-1"], "--seed: must be 0 or more"),
        (["--gap", "2"], "--gap: must be 0 to 1"),
    ],
)
def test_an_option_out_of_range_is_named(
    options: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["solve", "tiny.txt", "--out", "rota.csv", *options])
    assert caught.value.code == 2
    assert f"argument {says}\n" in capsys.readouterr().err


def test_what_is_no_address_of_a_cluster_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    instance = tmp_path / "tiny.txt"
    instance.write_text(TINY, encoding="utf-8")
    command = ["solve", str(instance), "--cluster", "nonsense", "--out", str(tmp_path / "rota.csv")]
    assert main(command) == 2
    assert capsys.readouterr().err.startswith("error: nonsense: no address of a scheduler")


@pytest.mark.skipif(not BENCHMARKS.is_dir(), reason="the public benchmarks are not beside the project")
@pytest.mark.parametrize(("name", "optimum", "seconds"), [("Instance1", 607, 5), ("Instance2", 828, 60)])
def test_public_optima_are_proven_and_the_referee_agrees(
    name: str, optimum: int, seconds: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    instance, roster = BENCHMARKS / "curtois" / f"{name}.txt", tmp_path / "roster.csv"
    arguments = ["solve", str(instance), "--seconds", str(seconds), "--workers", "1", "--out", str(roster)]
    assert main(arguments) == 0
    summary = json.loads(capsys.readouterr().out)
    assert (summary["status"], summary["cost"], summary["bound"]) == ("optimal", optimum, optimum)
    judge = [sys.executable, str(BENCHMARKS / "judge_curtois.py"), str(instance), str(roster)]
    told = subprocess.run(judge, capture_output=True, text=True, check=True)
    assert (json.loads(told.stdout)["feasible"], json.loads(told.stdout)["cost"]) == (True, optimum)


def test_the_library_needs_neither_web_nor_database() -> None:
    code = (
        "import sys; import rostering.solver, rostering.formats, rostering.checker;"
        "wrong = {'flask', 'sqlalchemy', 'ortools'} & set(sys.modules); sys.exit(str(wrong) if wrong else 0)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=TOP, check=True)
