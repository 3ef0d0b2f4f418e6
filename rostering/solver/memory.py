"""How much memory this process has had."""

from __future__ import annotations

import sys


def memory_mb() -> int:
    """Return the most memory this process has had, in MB; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)
