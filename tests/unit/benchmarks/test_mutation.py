"""The mutation run: which faults are planted, how a test meets them, and what is told of them."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path

import pytest

from benchmarks.mutation import records, report
from benchmarks.mutation.__main__ import main
from benchmarks.mutation.forks import Fault, Task, TimeIsOver, answer
from benchmarks.mutation.mutants import Mutant, mutants
from benchmarks.mutation.records import Result, Target, key_of
from benchmarks.mutation.running import run

CODE = """
LEAST = 3

def enough(days):
    if days >= LEAST:
        return True
    return False

def needless(days):
    return max(days, days)

MOST = 9
"""
TESTS = """
from thing import MOST, enough, needless

def test_enough():
    assert enough(3)
    assert not enough(2)

def test_needless():
    assert needless(1) == 1

def test_most():
    assert MOST == 9
"""


def changes(source: str) -> list[str]:
    return [mutant.change for mutant in mutants("thing.py", source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", ["a < b => a <= b", "a < b => a >= b"]),
        ("a == b", ["a == b => a != b"]),
        ("a not in b", ["a not in b => a in b"]),
        ("a + b", ["a + b => a - b"]),
        ("a // b", ["a // b => a * b"]),
        ("a += b", ["a += b => a -= b", "a += b => pass"]),
        ("a or b", ["a or b => a and b", "a or b => b", "a or b => a"]),
        ("not a", ["not a => a"]),
        ("x = -a", ["-a => a"]),
        ("x = 7", ["7 => 8", "7 => 6"]),
        ("x = True", ["True => False"]),
        ("min(a)", ["min(a) => pass", "min(a) => max(a)"]),
        ("x = any(a)", ["any(a) => all(a)"]),
        ("if a: x", ["a => not a"]),
        ("x = [a for a in b if c]", ["c => not c"]),
        ("raise a", ["raise a => pass"]),
        ("f(a)", ["f(a) => pass"]),
        ("def f():\n    return a", ["return a => return None"]),
        ("def f():\n    return ''", ["return '' => return 'mutated'"]),
        ("while a:\n    continue", ["a => not a", "continue => break"]),
    ],
)
def test_faults_are_those_a_person_might_make(source: str, expected: list[str]) -> None:
    assert changes(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "x = 'text'",
        "x: Literal[3]",
        "def f(a: Literal[3]) -> Literal[4]: pass",
        "@cache(3)\ndef f(): pass",
        "class A(B[3], more=True): pass",
        "X: TypeAlias = a | b",
        "for a in zip(b, c, strict=True): pass",
        "if TYPE_CHECKING: f(3)",
        "def f():\n    return None",
    ],
)
def test_what_no_test_could_notice_is_left_alone(source: str) -> None:
    assert changes(source) == []


def test_a_mutant_is_named_by_its_function_and_line_and_told_apart_from_one_like_it() -> None:
    source = "class A:\n    @property\n    def f(self, b=5):\n        return g(0, 0)\n"
    found = [(one.function, one.first_line, one.text, one.change) for one in mutants("thing.py", source)]
    assert found == [
        ("", 0, "def f(self, b=5):", "5 => 6"),
        ("", 0, "def f(self, b=5):", "5 => 4"),
        ("A.f", 2, "return g(0, 0)", "return g(0, 0) => return None"),
        ("A.f", 2, "return g(0, 0)", "0 => 1"),
        ("A.f", 2, "return g(0, 0)", "0 => -1"),
        ("A.f", 2, "return g(0, 0)", "0 => 1 (2)"),
        ("A.f", 2, "return g(0, 0)", "0 => -1 (2)"),
    ]


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Target:
    """Return a module and its tests in a folder of their own."""
    monkeypatch.setattr(records, "TOP", tmp_path)
    monkeypatch.setattr(records, "KEPT", tmp_path / "var" / "mutants.jsonl")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    records.source.cache_clear()
    records.check_sum.cache_clear()
    (tmp_path / "thing.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "test_thing.py").write_text(TESTS, encoding="utf-8")
    return Target(("thing.py",), ("test_thing.py",))


@pytest.mark.slow
def test_each_mutant_meets_its_tests_and_no_file_is_touched(target: Target, tmp_path: Path) -> None:
    all_mutants = mutants("thing.py", CODE)
    answer(Task("", lambda: run(all_mutants, target, 2, lambda result: records.append(result, records.KEPT))))
    results = {result.change: result for result in records.read(records.KEPT).values()}
    assert len(results) == len(all_mutants) == 12
    assert {change for change, result in results.items() if result.became == records.SURVIVED} == {
        "max(days, days) => min(days, days)",
        "return False => return None",
    }
    assert results["3 => 4"].test == "test_thing.py::test_enough"  # at import
    assert results["9 => 8"].test == "test_thing.py::test_most"  # which reaches no line of it
    assert results["days >= LEAST => days > LEAST"].test == "test_thing.py::test_enough"
    assert (tmp_path / "thing.py").read_text(encoding="utf-8") == CODE
    assert all(records.stands(result, target) for result in results.values())


def test_tests_that_fail_without_a_mutant_are_refused(target: Target, tmp_path: Path) -> None:
    (tmp_path / "test_thing.py").write_text("def test_wrong():\n    assert False\n", encoding="utf-8")
    with pytest.raises(Fault, match="test_wrong fails without a mutant"):
        answer(Task("", lambda: run(mutants("thing.py", CODE), target, 1, print)))


def test_a_result_stands_until_what_it_depends_on_changes(target: Target, tmp_path: Path) -> None:
    mutant = mutants("thing.py", CODE)[0]
    killed = records.result_of(mutant, records.KILLED, "test_thing.py::test_enough", target)
    late = records.result_of(mutant, records.TIMED_OUT, "", target)
    survived = records.result_of(mutant, records.SURVIVED, "", target)
    (tmp_path / "test_thing.py").write_text(TESTS + "#", encoding="utf-8")
    records.source.cache_clear()
    records.check_sum.cache_clear()
    assert [records.stands(result, target) for result in (killed, late, survived)] == [False, True, False]
    (tmp_path / "thing.py").write_text(CODE + "#", encoding="utf-8")
    records.source.cache_clear()
    records.check_sum.cache_clear()
    assert not records.stands(late, target)


def test_a_process_that_takes_too_long_is_ended() -> None:
    with pytest.raises(TimeIsOver):
        answer(Task("", lambda: time.sleep(60), seconds=0.05))
    with pytest.raises(Fault, match="exit status 3"):
        answer(Task("", lambda: os._exit(3)))
    with pytest.raises(Fault, match="ZeroDivisionError"):
        answer(Task("", lambda: 1 // 0))


def results_of(became: dict[Mutant, str]) -> dict[records.Key, Result]:
    target = Target(("thing.py",), ())
    results = [records.result_of(mutant, word, "", target) for mutant, word in became.items()]
    return {result.key: result for result in results}


def test_the_table_counts_what_was_caught_and_shows_what_was_missed(target: Target, tmp_path: Path) -> None:
    first, second, third, fourth = mutants("thing.py", CODE)[:4]
    results = results_of(
        {first: records.KILLED, second: records.TIMED_OUT, third: records.SURVIVED, fourth: records.SURVIVED}
    )
    explained = {key_of(third): "a reason"}
    counted = report.count(mutants("thing.py", CODE)[:5], results, explained)
    assert counted.row("thing.py") == "| thing.py | 5 | 2 | 1 | 1 | 1 | 75.0 % |"
    report.write({"thing.py": counted}, date(2027, 1, 4), tmp_path / "table.md")
    lines = (tmp_path / "table.md").read_text(encoding="utf-8").splitlines()
    assert "Written on 2027-01-04 by `python -m benchmarks.mutation`." in lines
    assert "| **all** | 5 | 2 | 1 | 1 | 1 | 75.0 % |" in lines
    assert lines[-3:] == ["thing.py:5: if days >= LEAST:", "    days >= LEAST => days < LEAST", "```"]


def test_an_equivalent_that_a_test_kills_or_that_is_no_mutant_is_told(target: Target) -> None:
    first, second, *_ = mutants("thing.py", CODE)
    results = results_of({first: records.KILLED, second: records.SURVIVED})
    explained = [key_of(first), key_of(second), ("thing.py", "enough", "gone", "1 => 2")]
    assert list(report.wrongly_explained([first, second], results, explained)) == [
        "not equivalent, killed: thing.py, at import: 'LEAST = 3', 3 => 4",
        "no such mutant: thing.py, enough: 'gone', 1 => 2",
    ]


def test_all_that_is_named_in_our_own_lists_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    """Targets name files and tests that exist, and equivalents mutants that exist."""
    assert main(["--list"]) == 0
    assert "no such mutant" not in capsys.readouterr().out
