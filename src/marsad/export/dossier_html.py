"""A dossier as one HTML file: no script, nothing loaded from elsewhere, made for reading and for printing.

No word of a report becomes markup. Each value stands in an isolate of its own direction; quoted words are marked in
the frozen text without breaking the letters' joins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from .cells import printable
from .dossier import Block, Dossier, Facts, FrozenText, Grid, Heading, Lines, Paragraph, Quotation, dossier
from .dossier_words import heading
from .reading import Options, Readable

_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { font: 11pt/1.7 "Amiri", Georgia, "Liberation Serif", "DejaVu Serif", "Noto Naskh Arabic", "Scheherazade New",
  "Sakkal Majalla", "Traditional Arabic", "Geeza Pro", serif; color: #1b1f23; background: #fff; margin: 0 auto;
  max-width: 190mm; padding: 12mm 8mm 20mm; }
header { border-block-end: 2px solid #14505c; margin-block-end: 8mm; padding-block-end: 3mm; }
.kind, .creed { font-family: "IBM Plex Sans Arabic", "Noto Sans Arabic", "Segoe UI", Tahoma, Arial, sans-serif; }
.kind { color: #14505c; font-size: 9.5pt; font-weight: 600; margin: 0; }
h1 { font-size: 19pt; line-height: 1.5; margin: 1mm 0 2mm; }
.creed { font-size: 9.5pt; color: #50575e; margin: 0; }
h2 { font-size: 14pt; color: #14505c; border-block-end: 1px solid #c9d6d9; margin: 9mm 0 3mm; padding-block-end: 1mm; }
h3 { font-size: 12pt; margin: 7mm 0 2mm; }
h4 { font-size: 11pt; margin: 5mm 0 2mm; }
h2, h3, h4 { break-after: avoid; }
dl { display: grid; grid-template-columns: minmax(28mm, max-content) 1fr; gap: 0 5mm; margin: 0 0 3mm; }
dt { color: #50575e; }
dd { margin: 0; min-width: 0; }
dd > bdi, td > bdi { display: block; overflow-wrap: anywhere; }
[dir="ltr"] :is(dd, td, h1) > bdi { text-align: left; }
[dir="rtl"] :is(dd, td, h1) > bdi { text-align: right; }
table { border-collapse: collapse; inline-size: 100%; margin: 0 0 3mm; font-size: 10pt; }
th, td { border: 1px solid #c9d6d9; padding: 1mm 2mm; text-align: start; vertical-align: top; }
th { background: #eef4f5; font-weight: 600; }
tr { break-inside: avoid; }
blockquote { margin: 2mm 0; padding: 1mm 4mm; border-inline-start: 3px solid #14505c; background: #f5f8f9;
  break-inside: avoid; }
blockquote p { margin: 0; unicode-bidi: plaintext; text-align: start; }
cite { display: block; font-style: normal; font-size: 8.5pt; color: #50575e; }
.text { border: 1px solid #c9d6d9; padding: 3mm 4mm; white-space: pre-wrap; overflow-wrap: anywhere;
  unicode-bidi: plaintext; }
mark { background: #fff0b8; color: inherit; }
code, .mono { font-family: "DejaVu Sans Mono", Consolas, Menlo, monospace; font-size: 8.5pt; }
a { color: #14505c; }
@page { size: A4; margin: 16mm 14mm; }
@media print { body { max-width: none; padding: 0; } a { color: inherit; text-decoration: none; }
  mark { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
@media (max-width: 150mm) { dl { display: block; } dd { margin-block-end: 2mm; } table { display: block;
  overflow-x: auto; } }
"""
_MONO = re.compile(r"[0-9a-f]{64}")


def export(desk: Readable, options: Options) -> Iterator[bytes]:
    """The dossier of `options.of`, in UTF-8."""
    yield from (part.encode() for part in page(dossier(desk, options)))


def page(content: Dossier) -> Iterator[str]:
    """The file, piece by piece."""
    direction = "rtl" if content.language == "ar" else "ltr"
    title = f"{content.kind}: {content.title}"
    yield (
        f'<!DOCTYPE html>\n<html lang="{content.language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f'<meta name="generator" content="Marsad">\n<title>{_safe(title)}</title>\n<style>{_STYLE}</style>\n</head>\n'
        f'<body>\n<header>\n<p class="kind">{_safe(content.kind)}</p>\n<h1>{_bdi(content.title)}</h1>\n'
        f'<p class="creed">{_safe(content.creed)}</p>\n</header>\n<main>\n'
    )
    for block in content.blocks:
        yield _block(block, content) + "\n"
    yield "</main>\n</body>\n</html>\n"


def _block(block: Block, content: Dossier) -> str:
    match block:
        case Heading(level, text, anchor):
            mark = f' id="{_safe(anchor)}"' if anchor else ""
            return f"<h{level}{mark}>{_bdi(text)}</h{level}>"
        case Facts(rows):
            inner = "".join(f"<dt>{_safe(label)}</dt><dd>{_lines(values)}</dd>" for label, values in rows)
            return f"<dl>{inner}</dl>"
        case Grid(head, body):
            top = "".join(f'<th scope="col">{_safe(h)}</th>' for h in head)
            inner = "".join(f"<tr>{''.join(f'<td>{_lines(cell)}</td>' for cell in row)}</tr>" for row in body)
            return f"<table><thead><tr>{top}</tr></thead><tbody>{inner}</tbody></table>"
        case Quotation(exact, report, _, _):
            said = heading("quotation", content.language)
            return (
                f'<blockquote><p>{_safe(exact)}</p><cite>{_safe(said)}: <a href="#{_safe(report)}">'
                f"<bdi>{_safe(block.place)}</bdi></a></cite></blockquote>"
            )
        case FrozenText(_, text, marks):
            return f'<div class="text">{_marked(text, marks)}</div>'
        case Paragraph(text):
            return f"<p>{_safe(text)}</p>"


def _lines(values: Lines) -> str:
    return "".join(_line(v) for v in values)


def _line(value: str) -> str:
    inner = _safe(value)
    if _MONO.fullmatch(value):
        return f'<bdi class="mono">{inner}</bdi>'
    if value.startswith(("http://", "https://")):
        return f'<bdi><a href="{inner}" rel="noreferrer">{inner}</a></bdi>'
    return f"<bdi>{inner}</bdi>"


def _bdi(text: str) -> str:
    return f"<bdi>{_safe(text)}</bdi>"


def _marked(text: str, marks: Iterable[tuple[int, int]]) -> str:
    """The text with its quoted pieces marked; pieces that overlap are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    out, at = [], 0
    for start, end in joined:
        out.append(f"{_safe(text[at:start])}<mark>{_safe(text[start:end])}</mark>")
        at = end
    return "".join([*out, _safe(text[at:])])


def _safe(text: str) -> str:
    """Text that is text: no markup, and nothing that HTML forbids."""
    return escape(printable(text), quote=True)
