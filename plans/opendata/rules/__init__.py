"""Which data sets there are, what their fields mean, and how they are described to machines."""

from plans.opendata.rules.fields import FIELDS, DataSet, Field, FileFormat
from plans.opendata.rules.package import LICENCE, Resource, data_package

__all__ = ["FIELDS", "LICENCE", "DataSet", "Field", "FileFormat", "Resource", "data_package"]
