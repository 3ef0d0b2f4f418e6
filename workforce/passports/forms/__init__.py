"""The questions that verifiers answer about each kind of check, and what people tell of themselves."""

from workforce.checks.details import CheckKind
from workforce.passports.forms.base import CheckForm
from workforce.passports.forms.person import IdentityForm, QualificationsForm, RightToWorkForm
from workforce.passports.forms.records import CriminalRecordForm, HistoryForm, WorkHealthForm
from workforce.passports.forms.steps import (
    AnswerForm,
    ElsewhereForm,
    OwnRegistrationForm,
    QuestionForm,
    RegistrationForm,
    WithdrawCheckForm,
)

__all__ = [
    "CHECK_FORMS",
    "AnswerForm",
    "CheckForm",
    "ElsewhereForm",
    "OwnRegistrationForm",
    "QuestionForm",
    "RegistrationForm",
    "WithdrawCheckForm",
]

CHECK_FORMS: dict[CheckKind, type[CheckForm]] = {
    CheckKind.IDENTITY: IdentityForm,
    CheckKind.RIGHT_TO_WORK: RightToWorkForm,
    CheckKind.REGISTRATION_QUALIFICATIONS: QualificationsForm,
    CheckKind.HISTORY_REFERENCES: HistoryForm,
    CheckKind.CRIMINAL_RECORD: CriminalRecordForm,
    CheckKind.WORK_HEALTH: WorkHealthForm,
}
