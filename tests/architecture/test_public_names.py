"""What the solver's library publishes says what it takes, gives back and raises."""

from __future__ import annotations

import dataclasses
import inspect
import re
from enum import Enum
from types import ModuleType

import pytest

from rostering import checker, formats, problem, solver
from rostering.solver import repair

PUBLIC = [
    pytest.param(getattr(module, name), id=f"{module.__name__}.{name}")
    for module, names in (
        (problem, problem.__all__),
        (solver, solver.__all__),
        (repair, repair.__all__),
        (formats, formats.__all__),
        (checker, ("check",)),
    )
    for name in names
    if callable(getattr(module, name)) and not isinstance(getattr(module, name), ModuleType)
]


def taken(published: object) -> list[str]:
    """Return the names of what a class or function is called with."""
    if dataclasses.is_dataclass(published):
        return [one.name for one in dataclasses.fields(published) if one.init]
    assert callable(published)
    return list(inspect.signature(published).parameters)


@pytest.mark.parametrize("published", PUBLIC)
def test_it_says_what_it_takes_and_gives_back(published: type) -> None:
    words = inspect.getdoc(published) or ""
    if isinstance(published, type) and issubclass(published, Enum):
        assert words
        return
    asked = words.partition("Parameters\n----------\n")[2].partition("\n\n")[0]
    assert [name for name in taken(published) if not re.search(rf"\b{name}\b", asked)] == []
    assert isinstance(published, type) or "Returns\n-------\n" in words


@pytest.mark.parametrize("published", [one for one in PUBLIC if inspect.isfunction(one.values[0])])
def test_it_says_what_it_raises(published: object) -> None:
    raises = re.search(r"\braise ", inspect.getsource(published))  # type: ignore[arg-type]
    assert not raises or "Raises\n------\n" in (inspect.getdoc(published) or "")
