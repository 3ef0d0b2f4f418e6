"""Each party answers in its turn, and nobody for another."""

from __future__ import annotations

import pytest

from workforce.placements.rules import Party, PlacementStatus, after_agreement, may_decline, turn

ORDER = [Party.EMPLOYER, Party.PERSON, Party.HOST]


def test_three_agreements_in_order_make_it_active() -> None:
    """The employer, the person, the host."""
    status = PlacementStatus.ASKED
    for party in ORDER:
        assert turn(status) is party
        following = after_agreement(status, party)
        assert following is not None
        status = following
    assert status is PlacementStatus.ACTIVE and turn(status) is None


@pytest.mark.parametrize("status", list(PlacementStatus))
def test_nobody_agrees_out_of_turn(status: PlacementStatus) -> None:
    """Whoever's turn it is not changes nothing."""
    assert [party for party in ORDER if after_agreement(status, party)] == (
        [turn(status)] if turn(status) else []
    )


def test_the_person_may_say_no_until_all_have_agreed() -> None:
    """Also before it is their turn; afterwards it has to be ended."""
    assert may_decline(PlacementStatus.ASKED, Party.PERSON)
    assert may_decline(PlacementStatus.PERSON_AGREED, Party.PERSON)
    assert not may_decline(PlacementStatus.ACTIVE, Party.PERSON)
    assert not may_decline(PlacementStatus.EMPLOYER_AGREED, Party.EMPLOYER)


@pytest.mark.parametrize(
    ("status", "parties"),
    [
        (PlacementStatus.ASKED, ORDER),
        (PlacementStatus.EMPLOYER_AGREED, [Party.PERSON, Party.HOST]),
        (PlacementStatus.PERSON_AGREED, [Party.PERSON, Party.HOST]),
        (PlacementStatus.ACTIVE, []),
        (PlacementStatus.DECLINED, []),
        (PlacementStatus.ENDED, []),
    ],
)
def test_who_may_say_no_at_each_step(status: PlacementStatus, parties: list[Party]) -> None:
    assert [party for party in ORDER if may_decline(status, party)] == parties
