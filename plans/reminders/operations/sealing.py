"""What a digest holds only as it leaves: links that open one action each, for its reader.

They are not stored: officers and administrators may read the letters of others, and whoever holds
such a link answers in the reader's name. In the outbox each link asks to sign in.
"""

from __future__ import annotations

import re
from functools import partial

from django.conf import settings

from areas.models import Letter
from concordat.mail import Message
from plans.progress.queries.links import token_for
from plans.reminders.queries.choices import off_token


def with_signed_links(letter: Letter) -> Message:
    """Return a digest with a signed link, good from now on, in the place of each link to an update."""
    if letter.person_id is None:
        return Message(letter.subject, letter.text, letter.html)
    plain = re.compile(re.escape(settings.SITE_URL) + r"/actions/(\d+)/updates/add/")
    signed = partial(plain.sub, partial(_signed, letter.person_id))
    off = f"{settings.SITE_URL}/letters/off/{off_token(letter.person_id)}/"
    text, html = (part.replace(f"{settings.SITE_URL}/me/letters/", off) for part in (letter.text, letter.html))
    return Message(
        letter.subject, signed(text), signed(html), unsubscribe=off if letter.kind in ("digest", "nudge") else ""
    )


def _signed(person_id: int, found: re.Match[str]) -> str:
    return f"{settings.SITE_URL}/u/{token_for(person_id, int(found[1]))}/"
