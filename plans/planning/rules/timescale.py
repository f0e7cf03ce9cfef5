"""Timescales (being written)."""
from concordat.choices import Words
class TimescaleKind(Words):
    """Kind."""
    DATE = "date", "By a date"
    PERIOD = "period", "Over a period"
    ONGOING = "ongoing", "Ongoing"
    DONE = "done", "Done"
    CONDITIONAL = "conditional", "Depends on something else"
    EXTERNAL = "external", "Refers to another document"
    UNSET = "unset", "Not set"
class Precision(Words):
    """Precision."""
    DAY = "day", "Day"
    MONTH = "month", "Month"
    QUARTER = "quarter", "Quarter"
    SEASON = "season", "Season"
    HALF = "half", "Half-year"
    YEAR = "year", "Year"
