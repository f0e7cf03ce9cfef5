"""Which data sets there are, what their fields mean, and how they are described to machines."""

from plans.opendata.rules.fields import FIELDS, QUARTER_FIELDS, DataSet, Field, FileFormat, column_value
from plans.opendata.rules.package import LICENCE, Resource, data_package

__all__ = [
    "FIELDS",
    "LICENCE",
    "QUARTER_FIELDS",
    "DataSet",
    "Field",
    "FileFormat",
    "Resource",
    "column_value",
    "data_package",
]
