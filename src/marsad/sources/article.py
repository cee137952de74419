"""The article behind an address: fetched politely and read as a page."""

from __future__ import annotations

from .given import Given
from .html_page import read_page
from .report import Defaults, InputError, Report


def fetched_report(given: Given, url: str, source: str, defaults: Defaults) -> Report:
    """The report of the page at `url`. What `defaults` say of it wins over its markup. Raises `InputError`."""
    if given.fetcher is None:
        raise InputError("not fetched: --fetch was not given", "network")
    from .fetch import FetchError

    page = given.fetcher.get(url)
    if page.status != 200:
        raise FetchError(f"status {page.status}", "status", temporary=page.temporary, retry_after=page.retry_after)
    if not page.is_page:
        raise InputError(f"no web page ({page.media_type})", "type")
    return read_page(page.body, source, defaults, url=page.url, charset=page.charset, captured=page.captured)
