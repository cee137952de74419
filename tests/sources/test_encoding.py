"""Every encoding is read exactly or refused with a reason."""

from __future__ import annotations

import pytest

from marsad.sources.encoding import decode, decode_page
from marsad.sources.report import InputError

NEWS = (
    "أعلن وزير الخارجية، أمس الثلاثاء، أن وفدا من الأمم المتحدة سيصل إلى العاصمة في نهاية الشهر الجاري،\r\n"
    "وقال إن المحادثات «مثمرة»؛ وأضاف أن اللجنة ستجتمع قريبا؟\n"
)
SINGLE_BYTE_NEWS = NEWS.replace("«", '"').replace("»", '"')

FOREIGN = {
    "koi8-r": "Президент заявил на встрече с журналистами, что переговоры продолжатся на следующей неделе",
    "cp1251": "Президент заявил на встрече с журналистами, что переговоры продолжатся на следующей неделе",
    "iso8859-5": "Президент заявил на встрече с журналистами, что переговоры продолжатся на следующей неделе",
    "cp1253": "Ο πρωθυπουργός δήλωσε ότι η κυβέρνηση θα συνεχίσει τις διαπραγματεύσεις την επόμενη εβδομάδα",
    "cp1255": "ראש הממשלה אמר היום כי הממשלה תמשיך במשא ומתן בשבוע הבא בירושלים",
    "cp1252": "Le président a déclaré que les négociations à l'étranger ont été répétées",
    "gbk": "总统在会见记者时表示谈判将于下周在北京继续进行",
    "shift_jis": "大統領は記者団に対し来週も交渉を続けると述べた",
    "tis-620": "ประธานาธิบดีกล่าวว่าการเจรจาจะดำเนินต่อไปในสัปดาห์หน้า",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_exactly_and_only_the_mark_goes(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert decode(mark + NEWS.encode(encoding)) == NEWS


def test_a_second_mark_belongs_to_the_text() -> None:
    assert decode("\ufeff\ufeffخبر".encode()) == "\ufeffخبر"


@pytest.mark.parametrize("text", [SINGLE_BYTE_NEWS, "قال الوزير", "وصل الوفد إلى المدينة"])
@pytest.mark.parametrize("encoding", ["cp1256", "iso8859-6"])
def test_old_arabic_encodings_are_told_apart(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", sorted(FOREIGN))
def test_other_encodings_are_refused(encoding: str) -> None:
    with pytest.raises(InputError, match="save it as UTF-8"):
        decode(FOREIGN[encoding].encode(encoding))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x89PNG\r\n\x1a\nrest", "PNG"),
        (b"\xff\xd8\xff\xe0rest", "JPEG"),
        (b"text\x00text", "binary data"),
        (NEWS.encode("utf-16-le"), "without its byte order mark"),
    ],
)
def test_binary_data_are_named(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what):
        decode(data)


def test_a_broken_marked_file_names_the_byte() -> None:
    with pytest.raises(InputError, match=r"UTF-16 and broken at byte 8"):
        decode(b"\xff\xfe" + "خبر".encode("utf-16-le") + b"\x00")


@pytest.mark.parametrize("declared", ["windows-1256", "utf-8", "iso-8859-1", "nonsense", "rot13", ""])
def test_a_page_is_read_whatever_it_declares(declared: str) -> None:
    page = f"<html><head><meta charset='{declared}'></head><body>{SINGLE_BYTE_NEWS}</body></html>"
    assert decode_page(page.encode("cp1256")) == page


def test_a_page_in_latin_letters_with_entities_stays_as_declared() -> None:
    page = "<html><head><meta charset=iso-8859-1></head><body>é &#1582;&#1576;&#1585;</body></html>"
    assert decode_page(page.encode("latin-1")) == page
