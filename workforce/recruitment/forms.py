"""What candidates and recruiters are asked."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from workforce.core import clock
from workforce.core.days import BIRTHDAY, FIRST_DAY, PLANNED_DAY
from workforce.core.fields import (
    CheckboxField,
    DateField,
    DecimalField,
    EmailField,
    HiddenField,
    LongTextField,
    PoundsField,
    RadioField,
    SelectField,
    TextField,
    WholeNumberField,
)
from workforce.core.figures import figure
from workforce.core.forms import Form
from workforce.employments.models import EmploymentKind
from workforce.people.rules import is_passport_number
from workforce.recruitment import rules
from workforce.recruitment.models import Application, Proposal, Vacancy, VacancyPlacement
from workforce.recruitment.rules import ApplicationStatus, PayUnit, RightToWork, Setting
from workforce.recruitment.services.applications import ApplicationFacts
from workforce.recruitment.services.hiring import HireFacts
from workforce.recruitment.services.proposals import Terms
from workforce.recruitment.services.vacancies import PlacementFacts, VacancyFacts

KIND_WORDS = {
    EmploymentKind.PERMANENT: "Permanent",
    EmploymentKind.FIXED_TERM: "For a fixed time",
    EmploymentKind.BANK: "Bank: no fixed hours",
    EmploymentKind.APPRENTICE: "Apprenticeship",
}
PAY_UNIT_WORDS = {PayUnit.HOUR: "an hour", PayUnit.YEAR: "a year"}
#: The figure that limits the hours of a contract.
WEEK_HOURS_MAX = "contract_week_hours_most"


def _passport_number(_form: Form, field: Any) -> None:
    if field.data and not is_passport_number(field.data):
        raise ValidationError("Enter the passport number as it is on the passport, like D 4827 1936 7")


class ApplicationForm(Form):
    """Everything a candidate is asked. There is no CV, no date of birth and no account."""

    given_name = TextField("First name", autocomplete="given-name", max_length=80)
    family_name = TextField("Last name", autocomplete="family-name", max_length=80)
    email = EmailField()
    phone = TextField(
        "Phone number", optional=True, autocomplete="tel", max_length=40, attributes={"inputmode": "tel"}
    )
    right_to_work = RadioField(
        "Can you work in the UK now?",
        choices={status.value: words for status, words in rules.RIGHT_TO_WORK_WORDS.items()},
        hint="Your own word is enough for now. Whoever is hired is checked, in the same way for everybody.",
        missing="Choose whether you can work in the UK now",
    )
    passport_number = TextField(
        "Dorset passport number",
        optional=True,
        hint="If you work in health or care in Dorset already. Checks that you have done carry over.",
        width=20,
        validators=[_passport_number],
    )
    answer_1 = LongTextField(rules.QUESTIONS[0], max_length=1500, missing="Answer the first question")
    answer_2 = LongTextField(rules.QUESTIONS[1], max_length=1500, missing="Answer the second question")
    answer_3 = LongTextField(rules.QUESTIONS[2], max_length=1500, missing="Answer the third question")
    takes_other_places = CheckboxField("If none of my places has room, offer me another one")
    is_true = CheckboxField(
        "What I have written is true",
        optional=False,
        missing="Tick the box to say that what you have written is true",
    )
    form_key = HiddenField()

    def facts(self) -> ApplicationFacts:
        """Return what the candidate said."""
        answers = (self.answer_1.data, self.answer_2.data, self.answer_3.data)
        return ApplicationFacts(
            given_name=self.given_name.data,
            family_name=self.family_name.data,
            email=self.email.data,
            phone=self.phone.data or "",
            passport_number=(self.passport_number.data or "").replace(" ", "").upper(),
            right_to_work=RightToWork(self.right_to_work.data),
            answers=dict(zip(rules.QUESTIONS, answers, strict=True)),
            takes_other_places=self.takes_other_places.data,
        )


class VacancyForm(Form):
    """What a vacancy says, without its placements."""

    title = TextField("Title", hint="What people search for, and where: Care and support worker, Dorset")
    organisation_id = SelectField("Posted by", coerce=int)
    job_role_id = SelectField(
        "County role", coerce=int, hint="Sets which checks and skills the person will need."
    )
    kind = RadioField("Contract", choices={kind.value: words for kind, words in KIND_WORDS.items()})
    summary = LongTextField("Summary", max_length=300, rows=3, hint="One or two sentences that say why.")
    duties = LongTextField("What the person will do", hint="One thing a line.", max_length=2000)
    looking_for = LongTextField("What you look for", max_length=1000, rows=3)
    contact = TextField("Who to ask", hint="Call Moira on 01305 000 000, weekdays 8am to 6pm", max_length=200)
    pay_unit = RadioField("Pay is", choices={unit.value: words for unit, words in PAY_UNIT_WORDS.items()})
    pay_from = PoundsField("Lowest pay, in pounds", minimum=0.01, width=10)
    pay_to = PoundsField("Highest pay, in pounds", minimum=0.01, width=10)
    closes_on = DateField(
        "Last day to apply",
        hint="For example, 22 11 2026. People can apply until midnight.",
        within=PLANNED_DAY,
    )

    def validate_pay_from(self, field: PoundsField) -> None:
        """Refuse pay that nobody offers for an hour, or for a year."""
        if field.data is None or self.pay_unit.data not in PAY_UNIT_WORDS:
            return
        today, unit = clock.today(), PayUnit(self.pay_unit.data)
        least, most = (figure(f"pay_{unit}_{end}", today).whole for end in ("least", "most"))
        if not least <= field.data <= most:
            raise ValidationError(
                f"{field.label.text} must be from £{least:,} to £{most:,} {PAY_UNIT_WORDS[unit]}"
            )

    validate_pay_to = validate_pay_from

    def show(self, vacancy: Vacancy) -> None:
        """Fill the form with what a vacancy says."""
        if not self.is_submitted():
            self.process(
                obj=vacancy,
                pay_from=Decimal(vacancy.pay_from_pence) / 100,
                pay_to=Decimal(vacancy.pay_to_pence) / 100,
            )

    def facts(self) -> VacancyFacts:
        """Return what the recruiter said."""
        return VacancyFacts(
            title=self.title.data,
            organisation_id=self.organisation_id.data,
            job_role_id=self.job_role_id.data,
            kind=EmploymentKind(self.kind.data),
            summary=self.summary.data,
            duties=self.duties.data,
            looking_for=self.looking_for.data,
            contact=self.contact.data,
            pay_from_pence=round(self.pay_from.data * 100),
            pay_to_pence=round(self.pay_to.data * 100),
            pay_unit=PayUnit(self.pay_unit.data),
            closes_on=self.closes_on.data,
        )


class PlacementForm(Form):
    """One place where people may work, and how many of them."""

    title = TextField("Name that candidates read", hint="Swanage home care and reablement")
    organisation_id = SelectField("Employer", coerce=int, hint="Whose contract the person will have.")
    team_id = SelectField("Neighbourhood team", coerce=int, optional=True)
    site_id = SelectField("Site", coerce=int, optional=True)
    setting = SelectField(
        "Kind of place", choices={setting.value: words for setting, words in rules.SETTING_WORDS.items()}
    )
    places = WholeNumberField("Places", minimum=0, maximum=500, hint="How many people you can take there.")
    hours_from = DecimalField("Fewest hours a week", minimum=1, maximum=WEEK_HOURS_MAX)
    hours_to = DecimalField("Most hours a week", minimum=1, maximum=WEEK_HOURS_MAX)
    pattern = TextField("When the work is", hint="Days and evenings, 1 weekend in 3")
    pay = TextField("Pay there", optional=True, hint="If it differs: Band 2, £12.92 to £13.40 an hour")
    getting_there = TextField("Getting there", optional=True, hint="Bus 40, or car")

    def show(self, placement: VacancyPlacement) -> None:
        """Fill the form with what a placement says."""
        if not self.is_submitted():
            self.process(
                obj=placement,
                places=len(placement.positions),
                hours_from=_hours(placement.hours_from_min),
                hours_to=_hours(placement.hours_to_min),
            )

    def facts(self) -> PlacementFacts:
        """Return what the recruiter said."""
        return PlacementFacts(
            title=self.title.data,
            organisation_id=self.organisation_id.data,
            team_id=self.team_id.data,
            site_id=self.site_id.data,
            setting=Setting(self.setting.data),
            hours_from_min=round(self.hours_from.data * 60),
            hours_to_min=round(self.hours_to.data * 60),
            pattern=self.pattern.data,
            pay=self.pay.data or "",
            getting_there=self.getting_there.data or "",
        )


class DecisionForm(Form):
    """Whether to shortlist, with words."""

    decision = RadioField("Your decision", missing="Choose what you have decided")
    words = LongTextField(
        "What you will tell them, and why",
        optional=True,
        rows=4,
        hint="Needed if you do not take the application further. It is kept with the application.",
    )

    def offer(self, status: ApplicationStatus) -> None:
        """Offer the decisions that fit where the application stands."""
        words = {
            ApplicationStatus.SHORTLISTED: "Shortlist",
            ApplicationStatus.NOT_TAKEN: "Do not take further",
            ApplicationStatus.WITHDRAWN: "The candidate has withdrawn",
        }
        possible = rules.DECISIONS.get(status, frozenset())
        self.decision.choices = [
            SelectChoice(choice.value, label) for choice, label in words.items() if choice in possible
        ]


class ProposalForm(Form):
    """Which place to propose, from when, and for how long it is kept."""

    placement = RadioField("Placement", coerce=int, missing="Choose a placement")
    starts_on = DateField("First day", hint="For example, 4 1 2027", within=FIRST_DAY)
    hours = DecimalField("Hours a week", minimum=1, maximum=WEEK_HOURS_MAX)
    answer_days = WholeNumberField(
        "Days to answer",
        minimum=1,
        maximum=rules.ANSWER_DAYS_MAX,
        default=rules.ANSWER_DAYS_USUAL,
        hint="The place is kept for them until then.",
    )
    message = LongTextField("What you want to say to them", optional=True, rows=4, max_length=1000)

    def terms(self) -> Terms:
        """Return what is proposed."""
        return Terms(
            vacancy_placement_id=self.placement.data,
            starts_on=self.starts_on.data,
            week_min=round(self.hours.data * 60),
            answer_days=self.answer_days.data,
            message=self.message.data or "",
        )


class HireForm(Form):
    """What the contract needs and the application did not ask."""

    born_on = DateField(
        "Date of birth", hint="From the identity document that you have seen.", within=BIRTHDAY
    )
    passport_number = TextField(
        "Passport number",
        optional=True,
        hint="If the person has a Dorset passport. Empty: they are given a new one.",
        width=20,
        validators=[_passport_number],
    )
    starts_on = DateField("First day", within=FIRST_DAY)
    hours = DecimalField("Hours a week", minimum=1, maximum=WEEK_HOURS_MAX)
    pay_band = TextField("Band or grade", optional=True, width=20, max_length=40)
    ended_on = DateField("Last day", optional=True, hint="Only if the contract is for a fixed time.")

    def show(self, application: Application, proposal: Proposal) -> None:
        """Fill in what was agreed."""
        if not self.is_submitted():
            self.process(
                passport_number=application.passport_number,
                starts_on=proposal.starts_on,
                hours=_hours(proposal.week_min),
            )

    def facts(self) -> HireFacts:
        """Return what the recruiter said."""
        return HireFacts(
            born_on=self.born_on.data,
            passport_number=self.passport_number.data or "",
            starts_on=self.starts_on.data,
            week_min=round(self.hours.data * 60),
            pay_band=self.pay_band.data or "",
            ended_on=self.ended_on.data,
        )


def _hours(minutes: int) -> Decimal:
    """Return minutes as the hours that a person would type."""
    return Decimal(f"{minutes / 60:g}")
