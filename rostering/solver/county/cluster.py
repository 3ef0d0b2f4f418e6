"""An executor on other machines: the workers of a Dask cluster, by its address."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager


@contextmanager
def connected(address: str) -> Iterator[Executor]:
    """Return an executor that runs tasks on the workers of a Dask scheduler, inside a `with` block.

    Parameters
    ----------
    address : str
        Of the scheduler, for example ``"tcp://10.0.0.5:8786"``. Its workers need this library installed, and
        one thread each.

    Raises
    ------
    OSError
        When it is no address, nobody answers there, or ``distributed`` is not installed.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise OSError("a cluster needs distributed, which comes with the extra `cluster`") from error
    try:
        client = Client(address)
    except ValueError as error:
        raise OSError(f"no address of a scheduler: {error}") from error
    with client:
        yield client.get_executor(pure=False)
