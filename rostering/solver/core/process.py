"""This process: its memory, the environment for starting another, and the streams to its parent."""

from __future__ import annotations

import os
import signal
import sys
from typing import BinaryIO


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


def take_standard_streams() -> tuple[BinaryIO, BinaryIO]:
    """Return standard input and output for messages alone; whatever is printed goes to standard error."""
    # Ctrl-C in a terminal reaches the whole group; who started this process decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(2 if sys.stderr else nowhere, 1)
    return incoming, outgoing
