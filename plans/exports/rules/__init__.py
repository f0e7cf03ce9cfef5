"""Which data sets can be taken away, in which formats, and what a summary says. Pure."""

from plans.exports.rules.data_sets import (
    DataSet,
    FileFormat,
    NotFrozen,
    check_period,
    file_name,
    next_until,
    plan_file_name,
    usual_since,
)

__all__ = [
    "DataSet",
    "FileFormat",
    "NotFrozen",
    "check_period",
    "file_name",
    "next_until",
    "plan_file_name",
    "usual_since",
]
