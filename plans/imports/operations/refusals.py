"""Why an import cannot go on."""


class ImportRefused(Exception):
    """The import cannot go on; the text is a sentence that says what to do."""


class PlanHasActions(ImportRefused):
    """What comes in has to be compared with the actions of the plan first."""


class ImportClosed(ImportRefused):
    """It has been brought in or discarded."""
