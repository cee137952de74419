"""GraphML: who meets, visits, attacks, quotes or is kin of whom, for Gephi, Cytoscape, yEd, igraph and networkx.

Actors are nodes, what joins two of them is an edge, one for each kind. `weight` counts the stories or reports that
state it. The file is directed; what has no direction (a meeting) has `mutual` true. What is in memory grows with the
network, not with the number of reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from .cells import joined, printable
from .reading import CREED, Options, Readable

_NODE = (("name", "string"), ("name_en", "string"), ("type", "string"), ("country", "string"), ("stories", "int"))
_EDGE = (
    ("kind", "string"), ("mutual", "boolean"), ("weight", "int"), ("earliest", "string"), ("latest", "string"),
    ("stories", "string"), ("reports", "string"),
)  # fmt: skip
_MUTUAL = frozenset({"meeting"})
ALL = 10**9
"""More nodes than any desk has: nothing is left out."""


def export(desk: Readable, options: Options) -> Iterator[bytes]:
    """The file, nodes before edges. Days are ISO dates; several ids of a value are parted by " | "."""
    network = desk.network(options.filters, limit=ALL)
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield f"<!-- {CREED} -->\n".encode()
    for owner, keys in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in keys:
            key = f'<key id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>\n'
            yield key.encode()
    yield b'<graph id="marsad" edgedefault="directed">\n'
    for node in sorted(network.nodes, key=lambda n: n.id):
        values = (node.name, node.name_en, node.type, node.country, node.stories)
        yield f"<node id={_attribute(node.id)}>{_data('node', _NODE, values)}</node>\n".encode()
    edges = sorted(network.edges, key=lambda e: (e.source, e.target, e.kind))
    for number, edge in enumerate(edges, 1):
        marks = f'id="e{number}" source={_attribute(edge.source)} target={_attribute(edge.target)}'
        told = (
            edge.kind, edge.kind in _MUTUAL, edge.weight, edge.earliest, edge.latest,
            joined(edge.stories), joined(edge.reports),
        )  # fmt: skip
        yield f"<edge {marks}>{_data('edge', _EDGE, told)}</edge>\n".encode()
    yield b"</graph>\n</graphml>\n"


def _data(owner: str, keys: tuple[tuple[str, str], ...], values: tuple[str | int | bool | None, ...]) -> str:
    return "".join(
        f'<data key="{owner}_{name}">{_text(value)}</data>'
        for (name, _), value in zip(keys, values, strict=True)
        if value is not None and value != ""
    )


def _text(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(printable(str(value)))


def _attribute(value: str) -> str:
    return quoteattr(printable(value))
