"""Logging in and out, users and tokens over the API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, ConfigDict, Field

from marsad.desk.users import LONGEST_PASSWORD, SHORTEST_PASSWORD, UserError, Users
from marsad.model.user import Role, Token, User

from .access import Access, Identity, needs
from .filters import Plain
from .reply import ERRORS, ApiError, Error, Reply, reply
from .settings import Settings

T = TypeVar("T")
router = APIRouter(prefix="/api", responses=ERRORS)
_NO_USERS = "this desk is served without users (marsad serve --auth)"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may hold, in bytes and files."""

    upload_bytes: int
    upload_files: int
    body_bytes: int


@dataclass(frozen=True, slots=True)
class Session:
    """Who is at the desk. Without `auth` there are no users, and whoever asks may do all; `user` null is nobody."""

    auth: bool
    user: str | None
    role: Role | None
    version: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token just made, with its secret, which isn't shown again."""

    token: Token
    secret: str


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


Password = Annotated[str, Field(min_length=SHORTEST_PASSWORD, max_length=LONGEST_PASSWORD)]
Name = Annotated[Plain, Field(min_length=1, max_length=64)]
InPath = Annotated[Plain, Path(max_length=200)]


class Login(_Body):
    """A name and its password."""

    name: Annotated[Plain, Field(min_length=1, max_length=200)]
    password: Annotated[str, Field(min_length=1, max_length=LONGEST_PASSWORD)]


class NewUser(_Body):
    """A user to add, or to let in again."""

    name: Name
    password: Password
    role: Role = "reader"


class UserChange(_Body):
    """What to change of a user. `active` false removes: no way in any more; the name stays on the judgements."""

    password: Password | None = None
    role: Role | None = None
    active: bool | None = None


class PasswordChange(_Body):
    """One's own password, and the one that it replaces."""

    current: Annotated[str, Field(min_length=1, max_length=LONGEST_PASSWORD)]
    password: Password


class TokenWish(_Body):
    """A token to make. Without `days` it holds until it is removed."""

    name: Annotated[Plain, Field(min_length=1, max_length=64)]
    role: Role = "reader"
    days: Annotated[int, Field(ge=1, le=3650)] | None = None


def _access(request: Request) -> Access:
    access: Access = request.app.state.access
    return access


Door = Annotated[Access, Depends(_access)]
Reader = Annotated[Identity, needs("reader")]
Admin = Annotated[Identity, needs("admin")]


def _shown(request: Request, who: Identity | None) -> Session:
    settings: Settings = request.app.state.settings
    limits = Limits(settings.upload_bytes, settings.upload_files, settings.body_bytes)
    name, role = (who.name, who.role) if who is not None else (None, None)
    return Session(settings.auth, name, role, version("marsad"), limits)


def _with_users(request: Request, who: Identity) -> Users:
    if who.via == "local":
        raise ApiError(409, _NO_USERS)
    if who.via == "token":
        raise ApiError(403, "a token can't change users or tokens; log in")
    access: Access = request.app.state.access
    return access.users


@router.get("/session", response_model=Session, tags=["Session"], operation_id="session")
def session(request: Request, door: Door) -> Reply:
    """Who is logged in, what they may do, and how much a request may hold. Answered to anybody."""
    return reply(_shown(request, door.identify(request)))


@router.post(
    "/login", response_model=Session, tags=["Session"], operation_id="login",
    responses={429: {"model": Error, "description": "Too many failed tries; `Retry-After` says how long to wait."},
               409: {"model": Error, "description": "The desk has no users."}},
)  # fmt: skip
def login(body: Login, request: Request, door: Door) -> Reply:
    """Open a session; its cookie is HttpOnly and SameSite=Lax."""
    settings: Settings = request.app.state.settings
    if not settings.auth:
        raise ApiError(409, _NO_USERS)
    user = door.check(request, body.name, body.password)
    answer = reply(_shown(request, Identity(user.name, user.role, "session")))
    door.log_in(request, answer, user)
    return answer


