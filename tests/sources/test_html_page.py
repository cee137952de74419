"""Saved pages: the article and what the markup declares, or a clear refusal."""

from __future__ import annotations

import pytest

from marsad.sources import Defaults, Report
from marsad.sources.html_page import read_page
from marsad.sources.report import InputError

FIRST = "قال وزير الزراعة اليوم الثلاثاء إن موسم الحصاد بدأ مبكرا في المناطق الجنوبية، وأضاف أن المخازن جاهزة."
SECOND = "وأوضح الوزير أن اللجنة ستجتمع مع ممثلي المزارعين في العاصمة نهاية الأسبوع لبحث أسعار القمح."
ARTICLE = f"<article><p>{FIRST}</p><p>{SECOND}</p></article>"
NONE = Defaults()


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html lang=ar><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def read(body: str, head: str = "", defaults: Defaults = NONE) -> Report:
    return read_page(page(body, head), "page.html", defaults)


def test_the_markup_gives_title_outlet_day_and_address() -> None:
    head = """<title>بدء موسم الحصاد | جريدة السهل</title><meta property='og:title' content='بدء موسم الحصاد'>
    <meta property='og:site_name' content='جريدة السهل'><link rel=canonical href='https://sahl.example/a/1'>
    <meta property='article:published_time' content='2024-06-05T23:30:00-05:00'>"""
    menu = "<nav><a href=/>الرئيسية</a><a href=/s>سياسة</a></nav>"
    found = read(menu + ARTICLE + "<footer>حقوق النشر 2021</footer>", head)
    document = found.document
    assert FIRST in document.text
    assert SECOND in document.text
    assert "الرئيسية" not in document.text
    assert document.title == "بدء موسم الحصاد"
    assert document.publisher == "جريدة السهل"
    assert (document.published, found.published_by) == ("2024-06-05", "page")
    assert document.url == "https://sahl.example/a/1"


def test_what_the_user_says_wins_over_the_markup() -> None:
    head = "<title>عنوان الصفحة</title><meta property='article:published_time' content='2024-06-05'>"
    found = read(ARTICLE, head, Defaults("2024-07-01", "ن", "ت"))
    assert (found.document.published, found.published_by) == ("2024-07-01", "given")
    assert (found.document.publisher, found.document.title) == ("ن", "ت")


@pytest.mark.parametrize(
    ("body", "head", "day"),
    [
        (f"<time datetime='2024-03-02'>2 مارس</time>{ARTICLE}", "", "2024-03-02"),
        (f"<span class='post-date'>05/06/2024</span>{ARTICLE}", "", "2024-06-05"),
        (
            ARTICLE,
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-05-01T08:00Z"}'
            "</script>",
            "2024-05-01",
        ),
        (f"{ARTICLE}<footer>© 2019 — 01/02/2019</footer>", "", None),
        (f"{ARTICLE}<aside><time datetime='2001-01-01'>قديم</time></aside>", "", None),
        (ARTICLE, "", None),
    ],
)
def test_only_declared_days_count(body: str, head: str, day: str | None) -> None:
    found = read(body, head)
    assert found.document.published == day
    assert found.published_by == ("page" if day else None)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<ul><li><a href=/>الرئيسية</a></li><li><a href=/p>سياسة</a></li></ul>",
        "".join(f"<div><a href=/{i}>وصول الدفعة رقم {i} من القمح إلى الميناء الجنوبي</a></div>" for i in range(40)),
        "<form><input name=u><input name=p type=password><button>دخول</button></form><p>نسيت كلمة السر؟</p>",
        "<div id=app></div><script>var x='قال وزير الزراعة إن الموسم بدأ'</script>"
        "<noscript>يرجى تفعيل جافا سكربت في المتصفح لعرض هذه الصفحة كاملة</noscript>",
    ],
)
def test_pages_without_an_article_are_refused(body: str) -> None:
    with pytest.raises(InputError, match="no article"):
        read(body)


def test_an_article_inside_a_form_and_a_short_post_are_read() -> None:
    assert FIRST in read(f"<form id=aspnet>{ARTICLE}</form>").document.text
    assert "إلى المدينة" in read("<article><p>وصل وفد وزارة الصحة إلى المدينة اليوم.</p></article>").document.text


def test_a_page_in_another_language_is_refused() -> None:
    with pytest.raises(InputError, match="not Arabic"):
        read("<article><p>The minister said today that the harvest began early in the south.</p></article>")


def test_pages_in_windows_1256() -> None:
    raw = page(ARTICLE).decode().replace("utf-8", "windows-1256").encode("cp1256")
    assert FIRST in read_page(raw, "page.html", Defaults()).document.text


def test_reading_twice_gives_the_same() -> None:
    assert read(ARTICLE * 3) == read(ARTICLE * 3)
