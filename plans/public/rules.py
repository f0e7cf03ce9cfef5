"""What the public sees of a published plan. What an area does not choose to show stays inside."""

from __future__ import annotations

from dataclasses import dataclass

from plans.planning.rules.privacy import personal_data_warnings, without_contacts


@dataclass(frozen=True)
class Choice:
    """What an area shows beside what was promised, by when, by which organisation, and how it stands.

    ``narratives``: the sentences on what has been done; ``reasons``: why an action is below on track;
    ``posts``: the named post. Persons' names and what is kept inside are never shown.
    """

    narratives: bool = False
    reasons: bool = False
    posts: bool = False


#: The words for each part of a choice.
LABELS = {
    "narratives": "What has been done: the newest sentence of each update",
    "reasons": "Why an action is at risk or off track",
    "posts": "The post that answers for an action, such as “Head of crisis services”",
}


@dataclass(frozen=True)
class Sentence:
    """Something that was said of an action. ``kept`` says in words why the public does not see it."""

    text: str
    kept: str = ""

    @property
    def shown(self) -> str:
        """The words the public sees: none where they are kept inside."""
        return "" if self.kept else self.text


def public_text(text: str) -> str:
    """Return a promise as the public reads it, without e-mail addresses and telephone numbers."""
    return without_contacts(text)


def sentence_of(text: str, *, chosen: bool, held_back: bool = False) -> Sentence:
    """Return a sentence with why it is kept inside, if it is.

    One that seems to tell who a person is, or counts fewer than five people, is never shown.
    """
    if not text.strip():
        return Sentence("")
    if not chosen:
        return Sentence(text, "Sentences of this kind are not published.")
    if held_back:
        return Sentence(text, "The wording of this update is kept inside.")
    return Sentence(text, " ".join(personal_data_warnings(text)))
