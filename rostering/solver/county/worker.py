"""A process of a `WorkerPool`: ``python -m rostering.solver.county.worker``, started by the pool alone.

Tasks are read from standard input and answers written to what was standard output; whatever a task prints
goes to standard error. When the pool is gone, input ends, and so does this process.
"""

from __future__ import annotations

import os
import pickle
import threading
from queue import SimpleQueue
from typing import Any, BinaryIO

from rostering.solver.core.process import memory_mb, take_standard_streams


def _run_task(packed: bytes) -> bytes:
    """Run a task; return whether it succeeded, its result or its error, and the peak memory, pickled."""
    try:
        function, arguments, named = pickle.loads(packed)
        answer = True, function(*arguments, **named)
    except Exception as error:
        answer = False, error
    return pickle.dumps((*answer, memory_mb()), pickle.HIGHEST_PROTOCOL)


def _listen(incoming: BinaryIO, tasks: SimpleQueue[Any]) -> None:
    """Put tasks into a queue; when the input ends, end the process, whatever it is doing."""
    while True:
        try:
            tasks.put(pickle.load(incoming))
        except EOFError:
            os._exit(0)


def main() -> None:
    """Take the standard streams for tasks, and run one after another."""
    incoming, outgoing = take_standard_streams()
    tasks: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(incoming, tasks), daemon=True).start()
    while True:
        answer = _run_task(tasks.get())
        try:
            outgoing.write(answer)
            outgoing.flush()
        except BrokenPipeError:
            os._exit(0)


if __name__ == "__main__":
    main()
