"""Who may sign off what; each refusal says what is missing."""

from __future__ import annotations

from datetime import date

from competences.assessments.rules import Right, may_sign_off, still_to_see
from workforce.readiness.evidence import Evidence, EvidenceKind

TODAY = date(2026, 11, 22)
RIGHT = Right(organisation_id=7, valid_from=date(2024, 1, 1), valid_until=None)


def held(until: date | None = None) -> Evidence:
    return Evidence(EvidenceKind.COMPETENCE, "county.insulin", "Insulin", date(2026, 1, 1), until)


def test_who_holds_it_and_has_the_right_may() -> None:
    permit = may_sign_off("Insulin", [RIGHT], [held()], TODAY)
    assert permit.given
    assert (permit.organisation_id, permit.until) == (7, None)


def test_leave_lasts_to_the_earlier_end_of_right_and_competence() -> None:
    right = Right(7, date(2024, 1, 1), date(2027, 3, 1))
    assert may_sign_off("Insulin", [right], [held(date(2027, 5, 14))], TODAY).until == date(2027, 3, 1)
    assert may_sign_off("Insulin", [RIGHT], [held(date(2027, 5, 14))], TODAY).until == date(2027, 5, 14)


def test_nobody_signs_off_themselves() -> None:
    refusal = may_sign_off("Insulin", [RIGHT], [held()], TODAY, oneself=True).refusal
    assert refusal == "You cannot sign off yourself. Ask another assessor to watch you."


def test_without_a_right_there_where_the_person_works() -> None:
    refusal = may_sign_off("Insulin", [], [held()], TODAY).refusal
    assert "You do not have the right to assess “Insulin” where this person works" in refusal


def test_a_right_that_has_ended_says_when() -> None:
    ended = Right(7, date(2024, 1, 1), date(2026, 11, 21))
    refusal = may_sign_off("Insulin", [ended], [held()], TODAY).refusal
    assert "ended on 21 November 2026" in refusal
    assert may_sign_off("Insulin", [Right(7, date(2024, 1, 1), TODAY)], [held()], TODAY).given


def test_a_right_that_has_not_begun_says_when() -> None:
    later = Right(7, date(2026, 12, 1), None)
    assert "begins on 1 December 2026" in may_sign_off("Insulin", [later], [held()], TODAY).refusal


def test_what_one_does_not_hold_one_does_not_sign() -> None:
    refusal = may_sign_off("Insulin", [RIGHT], [], TODAY).refusal
    assert refusal == "You do not hold “Insulin” yourself. Ask somebody who does to sign off this person."


def test_what_has_run_out_says_when() -> None:
    refusal = may_sign_off("Insulin", [RIGHT], [held(date(2026, 11, 21))], TODAY).refusal
    assert refusal == "Your own “Insulin” ran out on 21 November 2026. Have it signed off again first."


def test_the_items_of_an_apprenticeship_are_judged_and_not_held() -> None:
    assert may_sign_off("K1", [RIGHT], None, TODAY).given


def test_steps_left_stay_in_their_order() -> None:
    assert still_to_see(["ask", "check", "give"], ["check"]) == ["ask", "give"]


def test_of_several_rights_the_one_that_lasts_longest_counts() -> None:
    endless, shorter = RIGHT, Right(8, date(2024, 1, 1), date(2027, 3, 1))
    for rights in ([endless, shorter], [shorter, endless]):
        permit = may_sign_off("Insulin", rights, [held()], TODAY)
        assert (permit.organisation_id, permit.until) == (7, None)
    longer = Right(9, date(2024, 1, 1), date(2027, 3, 2))
    permit = may_sign_off("Insulin", [longer, shorter], None, TODAY)
    assert (permit.organisation_id, permit.until) == (9, date(2027, 3, 2))


def test_of_what_is_held_twice_the_longer_counts() -> None:
    twice = [held(date(2027, 5, 14)), held(date(2027, 3, 1))]
    assert may_sign_off("Insulin", [RIGHT], twice, TODAY).until == date(2027, 5, 14)
    assert may_sign_off("Insulin", [RIGHT], [held(date(2027, 5, 14)), held()], TODAY).until is None


def test_a_right_counts_from_its_first_day() -> None:
    assert may_sign_off("Insulin", [Right(7, TODAY, None)], [held()], TODAY).given
    assert not may_sign_off("Insulin", [Right(7, date(2026, 11, 23), None)], [held()], TODAY).given


def test_a_refusal_tells_the_right_that_ended_last_and_the_next_that_begins() -> None:
    ended = [Right(7, date(2024, 1, 1), date(2026, 11, day)) for day in (20, 21)]
    assert "ended on 21 November 2026" in may_sign_off("Insulin", ended, [held()], TODAY).refusal
    # The one that begins first is to end last.
    later = [Right(7, date(2026, 12, day), date(2027, 12, 31 - day)) for day in (1, 2)]
    assert "begins on 1 December 2026" in may_sign_off("Insulin", later, [held()], TODAY).refusal


def test_a_refusal_tells_what_ran_out_last() -> None:
    twice = [held(date(2026, 11, 20)), held(date(2026, 11, 21))]
    assert "ran out on 21 November 2026" in may_sign_off("Insulin", [RIGHT], twice, TODAY).refusal
