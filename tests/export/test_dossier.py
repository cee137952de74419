"""Dossiers: everything is in them, nothing of a report is markup, the PDF can be copied from."""

from __future__ import annotations

import hashlib
import re
from html.parser import HTMLParser

import pytest

from marsad.desk import Desk, UnknownError
from marsad.export import FORMATS, Language, Options, export
from marsad.export.dossier import dossier
from marsad.export.dossier_html import _marked
from marsad.export.dossier_words import _AR, HEADINGS
from marsad.model.record import Act, Auxiliary, Distance, EntityType, EventType, Polarity, RelationName
from marsad.model.story import Certainty, OriginKind

CREEDS = {
    "en": "Marsad records what reports say, never what is true.",
    "ar": "يسجّل مرصد ما تقوله التقارير، لا ما هو صحيح.",
}


def whole(desk: Desk, form: str, of: str, language: Language = "en") -> bytes:
    return b"".join(export(form, desk, Options(of=of, language=language)))


def story_of(desk: Desk, report: str) -> str:
    return next(s for s, a in desk.accounts() if a.report == report)


class Reader(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta",):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text.append(data)
        if "mark" in self._open:
            self.marked.append(data)


def read(page: bytes) -> Reader:
    reader = Reader()
    reader.feed(page.decode())
    return reader


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_story_is_all_there(desk: Desk, language: Language) -> None:
    story = desk.story(story_of(desk, "r-04"))
    page = read(whole(desk, "dossier-html", story.line.id, language))
    text = "".join(page.text)
    assert CREEDS[language] in text
    assert page.tags[0] == ("html", {"lang": language, "dir": "rtl" if language == "ar" else "ltr"})
    for account in story.accounts:
        assert f"{account.report}#{account.event}" in text
        for quote in account.evidence:
            assert quote.exact in text
            assert f"{account.report} {quote.start}–{quote.end}" in text
        for hop in account.chain:
            assert hop.name in text
        report = desk.report(account.report).text
        assert report in text
        assert hashlib.sha256(report.encode()).hexdigest() in text
    for origin in story.origins:
        assert origin.name in text
    assert "سامي" in text, "who rejected a telling"
    assert ("rejected" if language == "en" else "مرفوضة") in text
    assert story.conflicts
    assert ("What the reports disagree on" if language == "en" else "ما تختلف فيه التقارير") in text


def test_nothing_of_a_report_is_markup_and_nothing_is_loaded(desk: Desk) -> None:
    page = whole(desk, "dossier-html", story_of(desk, "r-02")).decode()
    assert "=HYPERLINK(&quot;x&quot;)" in page
    reader = read(page.encode())
    assert not {tag for tag, _ in reader.tags} & {"script", "img", "link", "iframe", "object"}
    links = [a["href"] for tag, a in reader.tags if tag == "a"]
    assert links
    assert all(str(link).startswith(("#", "https://")) for link in links)
    assert "<" not in _marked("<b>&", [(0, 1)]).replace("<mark>", "").replace("</mark>", "")


def test_overlapping_quotations_mark_each_character_once() -> None:
    marked = _marked("abcdefgh", [(4, 6), (1, 3), (2, 5), (1, 2)])
    assert marked == "a<mark>bcdef</mark>gh"
    assert re.sub(r"</?mark>", "", _marked("abc", [(0, 3), (0, 3)])) == "abc"


def test_an_actor_is_all_there(desk: Desk) -> None:
    actor = next(a for a in desk.all_actors() if a.name == "هاني القصاب")
    found = desk.actor(actor.id)
    text = "".join(read(whole(desk, "dossier-html", actor.id)).text)
    for spelling in found.spellings:
        assert spelling.form in text
    assert "هدى" in text, "who accepted a telling that it is part of"
    for office in found.offices:
        assert office.title in text
    for line in found.stories:
        assert line.id in text
        for account in desk.story(line.id).accounts:
            assert desk.report(account.report).text in text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pdf_gives_its_words_back(desk: Desk, language: Language) -> None:
    import pypdfium2

    story = desk.story(story_of(desk, "r-01"))
    data = whole(desk, "dossier-pdf", story.line.id, language)
    assert data == whole(desk, "dossier-pdf", story.line.id, language)
    file = pypdfium2.PdfDocument(data)
    assert "Marsad" in file.get_metadata_dict()["Creator"]
    # the order of lines and runs on a page of two directions is the reader's; words must be whole
    words = {w for page in file for w in re.findall(r"[\w-]+", page.get_textpage().get_text_range())}
    for account in story.accounts:
        report = desk.report(account.report).text
        missing = [w for w in re.findall(r"[\w-]+", report) if w not in words]
        assert not missing
        assert hashlib.sha256(report.encode()).hexdigest() in words
    assert len(list(file.get_toc())) > 5


def test_what_the_typeface_lacks_is_seen(desk: Desk) -> None:
    assert whole(desk, "dossier-pdf", story_of(desk, "r-09")).startswith(b"%PDF-")


def test_a_long_dossier_breaks_into_pages(desk: Desk) -> None:
    import pypdfium2

    from marsad.export.dossier import Dossier, Facts, FrozenText, Grid, Heading, Quotation
    from marsad.export.dossier_pdf import _set

    words = "زار الوزير طرابلس والتقى رئيس الحكومة " * 400
    blocks = (
        Heading(2, "رواية", "r"),
        Facts((("القول", tuple(f"سطر {n}" for n in range(120))),)),
        Grid(("أ", "ب"), ((tuple(f"قيمة {n}" for n in range(130)), ("x",)),) * 3),
        Quotation(words, "r", 0, len(words)),
        FrozenText("r", words, ()),
    )
    file = _set(Dossier("ar", "ملف", "عنوان", "s-1", blocks), 9)
    pages = pypdfium2.PdfDocument(bytes(file.output()))
    text = "\n".join(p.get_textpage().get_text_range() for p in pages)
    assert len(pages) > 6
    assert all(f"قيمة {n}" in text or f"{n}" in text for n in range(130))
    assert text.count("طرابلس") == 800


def test_of_what_must_be_said_and_known(desk: Desk) -> None:
    with pytest.raises(ValueError, match="dossier-pdf: name the story or actor"):
        export("dossier-pdf", desk)
    for ident in ("s-0000000000000000", "a-0000000000000000", "nobody"):
        with pytest.raises(UnknownError):
            dossier(desk, Options(of=ident))


def test_every_word_has_an_arabic_one() -> None:
    from typing import get_args

    for vocabulary in (EventType, Auxiliary, Act, Distance, EntityType, Polarity, RelationName, Certainty, OriginKind):
        assert set(get_args(vocabulary)) <= set(_AR), vocabulary
    assert all(english and arabic and english != arabic for english, arabic in HEADINGS.values())
    assert {n for n, f in FORMATS.items() if f.of} == {"dossier-html", "dossier-pdf"}
