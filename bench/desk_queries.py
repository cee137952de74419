"""How long does the query behind each view take on a desk of 100,000 events?

    python bench/desk_queries.py [--events 100000] [--desk PATH]

A seed of generated reports is added as always; the desk is then multiplied row by row, with shifted days and, but for
the fifty actors that are in the news all the time, with new actors. Prints the median and the slowest of several calls,
in milliseconds of this process' own time (the machine may be shared) and of the clock.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

from desk_stream import records
from sqlalchemy import Connection, text

from marsad.desk import Desk
from marsad.model.views import Filters

SEED_REPORTS = 1_200
DAYS = 30
COMMON = 50
CALLS = 9


def multiply(connection: Connection, times: int) -> None:
    """Add `times` - 1 copies of everything derived, on later days."""
    tops = {
        name: connection.execute(text(f"SELECT max(pk) FROM {name}")).scalar_one()
        for name in ("report", "account", "story", "actor", "entity", "tie", "saying")
    }

    def day(column: str) -> str:
        return f"CASE WHEN {column} = '' THEN '' ELSE date({column}, :shift) END"

    who = f"CASE WHEN actor <= {COMMON} THEN actor ELSE actor + :actor END"
    statements = [
        f"""INSERT INTO report (pk, id, version, url, title, publisher, published, published_by, added, source, words,
            events, claims, analyser) SELECT pk + :report, 'copy' || (pk + :report), version, NULL, title, publisher,
            {day("published")}, published_by, added, source, words, events, claims, analyser
            FROM report WHERE pk <= {tops["report"]}""",
        f"""INSERT INTO version (report, number, digest, text, record, title, publisher, published, published_by, added,
            source, analyser) SELECT 'copy' || (r.pk + :report), v.number, v.digest || :report, v.text, v.record,
            v.title, v.publisher, v.published, v.published_by, v.added, v.source, v.analyser
            FROM version v JOIN report r ON r.id = v.report WHERE r.pk <= {tops["report"]}""",
        f"""INSERT INTO actor (pk, id, founder, type, name, name_en, country, sector, wikidata, geonames, latitude,
            longitude, reports, stories, sayings, first_seen, last_seen, facts) SELECT pk + :actor,
            printf('a-%016x', pk + :actor), founder, type, name || ' ' || :report, name_en, country, sector, wikidata,
            geonames, latitude, longitude, reports, stories, sayings, {day("first_seen")}, {day("last_seen")}, facts
            FROM actor WHERE pk > {COMMON} AND pk <= {tops["actor"]}""",
        f"""INSERT INTO actor_key SELECT key, actor + :actor FROM actor_key
            WHERE actor > {COMMON} AND actor <= {tops["actor"]}""",
        f"""INSERT INTO entity (pk, report, entity, type, name, published, base, actor, facts, score) SELECT
            pk + :entity, report + :report, entity, type, name, {day("published")}, {who}, {who}, facts, score
            FROM entity WHERE pk <= {tops["entity"]}""",
        f"""INSERT INTO story (pk, id, founder, hidden, type, mode, aux, earliest, latest, certainty, reports, outlets,
            origins, conflicts, newest, line, body) SELECT pk + :story, printf('s-%016x', pk + :story), founder, hidden,
            type, mode, aux, {day("earliest")}, {day("latest")}, certainty, reports, outlets, origins, conflicts,
            {day("newest")}, line, body FROM story WHERE pk <= {tops["story"]}""",
        f"""INSERT INTO account (pk, report, event, number, type, published, base, story, doubt, decision, counts, body)
            SELECT pk + :account, report + :report, event, number, type, {day("published")}, base + :story,
            story + :story, doubt, decision, counts, body FROM account WHERE pk <= {tops["account"]}""",
        f"""INSERT INTO story_actor SELECT story + :story, role, {who}, country, located FROM story_actor
            WHERE story <= {tops["story"]}""",
        f"""INSERT INTO story_source SELECT story + :story, source, kind, name FROM story_source
            WHERE story <= {tops["story"]}""",
        f"""INSERT INTO story_key SELECT key || :report, story + :story FROM story_key
            WHERE story <= {tops["story"]}""",
        f"""INSERT INTO tie SELECT pk + :tie, report + :report, kind,
            CASE WHEN "left" <= {COMMON} THEN "left" ELSE "left" + :actor END,
            CASE WHEN "right" <= {COMMON} THEN "right" ELSE "right" + :actor END, detail, {day("published")}
            FROM tie WHERE pk <= {tops["tie"]}""",
        f"""INSERT INTO saying SELECT pk + :saying, report + :report, attribution, {who}, role, act, start, "end",
            exact, {day("published")}, publisher FROM saying WHERE pk <= {tops["saying"]}""",
        f"INSERT INTO report_words (rowid, terms) SELECT rowid + :report, terms FROM report_words "
        f"WHERE rowid <= {tops['report']}",
        f"INSERT INTO account_words (rowid, terms) SELECT rowid + :account, terms FROM account_words "
        f"WHERE rowid <= {tops['account']}",
        f"INSERT INTO actor_words (rowid, terms) SELECT rowid + :actor, terms FROM actor_words "
        f"WHERE rowid > {COMMON} AND rowid <= {tops['actor']}",
    ]
    for n in range(1, times):
        values = {name: n * top for name, top in tops.items()} | {"shift": f"+{n * DAYS} days"}
        for statement in statements:
            connection.execute(text(statement), values)
    connection.execute(
        text("UPDATE actor SET stories = (SELECT count(DISTINCT story) FROM story_actor WHERE actor = actor.pk)")
    )


def views(desk: Desk) -> dict[str, Callable[[], Any]]:
    """What is measured."""
    story = desk.stories(order="reports").items[0]
    popular = desk.actors(type="person").items[0]
    rare = desk.actors(type="person", limit=1000).items[-1]
    place = desk.actors(type="place").items[0]
    source = desk.sources().items[0]
    second = desk.stories().cursor
    narrow = Filters(type=("CONSULT",), earliest="2018-03-01", latest="2018-03-31")
    return {
        "stories": desk.stories,
        "stories, second page": lambda: desk.stories(cursor=second),
        "stories by origins": lambda: desk.stories(order="origins"),
        "stories of a type in a month": lambda: desk.stories(narrow),
        "stories of a popular actor": lambda: desk.stories(Filters(actor=(popular.id,))),
        "stories at a place": lambda: desk.stories(Filters(place=(place.id,))),
        "stories of a publisher": lambda: desk.stories(Filters(source=("صحيفة الشراع",))),
        "stories with words": lambda: desk.stories(Filters(q=popular.name)),
        "facets": desk.facets,
        "facets, narrowed": lambda: desk.facets(narrow),
        "facets of an actor": lambda: desk.facets(Filters(actor=(popular.id,))),
        "story": lambda: desk.story(story.id),
        "reports": desk.reports,
        "reports of an actor": lambda: desk.reports(Filters(actor=(popular.id,))),
        "actors": desk.actors,
        "actor, popular": lambda: desk.actor(popular.id),
        "actor, rare": lambda: desk.actor(rare.id),
        "sources": desk.sources,
        "source": lambda: desk.source(source.id),
        "timeline": lambda: desk.timeline(limit=500),
        "timeline, a month": lambda: desk.timeline(narrow),
        "map": lambda: desk.map(limit=500),
        "map, a month": lambda: desk.map(narrow),
        "network": desk.network,
        "network, a month": lambda: desk.network(narrow),
        "network of an actor": lambda: desk.network(Filters(actor=(popular.id,))),
        "audits": desk.audits,
        "search, a name": lambda: desk.search(popular.name),
        "search, a place with a particle": lambda: desk.search("ب" + place.name.split()[-1]),
        "queue": desk.queue,
        "status": desk.status,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--desk", help="keep the desk there, and use it if it is there")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.desk or os.path.join(folder, "bench.db")
        made = os.path.exists(path)
        with Desk(path) as desk:
            if not made:
                for _ in desk.add_records(((r, "bench") for r in records(SEED_REPORTS)), analyser="bench"):
                    pass
                events = desk.status().events
                with desk.database.write() as connection:
                    multiply(connection, -(-chosen.events // events))
            status = desk.status()
            print(f"{status.reports} reports, {status.events} events, {status.stories} stories, {status.actors} actors")
            print(f"{'':36}{'median':>10}{'slowest':>10}{'clock':>10}")
            for name, call in views(desk).items():
                own, clock = [], []
                for _ in range(CALLS):
                    began, ticked = time.process_time(), time.perf_counter()
                    call()
                    own.append((time.process_time() - began) * 1000)
                    clock.append((time.perf_counter() - ticked) * 1000)
                print(
                    f"{name:36}{statistics.median(own):>10.1f}{max(own):>10.1f}{statistics.median(clock):>10.1f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