@router.post("/logout", status_code=204, tags=["Session"], operation_id="logout")
def logout(request: Request, door: Door) -> Reply:
    """End the session."""
    answer = Reply(None, 204)
    door.log_out(request, answer)
    return answer


_CONFLICT: dict[int | str, dict[str, Any]] = {
    409: {"model": Error, "description": "The desk has no users, or that can't be done to this one."}
}


@router.post("/password", response_model=User, tags=["Session"], operation_id="password", responses={
    **_CONFLICT, 429: {"model": Error, "description": "Too many failed tries."}})  # fmt: skip
def password(body: PasswordChange, request: Request, door: Door, who: Reader) -> Reply:
    """Change one's own password. All own sessions and tokens end."""
    users = _with_users(request, who)
    door.check(request, who.name, body.current)
    return reply(_tried(lambda: users.change(who.name, password=body.password)))


@router.get("/tokens", response_model=tuple[Token, ...], tags=["Tokens"], operation_id="tokens", responses=_CONFLICT)
def tokens(request: Request, who: Reader) -> Reply:
    """One's own tokens; an admin sees everybody's. Secrets are not kept and not shown."""
    users = _with_users(request, who)
    return reply(users.tokens(None if who.role == "admin" else who.name))


@router.post(
    "/tokens", status_code=201, response_model=NewToken, tags=["Tokens"], operation_id="add_token", responses=_CONFLICT
)
def add_token(body: TokenWish, request: Request, who: Reader) -> Reply:
    """Make a token for a program, with no more rights than one's own. The secret is shown this once."""
    users = _with_users(request, who)
    owner = User(who.name, who.role, True, "")
    return reply(NewToken(*_tried(lambda: users.add_token(owner, body.name, body.role, body.days))), 201)


@router.delete("/tokens/{id}", status_code=204, tags=["Tokens"], operation_id="remove_token", responses=_CONFLICT)
def remove_token(id: InPath, request: Request, who: Reader) -> Reply:
    """End a token: one's own; an admin's reach is everybody's."""
    users = _with_users(request, who)
    try:
        users.remove_token(id, None if who.role == "admin" else who.name)
    except KeyError:
        raise ApiError(404, f"no token {id}") from None
    return Reply(None, 204)


@router.get("/users", response_model=tuple[User, ...], tags=["Users"], operation_id="users", responses=_CONFLICT)
def all_users(request: Request, who: Admin) -> Reply:
    """Everybody, those who were removed included."""
    return reply(_with_users(request, who).all())


@router.post(
    "/users", status_code=201, response_model=User, tags=["Users"], operation_id="add_user", responses=_CONFLICT
)
def add_user(body: NewUser, request: Request, who: Admin) -> Reply:
    """Add a user, or let one in again who was removed."""
    users = _with_users(request, who)
    return reply(_tried(lambda: users.add(body.name, body.password, body.role)), 201)


@router.patch("/users/{name}", response_model=User, tags=["Users"], operation_id="change_user", responses=_CONFLICT)
def change_user(name: InPath, body: UserChange, request: Request, who: Admin) -> Reply:
    """Another role or password, or remove the user. All their sessions end. The last admin stays one."""
    users = _with_users(request, who)
    if body.active is False:
        return reply(_tried(lambda: users.remove(name)))
    if body.active and body.role is None and body.password is None:
        raise ApiError(422, "to let a removed user in again, add the name with a new password", "active")
    return reply(_tried(lambda: users.change(name, password=body.password, role=body.role)))


def _tried(call: Callable[[], T]) -> T:
    try:
        return call()
    except UserError as error:
        conflict = "already" in str(error) or "last admin" in str(error)
        raise ApiError(409 if conflict else 422, str(error), error.field) from None
    except KeyError as error:
        raise ApiError(404, f"no user {error.args[0]}") from None
