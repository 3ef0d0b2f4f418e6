"""Executors elsewhere: the workers of a Dask cluster, by its address."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager


@contextmanager
def connected(address: str) -> Iterator[Executor]:
    """Return an executor that runs tasks on the workers of a Dask scheduler, for as long as it is needed.

    Parameters
    ----------
    address : str
        Of the scheduler, for example ``"tcp://10.0.0.5:8786"``. Its workers need this library installed, and
        one thread each.

    Raises
    ------
    OSError
        When nobody answers at the address, or ``distributed`` is not installed.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise OSError("a cluster needs distributed, which comes with the extra `cluster`") from error
    with Client(address) as client:  # type: ignore[no-untyped-call]
        yield client.get_executor(pure=False)
