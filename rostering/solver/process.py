"""This process of Python: how much memory it has had, and how another like it is started."""

from __future__ import annotations

import os
import sys


def memory_mb() -> int:
    """Return the most memory this process has had, in MB; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)


def environment() -> dict[str, str]:
    """Return the environment in which another Python finds the modules that this one does."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)}
