"""Requests made up from the description: no server error, and answers as the description says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from marsad.web.settings import Settings

from .desks import PASSWORD, Served, serving

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
BOUNDED = settings(
    max_examples=8, derandomize=True, deadline=None, database=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
"""So many for each endpoint, always the same ones, so that a failure can be repeated."""


@pytest.fixture(scope="module")
def running(sample_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk with users, and an admin's token."""
    copy = tmp_path_factory.mktemp("made-up") / "news.db"
    copy.write_bytes(sample_desk.read_bytes())
    with serving(str(copy), Settings(auth=True)) as served:
        served.desk.users.add("admin", PASSWORD, "admin")
        yield served


def test_made_up_requests_are_answered(running: Served) -> None:
    schema = schemathesis.openapi.from_url(f"{running.url}/api/openapi.json")
    user = next(u for u in running.desk.users.all() if u.name == "admin")
    asked: dict[str, int] = {}

    def ask(case: schemathesis.Case) -> None:
        # a request before this one may have ended the session
        session = running.desk.users.open_session(user, 1)
        answer = case.call(
            headers={"origin": running.url, "cookie": f"marsad_session={session}"}, timeout=60, allow_redirects=False
        )
        case.validate_response(answer, checks=list(CHECKS))
        asked[case.operation.label] = asked.get(case.operation.label, 0) + 1

    failed: list[BaseException] = []
    for found in schema.get_all_operations():
        operation = found.ok()
        try:
            BOUNDED(given(case=operation.as_strategy())(ask))()
        except (Exception, BaseExceptionGroup) as error:
            failed.append(error)
    if failed:
        raise BaseExceptionGroup("answers that the description doesn't allow", failed)
    assert len(asked) == len([m for methods in running.app.openapi()["paths"].values() for m in methods])
