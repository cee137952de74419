"""`marsad user`: who may use a desk that is served with --auth."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from .desk_option import DEFAULT, DeskOption, open_desk

if TYPE_CHECKING:
    from marsad.desk.users import Users

app = typer.Typer(help="Who may use a desk that is served with --auth.", no_args_is_help=True)


class RoleName(StrEnum):
    """What a user may do."""

    reader = "reader"
    analyst = "analyst"
    admin = "admin"


Name = Annotated[str, typer.Argument(metavar="NAME", help="Letters, digits, '.', '-', '_' or '@'.")]
Stdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


@app.command()
def add(
    name: Name,
    role: Annotated[
        RoleName, typer.Option(help="reader reads; analyst also judges and adds; admin also keeps the users.")
    ] = RoleName.reader,
    password_stdin: Stdin = False,
    desk: DeskOption = DEFAULT,
) -> None:
    """Add a user, or let one in again who was removed. Asks for the password."""
    from marsad.desk.users import checked_name

    with _users(desk) as users:
        checked_name(name)
        made = users.add(name, _password(password_stdin), role.value)
        typer.echo(f"{made.name}\t{made.role}")


@app.command("list")
def list_(desk: DeskOption = DEFAULT) -> None:
    """Print the users: name, role, state and since when, separated by tabs."""
    with _users(desk) as users:
        for user in users.all():
            typer.echo("\t".join((user.name, user.role, "active" if user.active else "removed", user.created)))


@app.command()
def password(name: Name, password_stdin: Stdin = False, desk: DeskOption = DEFAULT) -> None:
    """Set another password. Ends all sessions and tokens of the user."""
    with _users(desk) as users:
        users.change(name, password=_password(password_stdin))


@app.command()
def role(name: Name, role: Annotated[RoleName, typer.Argument()], desk: DeskOption = DEFAULT) -> None:
    """Give a user another role. Ends all sessions of the user."""
    with _users(desk) as users:
        users.change(name, role=role.value)


@app.command()
def remove(name: Name, desk: DeskOption = DEFAULT) -> None:
    """Let a user in no longer. The name stays with the judgements that bear it."""
    with _users(desk) as users:
        users.remove(name)


@contextmanager
def _users(address: str) -> Iterator[Users]:
    from marsad.desk.users import UserError

    from .messages import give_up

    try:
        with open_desk(address, create=True) as desk:
            yield desk.users
    except UserError as error:
        give_up(error)
    except KeyError as error:
        give_up(f"no user {error.args[0]}")


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    first: str = typer.prompt("Password", hide_input=True)
    if typer.prompt("Again", hide_input=True) != first:
        from marsad.desk.users import UserError

        raise UserError("the two passwords differ", "password")
    return first
