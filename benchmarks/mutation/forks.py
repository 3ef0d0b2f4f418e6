"""Work done in forked processes, each with a time limit of its own, a few at a time.

A process that is forked has all that its parent has imported and collected, which is most of a test's time.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class TimeIsOver(Exception):
    """A process took longer than it may, and was ended."""


class Fault(Exception):
    """A process ended without an answer; the message says how."""


@dataclass(frozen=True, slots=True)
class Task(Generic[T]):
    """What is done in a process: ``subject`` is for whoever asked for it, 0 ``seconds`` mean no limit."""

    subject: T
    work: Callable[[], Any]
    seconds: float = 0


def answer(task: Task[Any]) -> Any:
    """Do one piece of work in a process and return its answer.

    Raises
    ------
    TimeIsOver, Fault
        As `answers` gives them.
    """
    ((_, result),) = answers([task], 1)
    if isinstance(result, Exception):
        raise result
    return result


def answers(tasks: Iterable[Task[T]], processes: int) -> Iterator[tuple[T, Any]]:
    """Yield the subject and the answer of each task as it ends: `TimeIsOver` or `Fault` where it has none."""
    waiting, running = iter(tasks), dict[Connection, tuple[Task[T], int]]()
    try:
        while True:
            while len(running) < processes and (task := next(waiting, None)):
                connection, pid = _start(task)
                running[connection] = task, pid
            if not running:
                return
            for ready in wait(list(running)):
                assert isinstance(ready, Connection)
                task, pid = running.pop(ready)
                yield task.subject, _answer(ready, pid)
    finally:
        for connection, (_, pid) in running.items():
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            connection.close()


def _start(task: Task[Any]) -> tuple[Connection, int]:
    reader, writer = Pipe(duplex=False)
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        writer.close()
        return reader, pid
    try:
        signal.setitimer(signal.ITIMER_REAL, task.seconds)  # its default action ends the process
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        writer.send(task.work())
    except BaseException as error:
        writer.send(Fault(repr(error)))
    finally:
        os._exit(0)


def _answer(connection: Connection, pid: int) -> Any:
    with connection:
        try:
            return connection.recv()
        except EOFError:
            pass
        finally:
            _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return TimeIsOver() if number == signal.SIGALRM else Fault(signal.Signals(number).name)
    return Fault(f"exit status {os.waitstatus_to_exitcode(status)}")
