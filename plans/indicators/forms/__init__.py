"""What is asked about indicators and their readings."""

from plans.indicators.forms.indicators import AddIndicatorForm, EditIndicatorForm, RetireForm, as_typed, in_words
from plans.indicators.forms.readings import ReadingForm

__all__ = ["AddIndicatorForm", "EditIndicatorForm", "ReadingForm", "RetireForm", "as_typed", "in_words"]
