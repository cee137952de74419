"""A large desk from a small one, in minutes instead of hours: its reports and stories again and again, days later.

    python bench/desk_grow.py --desk SMALL --to LARGE --events 100000

Those who are often in the news stay one actor and get all the stories of all copies, as busy people do; the others are
copied under names of their own. Only for measuring how fast a desk of that size is read: it says nothing about adding,
and its ids don't lead from a story's participants to the copies of rare ones. SQLite only.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3

SHARED_REPORTS = 3
"""Who is in more reports than this is the same actor in all copies."""
SHOWN = ("report", "account", "story", "actor")
STEP = 10_000_000
DAYS = 15
"""Days from one copy to the next."""
_ACTOR = "CASE WHEN {0} IN (SELECT pk FROM temp.shared) THEN {0} ELSE {0} + :shift END"
_ID = "substr({0}, 1, 12) || printf('%06x', :n)"
_DAY = "date({0}, '+' || :days || ' days')"
SHIFT, ACTOR, ID, REPORT, DAY, KEY = "shift", "actor", "id", "report", "day", "key"
CHANGES: dict[str, dict[str, str]] = {
    "report": {"pk": SHIFT, "id": REPORT, "published": DAY},
    "version": {"pk": SHIFT, "report": REPORT, "published": DAY},
    "entity": {"pk": SHIFT, "report": SHIFT, "actor": ACTOR, "published": DAY},
    "account": {"pk": SHIFT, "report": SHIFT, "story": SHIFT, "published": DAY, "base": SHIFT},
    "story": {"pk": SHIFT, "id": ID, "earliest": DAY, "latest": DAY, "newest": DAY},
    "story_actor": {"story": SHIFT, "actor": ACTOR},
    "story_source": {"story": SHIFT},
    "story_key": {"story": SHIFT, "key": KEY},
    "saying": {"pk": SHIFT, "report": SHIFT, "actor": ACTOR, "published": DAY},
    "tie": {"pk": SHIFT, "report": SHIFT, "left": ACTOR, "right": ACTOR, "published": DAY},
    "judgement": {"number": SHIFT},
    "report_words": {"rowid": SHIFT},
    "account_words": {"rowid": SHIFT},
}
RARE: dict[str, dict[str, str]] = {
    "actor": {"pk": SHIFT, "id": ID}, "actor_key": {"actor": SHIFT, "key": KEY}, "actor_words": {"rowid": SHIFT},
}  # fmt: skip
_WHO = {"actor": "pk", "actor_key": "actor", "actor_words": "rowid"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--desk", required=True)
    parser.add_argument("--to", required=True)
    parser.add_argument("--events", type=int, default=100_000)
    chosen = parser.parse_args()
    print(grow(chosen.desk, chosen.to, chosen.events))


def grow(desk: str, to: str, wanted: int) -> str:
    """Make the large desk; gives its size in words."""
    with sqlite3.connect(desk) as small:
        small.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(desk, to)
    db = sqlite3.connect(to)
    db.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -400000"
    )
    db.execute("CREATE TEMP TABLE shared AS SELECT pk FROM actor WHERE reports > ?", (SHARED_REPORTS,))
    (events,) = db.execute("SELECT count(*) FROM account").fetchone()
    times = max(wanted // events, 1)
    for name in (*CHANGES, *RARE):
        # what is copied must not grow with each copy
        db.execute(
            f'CREATE TEMP TABLE "o_{name}" AS SELECT {"rowid, *" if name.endswith("_words") else "*"} FROM "{name}"'
        )
    for n in range(1, times):
        values = {"shift": n * STEP, "n": n, "days": n * DAYS}
        for name, changes in {**CHANGES, **RARE}.items():
            rare = f" WHERE {_WHO[name]} NOT IN (SELECT pk FROM temp.shared)" if name in RARE else ""
            db.execute(copy(db, name, changes) + rare, values)
        db.commit()
    db.execute(
        "UPDATE actor SET stories = (SELECT count(DISTINCT story) FROM story_actor WHERE actor = pk), "
        "reports = (SELECT count(DISTINCT report) FROM entity WHERE actor = actor.pk), "
        "sayings = (SELECT count(*) FROM saying WHERE actor = actor.pk) WHERE pk IN (SELECT pk FROM temp.shared)"
    )
    db.commit()
    counts = ((table, db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in SHOWN)
    size = ", ".join(f"{count:,} {table}" for table, count in counts)
    db.close()
    return size


def copy(db: sqlite3.Connection, name: str, changes: dict[str, str]) -> str:
    """The statement that copies a table's first rows."""
    columns = [row[1] for row in db.execute(f'PRAGMA table_info("{name}")')]
    if name.endswith("_words"):
        columns = ["rowid", *columns]
    forms = {
        SHIFT: "{0} + :shift", ACTOR: _ACTOR, ID: _ID, REPORT: "{0} || '-' || :n", DAY: _DAY, KEY: "{0} || '~' || :n",
    }  # fmt: skip
    new = [forms[changes[c]].format(f'"{c}"') if c in changes else f'"{c}"' for c in columns]
    named = ", ".join(f'"{c}"' for c in columns)
    return f'INSERT INTO "{name}" ({named}) SELECT {", ".join(new)} FROM temp."o_{name}"'


if __name__ == "__main__":
    main()
