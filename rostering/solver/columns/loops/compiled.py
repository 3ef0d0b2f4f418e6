"""Compiles the inner loops, and keeps them compiled for as long as their sources stay as they are.

What Numba keeps of a function it throws away when the file of that function changes, but not when a function
that it calls does, in another file. So all that is compiled lies in this package, and what becomes of it is
kept in a folder named after all its sources.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

import numba.core.config
from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])


def _folder() -> str:
    """Return a folder that can be written, beside the sources or else the user's; empty if none can be."""
    here = Path(__file__).parent
    mark = blake2b(b"".join(source.read_bytes() for source in sorted(here.glob("*.py"))), digest_size=6)
    for place in (here / "__pycache__", Path.home() / ".cache" / "rostering"):
        folder = place / f"compiled-{mark.hexdigest()}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return str(folder)
    return ""


FOLDER = _folder()


def compiled(function: Function) -> Function:
    """Return the function compiled, once for all processes; other threads are free to run meanwhile."""
    settings: Any = numba.core.config
    theirs = settings.CACHE_DIR
    settings.CACHE_DIR = theirs or FOLDER
    try:
        done: Any = njit(function, cache=bool(settings.CACHE_DIR), nogil=True)
    finally:
        settings.CACHE_DIR = theirs
    return done  # type: ignore[no-any-return]
