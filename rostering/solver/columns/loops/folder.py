"""The folder in which compiled loops are kept. Nothing here loads Numba.

Numba compiles a kept function anew when its own file changes, but not when a function that it calls in
another file does. So all that is compiled lies in this package, and compiled code is kept in a folder named
after all sources of the package.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path


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
