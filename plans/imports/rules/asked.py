"""What a page asked about and the answers it showed, so that two who answer at once are told apart.

The questions change as somebody else answers, so a page sends back its own: the third answer is not
taken for one to another question.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

_MOST, _LONGEST = 400, 300


def write_asked(asked: Iterable[tuple[str, str]]) -> str:
    """Return questions and the answers shown as one text for a hidden field."""
    return json.dumps([list(one) for one in asked], ensure_ascii=False)


def read_asked(text: str) -> list[tuple[str, str]]:
    """Return what ``write_asked`` wrote, each question once; nothing where the text is something else."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if not isinstance(found, list) or len(found) > _MOST or not all(map(_is_pair, found)):
        return []
    return list({question: (question, shown) for question, shown in found}.values())


def _is_pair(one: object) -> bool:
    return (
        isinstance(one, list)
        and len(one) == 2
        and all(isinstance(text, str) and len(text) <= _LONGEST and "\0" not in text for text in one)
        and bool(one[0].strip())
    )
