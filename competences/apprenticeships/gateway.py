"""How near an apprentice is to the gateway, and what their coordinator does next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from competences.apprenticeships.rules import Pace, PaceState
from workforce.core import words

#: From how many days before its last day a review is shown as due. Ours, not law's.
REVIEW_SOON_DAYS = 14
#: With how many items left an apprentice is said to be close to the gateway. Ours too.
CLOSE_WITH_LEFT = 2


@dataclass(frozen=True, slots=True)
class GatewayItem:
    """One thing that has to be so at the gateway, and how it stands in a few words."""

    label: str
    done: bool
    state: str


@dataclass(frozen=True, slots=True)
class GatewayFacts:
    """What the gateway list is made from."""

    pace: Pace
    ksbs_met: int
    ksbs: int
    must_pass_english_maths: bool
    #: How English and maths stand, in words, and whether that is enough.
    english_maths: str
    english_maths_done: bool
    earliest_on: date
    employer_ready_on: date | None


def gateway_items(facts: GatewayFacts) -> list[GatewayItem]:
    """Return the list that has to be complete before the gateway, in the order in which it is asked."""
    needed = facts.pace.required_min
    who = "must pass" if facts.must_pass_english_maths else "19 or over at the start, may choose"
    return [
        GatewayItem(
            f"{words.hours(needed)} of learning" if needed is not None else "Learning hours",
            facts.pace.state is PaceState.COMPLETE,
            f"{facts.pace.done_hours} h" if needed is not None else "Published hours are not entered",
        ),
        GatewayItem(
            "All knowledge, skills and behaviours met",
            0 < facts.ksbs == facts.ksbs_met,
            f"{facts.ksbs_met} of {facts.ksbs}" if facts.ksbs else "Not entered for this standard",
        ),
        GatewayItem(f"English and maths: {who}", facts.english_maths_done, facts.english_maths),
        GatewayItem(
            "Minimum time on the programme",
            facts.earliest_on <= facts.pace.on,
            f"from {words.plain_date(facts.earliest_on)}",
        ),
        GatewayItem(
            "Employer confirms ready",
            facts.employer_ready_on is not None,
            words.plain_date(facts.employer_ready_on) if facts.employer_ready_on else "Last",
        ),
    ]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What a coordinator does next for one apprentice: words, and the part of the page where it is done."""

    words: str
    action: str = ""
    #: The page of the apprentice on which it is done; empty for none.
    page: str = ""


def next_step(
    pace: Pace,
    review_due_on: date,
    waiting_min: int,
    expected_back_on: date | None,
    english_maths_recorded: bool,
    gateway: list[GatewayItem],
    employer: str,
) -> NextStep:
    """Return the one most pressing thing to do for an apprentice."""
    on = pace.on
    left = [item for item in gateway if not item.done]
    if pace.state is PaceState.BREAK:
        if expected_back_on is None or expected_back_on <= on:
            return NextStep("Agree the day they come back", "Open the break", "breaks")
        return NextStep(f"Expected back {words.short_date(expected_back_on)}")
    if review_due_on < on:
        return NextStep(
            f"Hold the review: it was due {words.short_date(review_due_on)}", "Record it", "review"
        )
    if pace.is_behind and pace.needed_week_min is not None:
        return NextStep(
            f"Agree {words.hours(pace.needed_week_min)} of learning a week with {employer}",
            "See the hours",
            "hours",
        )
    if waiting_min:
        return NextStep(f"Confirm {words.hours(waiting_min)} of learning", "Confirm them", "hours")
    if review_due_on <= on + timedelta(days=REVIEW_SOON_DAYS):
        return NextStep(
            f"Hold the review by {words.short_date(review_due_on)}", "Record it when held", "review"
        )
    if not english_maths_recorded:
        return NextStep("Record English and maths in the plan", "Open the plan", "plan")
    if len(left) == 1 and left[0].label.startswith("Employer"):
        return NextStep(f"Gateway: 1 of {len(gateway)} left, {employer} confirms", "Record it", "plan")
    return NextStep("Nothing this week")
