"""Telegram's JSON export (`result.json`): one chat, or all the chats of an account."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .given import Given
from .json_items import Item, json_items
from .report import Defaults, InputError, Problem, Report, document, iso_day, sha256

_INTO = frozenset({("messages",), ("chats", "list", "messages"), ("left_chats", "list", "messages")})
_CHANNELS = frozenset({"public_channel", "private_channel", "public_supergroup", "private_supergroup"})


def read_telegram(given: Given) -> Iterator[Report | Problem]:
    """A report for each message with text; a message's number stands behind the file's name.

    A forwarded message is the word of the channel that it comes from: that one is the publisher, and `note`
    names the chat that passed it on. Service messages are no messages; those without text are skipped.
    """
    chat: dict[str, Any] = {}
    some = in_messages = False
    for item in json_items(given.stream, _INTO):
        if item.path[-1:] != ("messages",):
            # name, type and id of a chat stand before its messages; the next chat may lack some of them
            if in_messages:
                chat = {}
                in_messages = False
            chat[item.path[-1] if item.path else ""] = item.value
            continue
        some = in_messages = True
        message = item.value
        number = message.get("id") if isinstance(message, dict) else None
        place = number if isinstance(number, int) else item.line
        try:
            if not isinstance(message, dict):
                raise InputError("not a message")
            if message.get("type", "message") != "message":
                continue
            yield _report(message, item, chat, f"{given.source}:{place}", given.defaults)
        except InputError as refused:
            yield refused.problem(given.source, place)
    if not some:
        raise InputError("empty: no message in it")


def _report(message: dict[str, Any], item: Item, chat: dict[str, Any], source: str, defaults: Defaults) -> Report:
    text = message_text(message.get("text"))
    if not text.strip():
        raise InputError("no text", "text")
    name = chat.get("name") if isinstance(chat.get("name"), str) else None
    origin = message.get("forwarded_from")
    origin = origin if isinstance(origin, str) and origin.strip() else None
    date = message.get("date")
    try:
        published = iso_day(date) if isinstance(date, str) else None
    except InputError as refused:
        raise InputError(f'"date": {refused}') from None
    made = document(
        text,
        title=defaults.title,
        publisher=origin or name or defaults.publisher,
        published=published or defaults.published,
        url=_link(chat, message.get("id")),
    )
    note = f"forwarded in {name}" if origin and name and origin != name else None
    return Report(made, "given" if made.published else None, source, sha256(item.raw), "telegram", note=note)


def message_text(value: Any) -> str:
    """The text of a message: a string, or a list of strings and of objects with a `text` (links, bold words).

    >>> message_text(["خبر ", {"type": "bold", "text": "عاجل"}])
    'خبر عاجل'
    """
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(
            part if isinstance(part, str) else part["text"]
            for part in value
            if isinstance(part, str) or (isinstance(part, dict) and isinstance(part.get("text"), str))
        )
    return ""


def _link(chat: dict[str, Any], number: Any) -> str | None:
    ident = chat.get("id")
    if chat.get("type") not in _CHANNELS or not isinstance(ident, int) or not isinstance(number, int):
        return None
    # exports hold the bare number; other programs write it with the -100 of the interface for bots
    bare = str(abs(ident))
    return f"https://t.me/c/{bare[3:] if ident < 0 and bare.startswith('100') else bare}/{number}"
