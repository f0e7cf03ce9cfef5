"""The steps from a file to the plan, each a page of its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """A step: the name of its address, its words, and whether it is the page somebody is on."""

    address: str
    label: str
    here: bool = False
    open: bool = True


def road(
    here: str, *, is_workbook: bool, is_read: bool, has_marks: bool, has_words: bool, plan_has: bool
) -> list[Step]:
    """Return the steps of an import; one is left out where the file gives no cause for it.

    ``here`` is the address of the page; what comes after reading is closed until the file ``is_read``.
    """
    told = [("import-found", "What we found")]
    told += [("import-legend", "What its marks mean")] if has_marks or here == "import-legend" else []
    told += [("import-names", "Who is who")] if has_words or here == "import-names" else []
    last = ("import-difference", "What it changes") if plan_has or is_workbook else ("import-confirm", "Bring it in")
    steps = [("plan-import", "Send the file"), *([] if is_workbook else told), ("import", "Check the rows"), last]
    return [Step(address, label, address == here, is_read or address == "plan-import") for address, label in steps]
