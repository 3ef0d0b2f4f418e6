"""Administrators invite people and give roles within their own reach, and nowhere else."""

from __future__ import annotations

from sqlalchemy import select

from tests.factories import Factory
from tests.web.conftest import SignIn
from workforce.accounts.models import AccountGrant, Invitation
from workforce.core.access import Role


def test_an_administrator_invites_someone_of_their_organisation(sign_in: SignIn, make: Factory) -> None:
    """The private link is shown once; with it the person chooses a password."""
    trust = make.organisation()
    person = make.employment(organisation=trust).person
    browser = sign_in.as_role(Role.ORGANISATION_ADMINISTRATOR, organisation_id=trust.id)
    page = browser.post(
        "/accounts/invite", data={"passport_number": person.passport_number, "email": "a@b.org"}
    )
    assert "/choose-password/" in page.text


def test_people_of_other_organisations_are_unknown(sign_in: SignIn, make: Factory) -> None:
    """The answer is the same as for a number that nobody has."""
    other = make.employment().person
    browser = sign_in.as_role(Role.ORGANISATION_ADMINISTRATOR, organisation_id=make.organisation().id)
    page = browser.post(
        "/accounts/invite", data={"passport_number": other.passport_number, "email": "a@b.org"}
    )
    assert page.status_code == 400
    assert "Nobody in your organisation has this passport number" in page.text


def test_a_role_is_given_and_ended(sign_in: SignIn, make: Factory) -> None:
    """It holds from the next request on, and ends the same way."""
    trust = make.organisation()
    account = make.account(make.employment(organisation=trust).person)
    colleague = sign_in(account)
    administrator = sign_in.as_role(Role.ORGANISATION_ADMINISTRATOR, organisation_id=trust.id)
    assert colleague.get("/audit/").status_code == 404
    given = administrator.post(
        f"/accounts/{account.id}/roles", data={"role": "auditor", "place": f"organisation {trust.id}"}
    )
    assert given.status_code == 302
    assert colleague.get("/audit/").status_code == 200
    grant_id = make.session.scalars(
        select(AccountGrant.id).where(AccountGrant.account_id == account.id)
    ).one()
    assert administrator.post(f"/accounts/roles/{grant_id}/end").status_code == 302
    assert colleague.get("/audit/").status_code == 404


def test_nobody_gives_a_role_for_a_place_they_do_not_run(sign_in: SignIn, make: Factory) -> None:
    """Another organisation and the county are not in the list, and are refused when sent anyway."""
    trust, other = make.organisation(), make.organisation()
    account = make.account(make.employment(organisation=trust).person)
    administrator = sign_in.as_role(Role.ORGANISATION_ADMINISTRATOR, organisation_id=trust.id)
    for place in (f"organisation {other.id}", "county"):
        refused = administrator.post(
            f"/accounts/{account.id}/roles", data={"role": "auditor", "place": place}
        )
        assert refused.status_code == 400
    assert make.session.scalars(select(AccountGrant).where(AccountGrant.account_id == account.id)).all() == []


def test_a_role_for_the_wrong_kind_of_place_is_explained(sign_in: SignIn, make: Factory) -> None:
    """A team lead leads a team, not an organisation."""
    trust = make.organisation()
    account = make.account(make.employment(organisation=trust).person)
    administrator = sign_in.as_role(Role.ORGANISATION_ADMINISTRATOR, organisation_id=trust.id)
    refused = administrator.post(
        f"/accounts/{account.id}/roles", data={"role": "team_lead", "place": f"organisation {trust.id}"}
    )
    assert "This role is given for a team" in refused.text


def test_nobody_opens_an_account_that_reaches_further_than_their_own(sign_in: SignIn, make: Factory) -> None:
    """Whoever has a link chooses the password: a county administrator's link would give away the county."""
    trust = make.organisation()
    person = make.employment(organisation=trust).person
    account = make.account(person)
    make.grant(account, Role.COUNTY_ADMINISTRATOR)
    administrator = sign_in.as_role(Role.ORGANISATION_ADMINISTRATOR, organisation_id=trust.id)
    refused = administrator.post(f"/accounts/{account.id}/link")
    assert refused.status_code == 403
    assert "Ask a county administrator" in refused.text
    assert make.session.scalars(select(Invitation)).all() == []
    county = sign_in.as_role(Role.COUNTY_ADMINISTRATOR)
    assert "/choose-password/" in county.post(f"/accounts/{account.id}/link").text
