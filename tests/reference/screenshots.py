"""Pictures of the site for README: `python -m tests.reference.screenshots SITE` takes them anew."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.conftest import _FLAGS, ROOT, serving

SHOTS = {
    "home-zh-hans.png": ("", 1080, 900, "light"),
    "article-zh-hant.png": ("zh-Hant/articles/202X/yunyang-dog-licensing/", 1080, 900, "light"),
    "home-en.png": ("en/", 1080, 900, "dark"),
    "article-phone.png": ("articles/202X/yunyang-dog-licensing/", 390, 640, "light"),
}


def take(site: Path) -> None:
    """Write every picture into docs/images."""
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
        for name, (path, width, height, scheme) in SHOTS.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(address + path, wait_until="networkidle")
            page.screenshot(path=ROOT / "docs/images" / name)
            page.close()
        browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]))
