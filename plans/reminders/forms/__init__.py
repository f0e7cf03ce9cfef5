"""Shape and wording of what is asked about reminders."""

from plans.reminders.forms.asking import LaterForm, NudgeForm
from plans.reminders.forms.letters import AwayForm, ForecastForm, LedgerForm, LetterChoiceForm, ResendForm
from plans.reminders.forms.rules import ExceptionForm, RemoveExceptionForm, RuleForm, days_label, days_words

__all__ = [
    "AwayForm",
    "ExceptionForm",
    "ForecastForm",
    "LaterForm",
    "LedgerForm",
    "LetterChoiceForm",
    "NudgeForm",
    "RemoveExceptionForm",
    "ResendForm",
    "RuleForm",
    "days_label",
    "days_words",
]
