"""What a run leaves behind is read again, also when it was killed in the middle of a line."""

from __future__ import annotations

from pathlib import Path

from benchmarks import records
from benchmarks.tape import EVENTS, ROSTER, Tape, hear
from tests.unit.benchmarks.runs import measured


def test_costs_are_kept_and_close_bounds_are_not(tmp_path: Path) -> None:
    with Tape(tmp_path) as tape:
        tape.tell(50, 10, "roster")
        tape.tell(50, 11)
        tape.tell(40, 12)
        tape.end("feasible", 13, "diving")
    heard = hear(tmp_path)
    assert [point[1:] for point in heard.trace] == [(50, 10), (40, 12)]
    assert (heard.status, heard.bound, heard.phase) == ("feasible", 13, "diving")
    assert (tmp_path / ROSTER).read_text(encoding="utf-8") == "roster"


def test_a_killed_run_counts_with_what_it_had(tmp_path: Path) -> None:
    with Tape(tmp_path) as tape:
        tape.tell(50, 10)
    with (tmp_path / EVENTS).open("a", encoding="utf-8") as file:
        file.write('{"poi')
    heard = hear(tmp_path)
    assert (heard.status, heard.bound, len(heard.trace)) == ("killed", 10, 1)


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    runs = [measured(), measured("cp-sat", cost=None, trace=((1.0, None, 3),), figures={"changes": 2})]
    for run in runs:
        records.append(run, tmp_path)
    assert records.read(tmp_path) == runs
