"""Why an import cannot go on."""

NO_ACTIONS = "We found no actions in the file. It needs a table with a heading row such as Action, Timescale, Led by"


class ImportRefused(Exception):
    """The import cannot go on; the text is a sentence that says what to do."""


class PlanHasActions(ImportRefused):
    """What comes in has to be compared with the actions of the plan first."""


class ImportClosed(ImportRefused):
    """It has been brought in or discarded."""


class RowOpen(ImportRefused):
    """A row waits for a decision or a correction: ``position``, and what ``kind`` of row it is."""

    def __init__(self, sentence: str, position: int, kind: str) -> None:
        """Keep which row it is."""
        super().__init__(sentence)
        self.position, self.kind = position, kind

    @property
    def place(self) -> str:
        """The field on the page that it is about."""
        return {"unsure": "same-{}-yes", "conflict": "conflict-{}-ours"}.get(self.kind, "in-{}").format(self.position)
