"""What a server of the desk may be told."""

from __future__ import annotations

import getpass
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

STATIC = Path(__file__).parent / "static"
"""Where the built front-end lies."""


def local_user() -> str:
    """Who judges on a desk without users: the name of the account that runs it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "analyst"  # an account without a name, as in some containers


@dataclass(frozen=True, slots=True)
class Settings:
    """How the desk is served. Sizes are bytes, times hours.

    Without `auth` there are no users: everybody on this machine, and nobody else, may do everything, as `user`.
    `public_url` is the address that people type where a reverse proxy stands in front ("https://desk.example").
    """

    auth: bool = False
    public_url: str | None = None
    user: str = field(default_factory=local_user)
    upload_bytes: int = 200_000_000
    """All files of one upload together."""
    upload_files: int = 2_000
    body_bytes: int = 5_000_000
    """A request's body everywhere else, a pasted text included."""
    session_hours: float = 7 * 24
    static: Path = STATIC

    def __post_init__(self) -> None:
        if self.public_url is not None:
            parts = urlsplit(self.public_url)
            if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
                raise ValueError(f"{self.public_url!r} is not an address such as https://desk.example")

    @property
    def public_host(self) -> str | None:
        """Host (and port, if it isn't the usual one) of `public_url`, in lower case."""
        return urlsplit(self.public_url).netloc.lower() if self.public_url else None
