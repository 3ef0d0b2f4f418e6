"""Hours, breaks, reviews and plans: what is kept, what is refused, and what the board makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from competences.apprenticeships import queries, services
from competences.apprenticeships.models import Apprenticeship, EnglishMaths, Party
from competences.apprenticeships.queries import Progress
from competences.apprenticeships.rules import PaceState
from competences.frameworks.models import CompetenceKind, Extent
from tests.factories import Factory, actor
from workforce.core import clock
from workforce.core.access import Actor, Role
from workforce.core.errors import Conflict, Invalid, NotFound
from workforce.organisations.models import Organisation

HOUR = 60


@pytest.fixture
def employer(make: Factory) -> Organisation:
    return make.organisation()


@pytest.fixture
def coordinator(employer: Organisation) -> Actor:
    return actor(Role.COORDINATOR, organisation_id=employer.id)


@pytest.fixture
def apprentice(make: Factory, employer: Organisation) -> Apprenticeship:
    """A year that began half a year ago."""
    today = clock.today()
    return make.apprenticeship(
        employer, started_on=today - timedelta(days=182), planned_end_on=today + timedelta(days=182)
    )


def own(apprentice: Apprenticeship) -> Actor:
    return replace(actor(), person_id=apprentice.person_id, name="Jess")


def progress(session: Session, apprentice: Apprenticeship) -> Progress:
    return queries.progress_unscoped(session, [apprentice], clock.today())[apprentice.id]


def log(session: Session, who: Actor, apprentice: Apprenticeship, days_ago: int = 1) -> None:
    on_day = clock.today() - timedelta(days=days_ago)
    services.log_learning(session, who, apprentice, on_day, 2 * HOUR, "Study")


def test_own_hours_count_once_the_employer_confirms(
    session: Session, apprentice: Apprenticeship, coordinator: Actor
) -> None:
    log(session, own(apprentice), apprentice)
    found = progress(session, apprentice)
    assert (found.pace.done_min, found.waiting_min) == (0, 2 * HOUR)
    services.confirm_learning(session, coordinator, queries.entries_unscoped(session, apprentice.id)[0].id)
    found = progress(session, apprentice)
    assert (found.pace.done_min, found.waiting_min) == (2 * HOUR, 0)


def test_hours_of_the_coordinator_count_at_once(
    session: Session, apprentice: Apprenticeship, coordinator: Actor
) -> None:
    log(session, coordinator, apprentice)
    assert progress(session, apprentice).pace.done_min == 2 * HOUR


@pytest.mark.parametrize(
    ("days_ago", "words"), [(-1, "today or in the past"), (183, "on or after the start")]
)
def test_hours_lie_between_the_start_and_today(
    session: Session, apprentice: Apprenticeship, coordinator: Actor, days_ago: int, words: str
) -> None:
    with pytest.raises(Invalid, match=words):
        log(session, coordinator, apprentice, days_ago)


def test_no_hours_in_a_break(session: Session, apprentice: Apprenticeship, coordinator: Actor) -> None:
    today = clock.today()
    rest = services.start_break(session, coordinator, apprentice, today - timedelta(days=10), "Illness", None)
    assert progress(session, apprentice).pace.state is PaceState.BREAK
    with pytest.raises(Invalid, match="in a break in learning"):
        log(session, coordinator, apprentice)
    services.end_break(session, coordinator, rest.id, today - timedelta(days=3))
    log(session, coordinator, apprentice)


def test_breaks_do_not_overlap_and_end_after_they_began(
    session: Session, apprentice: Apprenticeship, coordinator: Actor
) -> None:
    today = clock.today()
    rest = services.start_break(session, coordinator, apprentice, today, "Illness", None)
    with pytest.raises(Conflict, match="already"):
        services.start_break(session, coordinator, apprentice, today + timedelta(days=9), "Illness", None)
    with pytest.raises(Invalid, match="on or after the first"):
        services.end_break(session, coordinator, rest.id, today - timedelta(days=1))


def test_a_review_needs_three_signatures_each_from_its_own_hand(
    session: Session, apprentice: Apprenticeship, coordinator: Actor
) -> None:
    review = services.record_review(
        session, coordinator, apprentice, clock.today(), clock.today(), "More wound care"
    )
    services.sign_review(session, own(apprentice), review, apprentice, Party.APPRENTICE, "Jess")
    services.sign_review(session, coordinator, review, apprentice, Party.EMPLOYER, "Moira")
    for who, party in ((coordinator, Party.APPRENTICE), (own(apprentice), Party.PROVIDER)):
        with pytest.raises(NotFound):
            services.sign_review(session, who, review, apprentice, party, "Somebody")
    with pytest.raises(Conflict, match="signed this review already"):
        services.sign_review(session, coordinator, review, apprentice, Party.EMPLOYER, "Moira")
    services.sign_review(session, coordinator, review, apprentice, Party.PROVIDER, "Weymouth College")
    assert {item.party for item in review.signatures} == set(Party)


def test_a_review_moves_the_next_one(
    session: Session, apprentice: Apprenticeship, coordinator: Actor
) -> None:
    late = progress(session, apprentice)
    assert late.review_late_days == 182 - 84
    services.record_review(session, coordinator, apprentice, clock.today(), late.review_due_on, "")
    assert progress(session, apprentice).review_due_on == clock.today() + timedelta(days=84)
    with pytest.raises(Conflict):
        services.record_review(session, coordinator, apprentice, clock.today(), late.review_due_on, "")


def test_who_started_under_19_cannot_opt_out_of_english_and_maths(
    session: Session, make: Factory, employer: Organisation, coordinator: Actor
) -> None:
    young = make.person(born_on=date(2009, 1, 1))
    standard = make.standard()
    plan = services.Plan(date(2027, 9, 1), 2250, 0, EnglishMaths.OPTED_OUT)
    with pytest.raises(Invalid, match="must be passed") as refused:
        services.add_apprenticeship(
            session, coordinator, employer.id, young, standard.id, employer.id, date(2026, 9, 1), plan
        )
    assert refused.value.field == "english_maths"
    begun = services.add_apprenticeship(
        session,
        coordinator,
        employer.id,
        young,
        standard.id,
        employer.id,
        date(2026, 9, 1),
        replace(plan, english_maths=EnglishMaths.STUDYING),
    )
    assert queries.apprenticeships_in_reach(session, coordinator) == [begun]


def test_a_coordinator_sees_only_their_own_employer(
    session: Session, make: Factory, apprentice: Apprenticeship, coordinator: Actor
) -> None:
    make.apprenticeship()
    assert queries.apprenticeships_in_reach(session, coordinator) == [apprentice]
    assert len(queries.apprenticeships_in_reach(session, actor(Role.COORDINATOR))) == 2


def test_a_sign_off_meets_an_item_in_full_or_gives_some_evidence(
    session: Session, make: Factory, employer: Organisation
) -> None:
    items = make.framework(code="ST9")
    first, second, third = (
        make.competence(items, code=f"ST9.K{number}", level="K", kind=CompetenceKind.KSB)
        for number in (1, 2, 3)
    )
    skill = make.competence(title="Vital signs")
    make.equivalence(skill, first)
    make.equivalence(skill, second, extent=Extent.KNOWLEDGE_ONLY)
    apprentice = make.apprenticeship(employer, standard=make.standard(framework_id=items.id))
    make.sign_off(skill, apprentice.person)
    found = progress(session, apprentice)
    assert [item.state for item in found.ksbs] == ["met", "some", "none"]
    assert (found.ksbs_met, found.ksbs[1].why, third.code) == (1, "Some evidence: Vital signs", "ST9.K3")


def test_the_board_needs_the_same_queries_for_one_and_for_many(
    session: Session, make: Factory, employer: Organisation, coordinator: Actor
) -> None:
    def queries_of_the_board() -> int:
        session.expire_all()
        statements: list[str] = []
        bind = session.get_bind()
        listener = lambda *arguments: statements.append(arguments[2])  # noqa: E731
        event.listen(bind, "before_cursor_execute", listener)
        found = queries.apprenticeships_in_reach(session, coordinator)
        queries.progress_unscoped(session, found, clock.today())
        event.remove(bind, "before_cursor_execute", listener)
        return len(statements)

    make.apprenticeship(employer)
    one = queries_of_the_board()
    for _ in range(5):
        make.learning(make.apprenticeship(employer), 3)
    assert queries_of_the_board() == one <= 6
