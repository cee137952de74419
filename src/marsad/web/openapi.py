"""The description of the API (OpenAPI 3.1), and a page that shows it without anything from another host."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from marsad.model.encoding import json_schema
from marsad.model.views import ReportState

from .reply import Reply, reply

router = APIRouter(include_in_schema=False)
REPORT = {"$ref": "#/components/schemas/Report"}
"""The schema of a report with its record, which `describe` builds from the record's own JSON Schema."""
_PLACE = "#/components/schemas/"
_ABOUT = (
    "The desk over HTTP: the same objects as the Python API, as JSON.\n\n"
    "Marsad records what reports say, never what is true. Offsets are code points of a report's text, half-open; "
    "days are local days. Errors are `{error, field}`."
)


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description, made once. A record's schema is the one that `marsad schema` prints."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title,
            version=app.version,
            description=_ABOUT,
            routes=app.routes,
            separate_input_output_schemas=False,
        )
        made["components"]["schemas"].update(_record_schemas())
        app.openapi_schema = made
    return app.openapi_schema


def _record_schemas() -> dict[str, Any]:
    definitions = json_schema()["$defs"]
    moved = json.loads(json.dumps(definitions).replace('"#/$defs/', f'"{_PLACE}Record.'))
    record = moved.pop("Record")
    report = {
        **record,
        "title": "Report",
        "description": "A report's record, and its place in the desk.",
        "properties": {**record["properties"], "line": {"$ref": f"{_PLACE}ReportState"}},
        "required": [*record["required"], "line"],
    }
    state = TypeAdapter(ReportState).json_schema(ref_template=_PLACE + "{model}", mode="serialization")
    named = {**state.pop("$defs"), "ReportState": state, "Report": report}
    return named | {f"Record.{name}": schema for name, schema in moved.items()}


@router.get("/api/openapi.json")
def openapi(request: Request) -> Reply:
    """The description as JSON."""
    return reply(describe(request.app))


@router.get("/api/docs")
def docs(request: Request) -> Response:
    """The description as a page: no script, no style of its own but the stylesheet beside it."""
    return Response(_page(describe(request.app)), media_type="text/html; charset=utf-8")


@router.get("/api/docs.css")
def stylesheet() -> Response:
    """How the page looks."""
    return Response(_STYLE, media_type="text/css; charset=utf-8")


def _page(spec: dict[str, Any]) -> str:
    groups: dict[str, list[str]] = {}
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            tag = (operation.get("tags") or ["Other"])[0]
            groups.setdefault(tag, []).append(_operation(path, method, operation))
    links = " · ".join(f'<a href="#{escape(tag)}">{escape(tag)}</a>' for tag in (*groups, "Schemas"))
    body = "".join(f'<h2 id="{escape(tag)}">{escape(tag)}</h2>{"".join(parts)}' for tag, parts in groups.items())
    schemas = "".join(_schema(name, schema) for name, schema in sorted(spec["components"]["schemas"].items()))
    info = spec["info"]
    about = "".join(f"<p>{_text(part)}</p>" for part in info["description"].split("\n\n"))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(info['title'])} API</title>"
        '<link rel="stylesheet" href="/api/docs.css"></head><body><main>'
        f"<h1>{escape(info['title'])} API {escape(info['version'])}</h1>{about}"
        f'<p><a href="/api/openapi.json">openapi.json</a> · {links}</p>{body}'
        f'<h2 id="Schemas">Schemas</h2>{schemas}</main></body></html>'
    )


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(p['name'])}</code>{'' if p['required'] else ' <i>optional</i>'}</td>"
        f"<td>{escape(p['in'])}</td><td>{_kind(p['schema'])}</td>"
        f"<td>{_text(p.get('description', ''))}</td></tr>"
        for p in operation.get("parameters", ())
    )
    table = f"<table><tr><th>Parameter</th><th>In</th><th>Type</th><th></th></tr>{rows}</table>" if rows else ""
    content = operation.get("requestBody", {}).get("content", {})
    bodies = "".join(f"<li>Body {escape(kind)}: {_kind(c.get('schema', {}))}</li>" for kind, c in content.items())
    answers = "".join(f"<li>{escape(code)}: {_answer(answer)}</li>" for code, answer in operation["responses"].items())
    return (
        f'<section><h3><span class="method">{method.upper()}</span> <code>{escape(path)}</code></h3>'
        f"<p>{_text(operation.get('description', operation.get('summary', '')))}</p>{table}<ul>{bodies}{answers}</ul>"
        "</section>"
    )


def _answer(answer: dict[str, Any]) -> str:
    kinds = ", ".join(f"{_kind(c['schema'])}" for c in answer.get("content", {}).values() if c.get("schema"))
    return f"{_text(answer.get('description', ''))} {kinds}"


def _schema(name: str, schema: dict[str, Any]) -> str:
    needed = schema.get("required", ())
    rows = "".join(
        f"<tr><td><code>{escape(field)}</code>{'' if field in needed else ' <i>optional</i>'}</td>"
        f"<td>{_kind(kind)}</td><td>{_text(kind.get('description', ''))}</td></tr>"
        for field, kind in schema.get("properties", {}).items()
    )
    table = f"<table><tr><th>Field</th><th>Type</th><th></th></tr>{rows}</table>" if rows else f"<p>{_kind(schema)}</p>"
    about = _text(schema.get("description", ""))
    return f'<section id="{escape(name)}"><h3>{escape(name)}</h3><p>{about}</p>{table}</section>'


def _kind(schema: dict[str, Any]) -> str:
    """A schema in a few words, with links to those that have a name."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(_PLACE)
        return f'<a href="#{escape(name)}">{escape(name)}</a>'
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return " or ".join(map(_kind, schema[key]))
    if "enum" in schema or "const" in schema:
        return ", ".join(f"<code>{escape(json.dumps(v))}</code>" for v in schema.get("enum", [schema.get("const")]))
    kind = schema.get("type", "any")
    if kind == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object of {_kind(schema['additionalProperties'])}"
    if kind == "object" and "properties" in schema:
        fields = ", ".join(f"<code>{escape(n)}</code>: {_kind(s)}" for n, s in schema["properties"].items())
        return f"object ({fields})"
    return escape(kind if isinstance(kind, str) else " or ".join(kind))


def _text(text: str) -> str:
    """A description: what stands between backquotes as code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if i % 2 else part for i, part in enumerate(parts))


_STYLE = """:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
code { font-family: ui-monospace, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
section { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
.method { display: inline-block; min-width: 4.5rem; font-size: 0.8em; letter-spacing: 0.05em; }
table { border-collapse: collapse; width: 100%; font-size: 0.9em; }
th, td { text-align: start; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0; overflow-wrap: anywhere; }
i { opacity: 0.7; }
"""
