"""The web server's line for each request."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger

from concordat.logs import without_keys


class AccessLog(Logger):  # type: ignore[misc]
    """Gunicorn's line for each request, without keys."""

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        """Return the parts of the line."""
        found: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return found | {name: without_keys(str(found[name])) for name in ("r", "U", "f")}
