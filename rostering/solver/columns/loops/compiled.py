"""Compiles the inner loops with Numba, and keeps them compiled for as long as their sources stay the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numba.core.config
from numba import njit

from rostering.solver.columns.loops.folder import FOLDER

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Return the function compiled, once for all processes; it lets other threads run meanwhile."""
    config: Any = numba.core.config
    folder_before = config.CACHE_DIR
    config.CACHE_DIR = folder_before or FOLDER
    try:
        dispatcher: Any = njit(function, cache=bool(config.CACHE_DIR), nogil=True)
    finally:
        config.CACHE_DIR = folder_before
    return dispatcher  # type: ignore[no-any-return]
