"""Reading again without a network: what was read opens, and what may not be read any more is not kept."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import Page

from tests.conftest import serving, told, until

ARTICLE = "articles/202X/yunyang-dog-licensing/"


def test_a_page_that_was_read_opens_again_offline(phone: Page, sample_site: Path) -> None:
    with serving(sample_site) as address:
        phone.goto(address + ARTICLE)
        until(phone, "navigator.serviceWorker.controller")
        phone.reload()
        until(phone, "caches.match(location.href)")
        until(phone, "caches.match(document.querySelector('link[rel=stylesheet]').href)")
        title = phone.title()
    phone.context.set_offline(True)
    phone.reload()
    assert phone.title() == title
    assert phone.evaluate("getComputedStyle(document.querySelector('.fz-seal')).display") == "grid"


def test_an_archive_that_wants_no_more_reading_offline_leaves_nothing(
    phone: Page, sample_site: Path, tmp_path: Path
) -> None:
    """Its worker goes, and what that kept."""
    site = shutil.copytree(sample_site, tmp_path / "site")
    plain = (site / "about/index.html").read_text("utf-8")
    (site / "about/index.html").write_text(plain.replace("data-worker", "data-none"), "utf-8")
    with serving(site) as address:
        phone.goto(address + ARTICLE)
        until(phone, "navigator.serviceWorker.controller")
        phone.reload()
        until(phone, "caches.match(location.href)")
        phone.goto(address + "about/")
        until(phone, "navigator.serviceWorker.getRegistrations().then(all => !all.length)")
        until(phone, "caches.keys().then(names => !names.length)")
        phone.goto(address + "about/")
        assert phone.evaluate("navigator.serviceWorker.controller") is None
        until(phone, "caches.keys().then(names => !names.length)")


def test_lists_of_an_older_search_are_not_kept(phone: Page, sample_site: Path, tmp_path: Path) -> None:
    """Once the articles are numbered anew, no list of the old numbers is left for reading without a network."""
    site, old = shutil.copytree(sample_site, tmp_path / "site"), "caches.match('grams/old.js')"
    with serving(site, keep="max-age=600") as address:
        phone.goto(address + "search/")
        until(phone, "navigator.serviceWorker.controller")
        phone.goto(address + "search/?q=养犬")
        until(phone, "caches.match('shape.js')")
        told(phone, "caches.open('fangzhi').then(cache => cache.put('grams/old.js', new Response('')))")
        phone.goto(address + "search/?q=彩票")
        until(phone, "caches.match(location.href)")
        phone.wait_for_selector(".search-hits li")
        assert told(phone, f"{old}.then(kept => kept !== undefined)")
        shape = site / "search/shape.js"
        shape.write_text(shape.read_text("utf-8") + "\n", "utf-8")
        os.utime(shape, (shape.stat().st_mtime + 60,) * 2)  # hosts tell times in whole seconds
        phone.goto(address + "search/?q=养犬")
        until(phone, f"{old}.then(kept => !kept)")
