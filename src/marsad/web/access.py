"""Who asks, and what they may do: the machine's own user, a session's or a token's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import Depends, Request
from fastapi.security import APIKeyCookie, HTTPBearer
from starlette.concurrency import run_in_threadpool

from marsad.desk import Desk
from marsad.model.user import Role, at_least

from .reply import ApiError
from .settings import Settings
from .throttle import Throttle

if TYPE_CHECKING:
    from starlette.responses import Response

    from marsad.desk.users import Users
    from marsad.model.user import User

COOKIE = "marsad_session"
_TRIES_NAME, _TRIES_ADDRESS = 5, 60


@dataclass(frozen=True, slots=True)
class Identity:
    """Who asks. `via` says how they are known: no users here, a session's cookie, or a token."""

    name: str
    role: Role
    via: Literal["local", "session", "token"]


class Access:
    """Logging in and out, and finding out who asks."""

    def __init__(self, users: Users, settings: Settings) -> None:
        self.users = users
        self._settings = settings
        self._throttle = Throttle()

    def identify(self, request: Request) -> Identity | None:
        """Who asks; None for nobody. A token that isn't valid is nobody, whatever cookie comes with it."""
        if not self._settings.auth:
            return Identity(self._settings.user, "admin", "local")
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            found = self.users.token(secret.strip())
            if found is None:
                return None
            token, user = found
            # a user who lost rights takes the tokens along
            role = token.role if at_least(user.role, token.role) else user.role
            return Identity(user.name, role, "token")
        cookie = request.cookies.get(self.cookie(request))
        known = self.users.session(cookie) if cookie else None
        return None if known is None else Identity(known.name, known.role, "session")

    def check(self, request: Request, name: str, password: str) -> User:
        """The user of that name and password. Raises `ApiError`: 401 if there is none, 429 after too many tries."""
        address = request.client.host if request.client else ""
        who = (name.casefold(), address)
        for key, most in ((who, _TRIES_NAME), (address, _TRIES_ADDRESS)):
            seconds = self._throttle.wait(key, most)
            if seconds:
                text = f"too many tries; wait {seconds / 60:.0f} minutes"
                raise ApiError(429, text, None, {"retry-after": str(int(seconds) + 1)})
        user = self.users.check(name, password)
        if user is None:
            raise ApiError(401, "wrong name or password")
        self._throttle.forget(who)  # not the address: an account of one's own must not buy more tries at others
        return user

    def log_in(self, request: Request, response: Response, user: User) -> None:
        """Open a session for the user, in place of the one that the request had, and set its cookie."""
        old = request.cookies.get(self.cookie(request))
        if old:
            self.users.close_session(old)
        secret = self.users.open_session(user, self._settings.session_hours)
        response.set_cookie(
            self.cookie(request), secret, max_age=int(self._settings.session_hours * 3600), path="/",
            secure=self._secure(request), httponly=True, samesite="lax",
        )  # fmt: skip

    def log_out(self, request: Request, response: Response) -> None:
        """End the session and take the cookie back."""
        secret = request.cookies.get(self.cookie(request))
        if secret:
            self.users.close_session(secret)
        response.delete_cookie(
            self.cookie(request), path="/", secure=self._secure(request), httponly=True, samesite="lax"
        )

    def cookie(self, request: Request) -> str:
        """The cookie's name; over https in a form that no other host of the domain can set."""
        return f"__Host-{COOKIE}" if self._secure(request) else COOKIE

    def _secure(self, request: Request) -> bool:
        return request.url.scheme == "https" or (self._settings.public_url or "").startswith("https:")


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(_desk)]
"""The open desk, for an endpoint that asks for it."""
_cookie = APIKeyCookie(name=COOKIE, scheme_name="session", auto_error=False, description="Set by POST /api/login.")
_bearer = HTTPBearer(scheme_name="token", auto_error=False, description="A token from POST /api/tokens.")


def needs(role: Role) -> Any:
    """A dependency: the identity of who asks, if it has at least this role. Else 401 or 403."""

    # the two schemes are only described by this: `identify` reads the request itself
    async def check(
        request: Request, _session: Annotated[Any, Depends(_cookie)], _token: Annotated[Any, Depends(_bearer)]
    ) -> Identity:
        access: Access = request.app.state.access
        who = await run_in_threadpool(access.identify, request)
        if who is None:
            raise ApiError(401, "log in first", None, {"www-authenticate": "Bearer"})
        if not at_least(who.role, role):
            raise ApiError(403, f"that needs the role {role}; yours is {who.role}")
        return who

    return Depends(check)


READER = [needs("reader")]
"""The dependencies of endpoints that everybody at the desk may use."""
