"""The benchmarks' command line: everything when nothing is named, and nothing by a wrong name."""

from __future__ import annotations

import pytest

from benchmarks import records
from benchmarks.__main__ import main


@pytest.fixture(autouse=True)
def _nothing_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "read", list)


def test_without_a_name_every_suite_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list", "--limits", "5", "--seeds", "3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    ours = [line for line in lines if line.split()[0] == "teams" and line.split()[2] == "ours"]
    assert len(ours) == 12
    assert all(line.endswith(" 5 s, seed 3") for line in ours)
    assert lines[-1].endswith(" hours at most")


def test_one_instance_of_one_suite_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    chosen = ["--instances", "team20-1", "--solvers", "ours", "--limits", "36", "--seeds", "0"]
    assert main(["teams", "--list", *chosen]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "teams     team20-1               ours      36 s, seed 0",
        "0.0 hours at most",
    ]


def test_a_wrong_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["team"])
    assert refused.value.code == 2
    assert "there is no 'team'" in capsys.readouterr().err
