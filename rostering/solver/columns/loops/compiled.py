"""Compiles the inner loops with Numba, and keeps them compiled for as long as their sources stay the same.

Numba compiles a kept function anew when its own file changes, but not when a function that it calls in
another file does. So all that is compiled lies in this package, and compiled code is kept in a folder named
after all sources of the package.
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
    package = Path(__file__).parent
    sources = b"".join(source.read_bytes() for source in sorted(package.glob("*.py")))
    digest = blake2b(sources, digest_size=6).hexdigest()
    for parent in (package / "__pycache__", Path.home() / ".cache" / "rostering"):
        folder = parent / f"compiled-{digest}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return str(folder)
    return ""


FOLDER = _folder()


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
