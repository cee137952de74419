"""kill -9 while reports are added, at random points: a second run completes, and the desk is as if nothing had been.

`bench/desk_killed.py` does the same with 500 reports, 50 kills and the analyser.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from marsad.desk import Desk
from marsad.model.encoding import to_json

REPORTS = 60
KILLS = 10
ADD = """
import sys
from marsad.desk import Desk
from marsad.model.encoding import from_dict
import json
with Desk(sys.argv[1]) as desk, open(sys.argv[2], encoding="utf-8") as lines:
    records = ((from_dict(json.loads(line)), "lines") for line in lines)
    for outcome in desk.add_records(records, analyser="by hand"):
        assert outcome.status in ("added", "known"), outcome
        print(outcome.status, flush=True)
"""


def written(report: Callable[..., Any], path: Path) -> Path:
    """Records of a small world in which names, places and events come back."""
    rng = Random(5)
    people = [f"{a} {b}" for a in ("سالم", "نبيل", "كريم") for b in ("المرسي", "القنطاوي", "الزواري")]
    with open(path, "w", encoding="utf-8") as stream:
        for n in range(REPORTS):
            made = report(f"r{n:03}", published=f"2024-06-{1 + n // 4:02}", publisher=f"صحيفة {n % 5}")
            made.write(f"التقرير رقم {n}.")
            who = made.name(rng.choice(people), country="LBY")
            where = made.name(rng.choice(("طبرق", "درنة", "سرت")), "place", "LBY")
            made.tell(actor=[who], place=[where], day=f"2024-06-{1 + n // 4:02}", words=f"زار المدينة {n % 7}")
            stream.write(to_json(made.record()) + "\n")
    return path


def test_a_killed_run_loses_and_doubles_nothing(
    new_address: Callable[[], str], report: Callable[..., Any], tmp_path: Path
) -> None:
    records = written(report, tmp_path / "records.jsonl")
    rng = Random(3)
    address = new_address()
    kills = 0
    while kills < KILLS:
        run = subprocess.Popen(
            [sys.executable, "-c", ADD, address, str(records)], stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        assert run.stdout is not None
        # so many new ones, and then somewhere inside the next
        wanted = rng.randrange(0, 2 * REPORTS // KILLS)
        for line in run.stdout:
            if line == "added\n" and (wanted := wanted - 1) < 0:
                break
        time.sleep(rng.random() * 0.02)
        if run.poll() is not None:
            break
        run.send_signal(signal.SIGKILL)
        run.wait()
        run.stdout.close()
        kills += 1
    assert kills >= KILLS // 2
    with open(records, encoding="utf-8") as lines:
        made = [json.loads(line) for line in lines]
    from marsad.model.encoding import from_dict

    given = [(from_dict(data), "lines") for data in made]
    with Desk(address) as killed, Desk(new_address()) as whole:
        again = [o.status for o in killed.add_records(given, analyser="by hand")]
        assert set(again) <= {"added", "known"}
        assert {o.status for o in whole.add_records(given, analyser="by hand")} == {"added"}
        assert killed.status().reports == REPORTS
        assert killed.digest() == whole.digest()
