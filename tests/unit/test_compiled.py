"""What is compiled is kept apart for each version of all sources."""

from __future__ import annotations

from pathlib import Path

from rostering.solver.columns.compiled import FOLDER, SOURCES


def test_every_source_that_is_compiled_names_the_folder() -> None:
    folder = Path(__file__).parents[2] / "rostering" / "solver" / "columns"
    users = {file.stem for file in folder.glob("*.py") if "\n@compiled\n" in file.read_text(encoding="utf-8")}
    assert users == set(SOURCES)


def test_nothing_is_compiled_past_the_folder() -> None:
    root = Path(__file__).parents[2] / "rostering"
    users = {file.name for file in root.rglob("*.py") if "import njit" in file.read_text(encoding="utf-8")}
    assert users == {"compiled.py"}


def test_the_folder_exists() -> None:
    assert Path(FOLDER).is_dir()
