"""The desk in a real browser on a real server: what an analyst does, in both languages, light and dark.

Every test fails on a console error, an uncaught exception or a request to another host.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest

from marsad.web.settings import STATIC

from .desks import PASSWORD, Served

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH"),
    pytest.mark.skipif(not (STATIC / "index.html").is_file(), reason="the pages are not built: make web"),
]
LANGUAGES = {"en": "en-GB", "ar": "ar-EG"}
VIEWS = (
    "/", "/timeline", "/map", "/network", "/actors", "/sources", "/reports", "/audits", "/add", "/review", "/decisions",
    "/status",
)  # fmt: skip
Open = Callable[..., Any]
NO_WEBGL = "HTMLCanvasElement.prototype.getContext = () => null"
# text under the highlight that marks where a link led
CURRENT = "() => [...(CSS.highlights.get('layer-current') ?? [])].map(String)"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Any, served: Served) -> Iterator[Open]:
    """Opens an address of the desk in a fresh browser profile."""
    wrong: list[str] = []
    contexts = []

    def visit(
        address: str = "/", language: str = "en", *, scheme: str = "light", width: int = 1280, of: Served = served,
        tolerate: str | None = None, script: str | None = None,
    ) -> Any:  # fmt: skip
        context = browser.new_context(
            locale=LANGUAGES[language], color_scheme=scheme, viewport={"width": width, "height": 860}
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        if script:
            page.add_init_script(script)
        page.on("pageerror", lambda error: wrong.append(f"{address}: {error}"))
        page.on(
            "console",
            lambda said: (
                wrong.append(f"{address}: {said.text} {said.location.get('url')}")
                if said.type == "error" and not (tolerate and tolerate in said.text)
                else None
            ),
        )
        page.on(
            "request",
            lambda asked: (
                None if asked.url.startswith((of.url, "data:", "blob:")) else wrong.append(f"asks {asked.url}")
            ),
        )
        page.goto(of.url + address)
        page.wait_for_load_state("networkidle")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture(scope="module")
def told(served: Served) -> dict[str, Any]:
    """The sample story with most reports: ships, told by five outlets."""
    with served.client() as client:
        stories = client.get("/api/stories", params={"order": "reports", "limit": 1}).json()["items"]
        story: dict[str, Any] = client.get(f"/api/stories/{stories[0]['id']}").json()
    assert story["line"]["reports"] >= 4
    return story


def test_a_newcomer_sees_a_story_its_chain_and_the_words(visit: Open, told: dict[str, Any]) -> None:
    page = visit("/?order=reports")
    row = page.locator("article.story").first
    line = told["line"]
    assert f"{line['reports']} reports · {line['origins']} origins" in row.inner_text().replace("\xa0", " ")
    row.locator("a.open").click()
    page.wait_for_selector(".box.origin")
    boxes = page.locator("svg .box")
    assert boxes.count() >= line["reports"] + 1
    # a reprint hangs on its original by a dashed line
    assert page.locator(".edge.copy").count() == sum(a["copy_of"] is not None for a in told["accounts"])
    card = page.locator("article.account").first
    words = card.locator("blockquote").first.inner_text()
    card.locator("blockquote a").first.click()
    page.wait_for_selector("article.text")
    page.wait_for_function("() => CSS.highlights.get('layer-current')?.size > 0")
    assert page.evaluate(CURRENT) == [words]
    assert "#" in page.url


ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_field_leads_to_its_words(visit: Open, told: dict[str, Any], language: str) -> None:
    account = told["accounts"][0]
    page = visit(f"/stories/{told['line']['id']}", language)
    card = page.locator("article.account").first
    card.locator("time").first.click()
    page.wait_for_function("() => CSS.highlights.get('layer-current')?.size > 0")
    (words,) = page.evaluate(CURRENT)
    assert "يونيو" in words and words in " ".join(quote["exact"] for quote in account["evidence"])
    assert page.url.endswith(f"/reports/{account['report']}#{account['event']}:time")
    # the card beside says what was read there, and by which rule
    side = page.locator(".cards").inner_text()
    assert "reader.time" in side or "times." in side
    number = account["earliest"].removeprefix("2024-06-")
    shown = f"{number} June 2024" if language == "en" else f"{number} يونيو 2024".translate(ARABIC_DIGITS)
    assert shown in side


@pytest.mark.parametrize(
    "words,expected", [("طبرق", "Port of Tobruk"), ("Tobruk", "Port of Tobruk"), ("benghazi", "Benghazi")]
)
def test_search_in_either_script(visit: Open, words: str, expected: str) -> None:
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.wait_for_selector("#hits .kind")
    assert expected in page.locator("#hits").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search.startsWith('?q=')")
    page.wait_for_load_state("networkidle")
    assert page.locator("article.story").count() > 0
    assert quote(words) in page.url or words in page.url


def test_filters_stand_in_the_address_and_go_along(visit: Open) -> None:
    page = visit("/timeline", script=NO_WEBGL)
    everything = page.locator("a.item").count()
    assert everything >= 3
    page.locator(".days input").first.fill("2024-06-16")
    page.wait_for_function("() => location.search === '?earliest=2024-06-16'")
    page.wait_for_load_state("networkidle")
    page.wait_for_function(f"() => document.querySelectorAll('a.item').length < {everything}")
    assert page.locator("a.item").count() > 0
    page.locator("nav a", has_text="Map").click()
    page.wait_for_load_state("networkidle")
    assert page.url.endswith("/map?earliest=2024-06-16")
    page.wait_for_selector(".side li")
    # without WebGL what the map would draw is listed
    assert "WebGL" in page.locator("main").inner_text()
    places = page.locator(".side li").all_inner_texts()
    assert any("Port of Tobruk" in place for place in places)
    assert not any("Tin-Akoff" in place for place in places)
    page.get_by_label("Deployment").check()
    page.wait_for_function("() => location.search.includes('type=MOBILIZE')")
    page.get_by_role("button", name="Clear all").click()
    page.wait_for_function("() => location.search === ''")


def test_who_has_no_name_is_listed_on_request(visit: Open) -> None:
    page = visit("/actors?kind=asset")
    assert "سفينتي شحن" not in page.locator("main section").inner_text()
    page.get_by_label("Also those described without a name").check()
    page.wait_for_function("() => location.search === '?kind=asset&described=true'")
    page.locator("tbody td", has_text="سفينتي شحن").first.wait_for()


def test_map_and_network_are_drawn_from_the_package_alone(visit: Open) -> None:
    page = visit("/map", "ar")
    page.wait_for_selector(".map[data-ready=true]", timeout=180_000)
    assert "طبرق" in page.locator(".side").inner_text()
    page.locator("nav a", has_text="الشبكة").click()
    page.wait_for_selector(".network canvas")
    assert page.locator("main table tbody tr").count() > 0


def test_intervals_are_bars_and_undated_stories_are_listed(visit: Open, served: Served) -> None:
    with served.client() as client:
        items = [item["story"] for item in client.get("/api/timeline").json()["items"]]
    undated = [s for s in items if s["earliest"] is None and s["latest"] is None]
    longer = [s for s in items if s["earliest"] and s["earliest"] != s["latest"]]
    assert undated and longer
    page = visit("/timeline")
    page.get_by_role("button", name="Whole span").click()
    assert page.locator("rect.mark").count() == len(longer)
    assert page.locator(".list article.story").count() == len(undated)


def test_merging_two_actors_and_taking_it_back(visit: Open, served: Served) -> None:
    def people() -> dict[str, str]:
        with served.client() as client:
            return {a["name"]: a["id"] for a in client.get("/api/actors", params={"kind": "person"}).json()["items"]}

    before = people()
    kept, other = before["سالم المرسي"], before["الطاهر الجويني"]
    page = visit(f"/actors/{kept}")
    page.get_by_role("button", name="Merge with another actor").click()
    page.get_by_role("searchbox", name="Search the other one").fill("الجويني")
    page.locator("dialog .hits input").first.check()
    page.get_by_role("button", name="These are one").click()
    page.wait_for_selector(".said.shown")
    page.wait_for_function("() => document.querySelector('main table')?.innerText.includes('الطاهر الجويني')")
    assert len(people()) == len(before) - 1
    # the other's old address leads to the one that stays
    follow = visit(f"/actors/{other}")
    assert "سالم المرسي" in follow.locator("main table").first.inner_text()
    page.locator(".said button", has_text="Undo").click()
    page.wait_for_function("() => !document.querySelector('main table')?.innerText.includes('الطاهر الجويني')")
    assert people() == before


def test_the_machine_says_why_in_the_chosen_language(visit: Open) -> None:
    page = visit("/decisions?machine=true", "ar")
    page.wait_for_selector(".log li")
    log = page.locator(".log").inner_text().replace("\u2068", "").replace("\u2069", "")
    assert "اليوم نفسه" in log and re.search("كلمات مشتركة: [٠-٩]", log)
    assert not re.search("the same|in common", log)
    # names stand there, and the machine's own judgements aren't undone but decided against
    assert "سالم المرسي" in log and not re.search("a-[0-9a-f]{16}", log)
    assert page.locator(".log button").count() == 0


def test_deciding_by_keyboard(visit: Open, served: Served) -> None:
    with served.client() as client:
        waiting = len(client.get("/api/queue", params={"limit": 100}).json())
    page = visit("/review")
    first = page.locator("article.account blockquote").first.inner_text()
    page.keyboard.press("a")
    page.wait_for_selector(".said.shown")
    page.wait_for_function(f"() => document.querySelector('[role=status].number').innerText.endsWith('{waiting - 1}')")
    page.keyboard.press("u")
    page.wait_for_function(f"() => document.querySelector('[role=status].number').innerText.endsWith('{waiting}')")
    assert page.locator("article.account blockquote").first.inner_text() == first


def test_a_pasted_report_is_read_and_never_taken_for_html(visit: Open) -> None:
    text = (
        "🛳️ <img src=x onerror=alert(1)> <b>عاجل</b>\n"
        "زار وزير النقل المالطي ماركو زاميت ميناء طبرق يوم 3 يوليو 2024، والتقى رئيس هيئة الموانئ سالم المرسي."
    )
    page = visit("/add")
    page.get_by_label("Text", exact=True).fill(text)
    page.locator("input[name=publisher]").fill("إذاعة الواحة")
    page.locator("input[name=published]").fill("2024-07-04")
    page.locator("form", has_text="Paste a text").get_by_role("button", name="Add").click()
    page.wait_for_selector("td .status", timeout=120_000)
    assert page.locator("td .status").inner_text() == "added"
    page.locator("td a").first.click()
    page.wait_for_selector("article.text")
    article = page.locator("article.text")
    assert article.locator("img, b").count() == 0
    assert "<img src=x onerror=alert(1)>" in article.inner_text()
    # the ship is one code point more than it is UTF-16 units less: words behind it are still found exactly
    page.locator(".tab", has_text="Times").click()
    page.locator(".mark").first.click()
    page.wait_for_function("() => CSS.highlights.get('layer-current')?.size > 0")
    assert page.evaluate(CURRENT) == ["يوم 3 يوليو 2024"] or page.evaluate(CURRENT) == ["3 يوليو 2024"]


def test_a_search_says_what_it_found_in_the_chosen_language(visit: Open) -> None:
    page = visit("/", "ar")
    page.keyboard.press("/")
    page.keyboard.type("طبرق")
    page.wait_for_selector("#hits .detail")
    found = [
        detail.replace("\u2068", "").replace("\u2069", "") for detail in page.locator("#hits .detail").all_inner_texts()
    ]
    assert "مكان · تقريران" in found and any("يونيو ٢٠٢٤" in detail for detail in found)
    assert not re.search("[A-Za-z]", " ".join(found))


def test_switching_the_language(visit: Open) -> None:
    page = visit("/")
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("en", "ltr")
    assert "Marsad records what reports say, never what is true." in page.locator("footer").inner_text()
    page.locator("button.language").click()
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
    assert "يسجّل مرصد ما تقوله التقارير، لا ما هو صحيح." in page.locator("footer").inner_text()
    assert re.search("[٠-٩]", page.locator("main").inner_text())
    page.reload()
    page.wait_for_load_state("networkidle")
    assert root.get_attribute("lang") == "ar"
    page.locator("summary").first.click()
    page.get_by_label("123", exact=True).check()
    assert not re.search("[٠-٩]", page.locator("main").inner_text())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_view_shows_a_key_or_scrolls_sideways_on_a_phone(visit: Open, told: dict[str, Any], language: str) -> None:
    page = visit("/", language, width=390)
    report = told["accounts"][0]["report"]
    for address in (*VIEWS, f"/stories/{told['line']['id']}", f"/reports/{report}"):
        page.evaluate(
            "address => { history.pushState(null, '', address); dispatchEvent(new PopStateEvent('popstate')) }", address
        )
        page.wait_for_load_state("networkidle")
        page.wait_for_selector("h1")
        wide, seen = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= seen, address
        assert not re.search(
            r"\b(nav|story|field|type|mode|aux|unit|tie|sector)\.[a-z]", page.locator("body").inner_text()
        ), address


def test_letters_stay_joined_where_highlights_are_missing(visit: Open, told: dict[str, Any]) -> None:
    address = f"/reports/{told['accounts'][0]['report']}#V1"
    width = """() => [...document.querySelectorAll('article.text p')].map(line => {
        const range = document.createRange()
        range.selectNodeContents(line)
        return range.getBoundingClientRect().width
    })"""
    painted = visit(address, "ar").evaluate(width)
    page = visit(address, "ar", script="delete CSS.highlights; delete CSS.prototype?.highlights")
    if page.evaluate("'highlights' in CSS"):
        pytest.skip("this browser doesn't let highlights be taken away")
    assert page.locator("article.text .layer-current").count() > 0
    # letters that came apart would take other widths
    assert page.evaluate(width) == pytest.approx(painted, abs=1)


def test_only_who_may_decides(visit: Open, newsroom: Served) -> None:
    page = visit("/review", of=newsroom, tolerate="401")
    # nothing to search or to go to before the sign-in
    assert page.locator("nav a, #search").count() == 0
    page.locator("input[name=name]").fill("reader")
    page.locator("input[name=password]").fill("x" * 12)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector("[role=alert]")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector("article.account")
    assert page.get_by_role("button", name="Accept").count() == 0
    assert page.locator("nav a").count() > 0
    assert "Your role reads only." in page.locator("main").inner_text()


@pytest.mark.parametrize("language,scheme", [("en", "light"), ("ar", "dark")])
def test_axe_finds_nothing_serious(
    visit: Open, told: dict[str, Any], served: Served, newsroom: Served, language: str, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found: list[str] = []

    def check(page: Any, address: str) -> None:
        page.wait_for_load_state("networkidle")
        page.wait_for_selector("h1")
        said = axe.run(page).response
        assert said["passes"]
        for violation in said["violations"]:
            if violation["impact"] in ("serious", "critical"):
                nodes = [node["html"][:160] for node in violation["nodes"][:3]]
                found.append(f"{address}: {violation['id']}: {nodes}")

    with served.client() as client:
        actor = client.get("/api/actors", params={"kind": "person"}).json()["items"][0]["id"]
        source = client.get("/api/sources").json()["items"][0]["id"]
    page = visit("/", language, scheme=scheme)
    report, story = told["accounts"][0]["report"], told["line"]["id"]
    for address in (
        *VIEWS, f"/stories/{story}", f"/reports/{report}#V1", f"/actors/{actor}", f"/sources/{source}", "/?q=nothing",
    ):  # fmt: skip
        page.evaluate(
            "address => { history.pushState(null, '', address); dispatchEvent(new PopStateEvent('popstate')) }", address
        )
        if address == "/map":
            page.wait_for_selector(".map[data-ready=true]", timeout=180_000)
        check(page, address)
    page = visit("/", language, scheme=scheme, width=390, of=newsroom, tolerate="401")
    check(page, "sign-in")
    # everything stays within its card
    assert page.evaluate(
        "() => document.querySelector('form').scrollWidth <= document.querySelector('form').clientWidth"
    )
    assert found == []


def test_the_first_load_is_small(visit: Open, served: Served) -> None:
    loaded: set[str] = set()
    page = visit("/", "ar")
    for url in page.evaluate("() => performance.getEntriesByType('resource').map(one => one.name)"):
        if url.startswith(f"{served.url}/assets/"):
            loaded.add(url.removeprefix(f"{served.url}/"))
    assert loaded
    size = sum(
        len(data) if name.endswith(".woff2") else len(gzip.compress(data))
        for name in loaded
        if (data := (STATIC / name).read_bytes())
    )
    assert size < 500_000
    assert not [name for name in loaded if "maplibre" in name or "Network" in name]
