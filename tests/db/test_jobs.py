"""The queue hands out each job once, and a worker that was thought dead cannot finish it."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from sqlalchemy.orm import Session

from workforce.core import clock, jobs


def test_a_job_is_handed_out_once(session: Session) -> None:
    """The second worker finds nothing."""
    jobs.enqueue(session, "solve", {"run_id": 1})
    first = jobs.claim(session)
    assert first is not None and first.payload == {"run_id": 1}
    assert jobs.claim(session) is None


def test_an_abandoned_job_is_taken_again(session: Session) -> None:
    """When the lease has run out another worker gets the job, with a higher fencing token."""
    jobs.enqueue(session, "solve", {})
    first = jobs.claim(session)
    with time_machine.travel(clock.now() + jobs.LEASE + timedelta(seconds=1), tick=False):
        second = jobs.claim(session)
    assert first is not None and second is not None
    assert second.attempt == first.attempt + 1
    assert not jobs.finish(session, first)
    assert jobs.finish(session, second)


def test_a_job_is_given_up_after_three_faults(session: Session) -> None:
    """A job that always fails does not come back for ever."""
    jobs.enqueue(session, "solve", {})
    for _ in range(jobs.ATTEMPTS_MAX):
        held = jobs.claim(session)
        assert held is not None
        jobs.retry_or_fail(session, held, "boom")
    assert jobs.claim(session) is None
