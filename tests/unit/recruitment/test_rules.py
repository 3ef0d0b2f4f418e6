"""What may happen in recruitment, and how it is said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from workforce.recruitment import rules
from workforce.recruitment.rules import ApplicationStatus, ProposalStatus, VacancyStatus

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "closes_on", "takes"),
    [
        (VacancyStatus.OPEN, TODAY, True),
        (VacancyStatus.OPEN, TODAY - timedelta(days=1), False),
        (VacancyStatus.DRAFT, TODAY, False),
        (VacancyStatus.CLOSED, TODAY, False),
        (VacancyStatus.WITHDRAWN, TODAY, False),
    ],
)
def test_only_an_open_vacancy_takes_applications(status: VacancyStatus, closes_on: date, takes: bool) -> None:
    """The last day itself still counts."""
    assert rules.takes_applications(status, closes_on, TODAY) is takes


@pytest.mark.parametrize(
    ("positions", "closes_on", "words"),
    [
        ([2, 1], TODAY, ""),
        ([0, 1], TODAY, ""),
        ([], TODAY, "at least one placement"),
        ([0, 0], TODAY, "a place to fill"),
        ([2], TODAY - timedelta(days=1), "closing date has passed"),
    ],
)
def test_a_vacancy_that_cannot_be_published_says_what_to_do(
    positions: list[int], closes_on: date, words: str
) -> None:
    why = rules.why_not_published(positions, closes_on, TODAY)
    assert words in why
    assert bool(why) is bool(words)


@pytest.mark.parametrize("status", list(ApplicationStatus))
def test_a_name_is_hidden_until_somebody_has_decided(status: ApplicationStatus) -> None:
    assert rules.names_shown(status) is (status is not ApplicationStatus.SUBMITTED)


@pytest.mark.parametrize(
    ("step", "choice", "order"),
    [
        ("up", 2, [2, 1, 3]),
        ("down", 2, [1, 3, 2]),
        ("remove", 2, [1, 3]),
        ("up", 1, [1, 2, 3]),
        ("down", 3, [1, 2, 3]),
        ("up", 9, [1, 2, 3]),
        ("sideways", 2, [1, 2, 3]),
    ],
)
def test_choices_move_one_step_at_a_time(step: str, choice: int, order: list[int]) -> None:
    """A step beyond either end, of an unknown place or of an unknown kind leaves the order alone."""
    assert rules.moved([1, 2, 3], step, choice) == order


def test_a_proposal_is_overdue_from_the_minute_it_expires_unless_it_was_answered() -> None:
    assert rules.is_overdue(ProposalStatus.OPEN, NOW, NOW)
    assert not rules.is_overdue(ProposalStatus.OPEN, NOW + timedelta(seconds=1), NOW)
    assert not rules.is_overdue(ProposalStatus.ACCEPTED, NOW, NOW)


def test_references_use_no_letters_that_look_alike() -> None:
    """Each of the six places is drawn from 31 letters and digits, so two that are alike are rare."""
    offered: list[str] = []

    def choose(letters: str) -> str:
        offered.append(letters)
        return letters[0]

    assert rules.new_reference("J", choose=choose) == "J-222222"
    assert offered == ["23456789ABCDEFGHJKMNPQRSTUVWXYZ"] * 6
    assert not set(offered[0]) & set("01IOL")
    assert rules.new_reference("J") != rules.new_reference("J")


def test_pay_is_said_in_pounds_and_pence_only_where_there_are_some() -> None:
    assert rules.pay_words(1292, 1430) == "£12.92 to £14.30"
    assert rules.pay_words(2514700, 2514700) == "£25,147"
    assert rules.pay_words(1199, 1201) == "£11.99 to £12.01"
    assert rules.pay_words(1200, 123_456_789) == "£12 to £1,234,567.89"


def test_minutes_a_week_are_said_in_hours() -> None:
    assert rules.hours_words(1200, 2250) == "20 to 37.5"
    assert rules.hours_words(2250, 2250) == "37.5"


@pytest.mark.parametrize(
    "said",
    [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "10th",
        "11th",
        "12th",
        "13th",
        "14th",
        "20th",
        "21st",
        "22nd",
        "23rd",
        "100th",
        "101st",
        "111th",
        "112th",
        "113th",
        "1001st",
    ],
)
def test_ranks_are_said_as_people_say_them(said: str) -> None:
    assert rules.ordinal(int(said[:-2])) == said


def test_the_figures_are_those_that_recruiters_and_candidates_are_told() -> None:
    assert (rules.ANSWER_DAYS_USUAL, rules.ANSWER_DAYS_MAX) == (7, 42)
    assert rules.APPLICATIONS_PER_HOUR_MAX == 20


@pytest.mark.parametrize(
    ("lead_days", "in_time"), [(0, True), (10, True), (11, False)], ids=["at once", "just", "too late"]
)
def test_a_step_is_in_time_if_it_can_be_done_by_the_first_day(lead_days: int, in_time: bool) -> None:
    first_day = TODAY + timedelta(days=10)
    step = rules.step(lead_days, first_day, TODAY)
    assert step.in_time is in_time
    assert step.begin_by == first_day - timedelta(days=lead_days)
    assert step.earliest_on == TODAY + timedelta(days=lead_days)


@pytest.mark.parametrize(
    ("closed_by", "said"),
    [
        ("you, then your employer", "Jo, then Kingfisher"),
        ("your employer’s occupational health", "Kingfisher’s occupational health"),
        ("your assessor", "Jo’s assessor"),
    ],
)
def test_a_recruiter_reads_names_where_a_passport_says_you(closed_by: str, said: str) -> None:
    assert rules.who_acts(closed_by, "Jo", "Kingfisher") == said


def test_an_answer_counts_until_late_on_the_last_day() -> None:
    """In winter London and UTC agree; the day is Dorset's, not the server's."""
    assert rules.answer_by(TODAY, 7) == datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
