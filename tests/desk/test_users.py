"""People of a desk, their sessions and tokens, on both kinds of database."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from marsad.desk import Desk
from marsad.desk.users import UserError, Users

PASSWORD = "ثلاث كلمات طويلة"


@pytest.fixture
def users(new_address: Callable[[], str]) -> Iterator[Users]:
    with Desk(new_address(), tagger=False) as desk:
        yield desk.users


def test_a_user_comes_and_goes(users: Users) -> None:
    made = users.add("ليلى", PASSWORD, "admin")
    users.add("omar", PASSWORD, "admin")
    assert users.check("ليلى", PASSWORD) == made
    assert users.check("ليلى", PASSWORD + "x") is None
    assert users.check("nobody", PASSWORD) is None
    session = users.open_session(made, 1)
    token, secret = users.add_token(made, "feeds", "analyst", 3)
    assert users.session(session) == made
    assert users.token(secret) == (token, made)
    assert users.remove("ليلى").active is False
    assert users.session(session) is None
    assert users.token(secret) is None
    assert users.check("ليلى", PASSWORD) is None
    assert [(u.name, u.active) for u in users.all()] == [("omar", True), ("ليلى", False)]
    with pytest.raises(UserError, match="last admin"):
        users.remove("omar")
    assert users.add("ليلى", PASSWORD, "reader").created == made.created


def test_a_new_password_ends_what_the_old_one_opened(users: Users) -> None:
    made = users.add("omar", PASSWORD, "analyst")
    session = users.open_session(made, 1)
    _, secret = users.add_token(made, "feeds", "reader", None)
    users.change("omar", password=PASSWORD[::-1])
    assert users.session(session) is None
    assert users.token(secret) is None
    assert users.check("omar", PASSWORD[::-1]) == made


def test_a_session_and_a_token_run_out(users: Users) -> None:
    made = users.add("omar", PASSWORD)
    assert users.session(users.open_session(made, 0)) is None
    assert users.token(users.add_token(made, "feeds", "reader", 0)[1]) is None


@pytest.mark.parametrize("name", ["", "a b", "marsad", "MARSAD", "x" * 65, "a/b", "a\0"])
def test_names_that_are_none(users: Users, name: str) -> None:
    with pytest.raises(UserError):
        users.add(name, PASSWORD)
    assert users.all() == ()


@pytest.mark.parametrize("password", ["short", "omar" * 3 + "x" * 1_100, "aaaaaaaaaaaaa"])
def test_weak_passwords(users: Users, password: str) -> None:
    with pytest.raises(UserError):
        users.add("omar", password)
