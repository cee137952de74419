"""Stories as JSON Lines: what several reports tell of one event, with every account, origin and conflict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marsad.model.story import Story

from .output import json_line
from .reading import Options, Readable


def export(desk: Readable, options: Options) -> Iterator[bytes]:
    """A story a line, in the order of their ids."""
    for story in desk.all_stories(options.filters):
        yield json_line(as_json(story))


def as_json(story: Story) -> dict[str, Any]:
    """A story as JSON values.

    `accounts` name report and event of the records as `document` and `event`; everything else has the names of
    `marsad.model.story`, the story's own fields (type, actor, earliest, certainty, …) at the top.
    """
    import msgspec

    data = msgspec.to_builtins(story)
    return {
        "id": story.line.id,
        "accounts": [{"document": a.pop("report"), **a} for a in data["accounts"]],
        "origins": data["origins"],
        "conflicts": data["conflicts"],
        # the line's own `origin`, `origins`, `conflicts` are names and numbers of what stands in full above
        **{k: v for k, v in data["line"].items() if k not in ("id", "origins", "conflicts")},
    }
