"""The preview: the site's own pages made on request, changes at once, and errors shown instead of a dead server."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, expect

from fangzhi.build.fixity import MANIFEST
from fangzhi.build.mkdocs import MkDocsEngine
from fangzhi.build.preview import Preview, PreviewServer
from fangzhi.cli import main
from fangzhi.desk.judged import Judged
from fangzhi.desk.leaflets import leaflet_problems
from tests import places

ADDED = re.compile(r'<link rel="stylesheet" href="/_preview/preview.css">(<aside.*?</aside>)?<script src="/_preview.*?</script>', re.DOTALL)  # fmt: skip
PREFIXES = ("", "zh-Hant/", "en/")
NEVER = {"sw.js", "_headers", "_redirects", ".well-known"}
ARTICLE = "articles/2025/helmets"


@pytest.fixture
def small(archive: places.MakeArchive) -> Path:
    return archive({f"{ARTICLE}.md": places.article(body="灯下有人。")})


class Told:
    """What a preview said was wrong, change by change."""

    def __init__(self) -> None:
        self.codes: list[list[str]] = []

    def __call__(self, problems: object) -> None:
        self.codes.append([found.code for found in problems])  # type: ignore[attr-defined]


def text(preview: Preview, path: str) -> str:
    return preview.answer(path, "").body.decode()


def put(root: Path, name: str, content: str) -> str:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, "utf-8")
    return name


def test_pages_are_those_of_the_build(rich: Path, rich_site: Path) -> None:
    """Byte for byte, but for what the preview adds; files of every other kind too."""
    preview = Preview(rich, MkDocsEngine(), Told())
    for file in sorted(rich_site.rglob("*")):
        path = file.relative_to(rich_site).as_posix()
        if file.is_dir() or path in NEVER or path.startswith((MANIFEST, "serving/")):
            continue
        answer = preview.answer(path, "")
        assert answer.status is HTTPStatus.OK, path
        body = ADDED.sub("", answer.body.decode(), count=1).encode() if file.suffix == ".html" else answer.body
        assert body == file.read_bytes(), path
        if file.suffix == ".html":
            assert answer.body != body, path


@pytest.mark.parametrize(
    "path", ["../mkdocs.yml", "articles/../mkdocs.yml", "articles/2025/helmets.md", "_preview/preview.py", "x/"]
)
def test_nothing_else_is_given_out(small: Path, path: str) -> None:
    assert Preview(small, MkDocsEngine(), Told()).answer(path, "").status is HTTPStatus.NOT_FOUND


def test_a_folder_without_its_slash_leads_to_the_page(small: Path) -> None:
    preview = Preview(small, MkDocsEngine(), Told())
    assert [preview.answer(prefix + ARTICLE, "").location for prefix in PREFIXES] == [
        f"/{p}{ARTICLE}/" for p in PREFIXES
    ]
    assert preview.answer("zh-Hant/districts", "").location == "/zh-Hant/districts/"


def test_a_change_shows_in_all_variants_and_on_every_list(small: Path) -> None:
    told = Told()
    preview = Preview(small, MkDocsEngine(), told)
    assert "灯下有人" in text(preview, f"{ARTICLE}/")
    preview.change([put(small, f"{ARTICLE}.md", places.article("灯下没有人", body="走了。"))])
    assert [
        t in text(preview, f"{p}{ARTICLE}/") for p, t in zip(PREFIXES, ("走了。", "燈下沒有人", "走了。"), strict=True)
    ] == [True] * 3
    assert "灯下没有人" in text(preview, "")
    preview.change([put(small, "articles/2025/second.md", places.article("又一篇"))])
    assert "又一篇" in text(preview, "articles/")
    (small / "articles/2025/second.md").unlink()
    preview.change(["articles/2025/second.md"])
    assert "又一篇" not in text(preview, "articles/")
    assert preview.answer("articles/2025/second/", "").status is HTTPStatus.NOT_FOUND
    assert told.codes == [[]] * 4


def test_drafts_are_shown_and_say_so(small: Path) -> None:
    preview = Preview(small, MkDocsEngine(), Told())
    draft = "---\ntitle: 还没写完\ndate: 2025-03-08\nstatus: draft\n---\n\n先写到这里。\n"
    preview.change([put(small, "articles/2025/draft.md", draft)])
    said = [text(preview, f"{prefix}articles/2025/draft/") for prefix in PREFIXES]
    assert all("先" in page for page in said)
    assert [
        t in page for page, t in zip(said, ("草稿：读者看不到", "草稿：讀者看不到", "Draft: readers"), strict=True)
    ] == [True] * 3
    assert "还没写完" not in text(preview, "articles/")
    assert "还没写完" in text(preview, "_preview/")
    assert "草稿：" not in text(preview, f"{ARTICLE}/")


def test_a_draft_alone_has_a_page(archive: places.MakeArchive) -> None:
    """The theme's frame of an article has to be rendered for it."""
    root = archive({"articles/2025/only.md": "---\ntitle: 第一篇\ndate: 2025\nstatus: draft\n---\n\n开头。\n"})
    assert "开头。" in text(Preview(root, MkDocsEngine(), Told()), "articles/2025/only/")


def test_errors_stand_on_the_page_and_go_when_mended(small: Path) -> None:
    told = Told()
    preview = Preview(small, MkDocsEngine(), told)
    preview.change([put(small, f"{ARTICLE}.md", places.article().replace("东园区", "东圆区"))])
    page = text(preview, f"{ARTICLE}/")
    assert "东圆区" in page
    assert "东园区" in page.partition("</aside>")[0]
    assert "1 errors elsewhere" in text(preview, "en/")
    preview.change([put(small, f"{ARTICLE}.md", "---\ntitle: [\n---\n")])
    assert "这一页读不出来" in text(preview, f"{ARTICLE}/")
    assert "This page cannot be read" in text(preview, f"en/{ARTICLE}/")
    preview.change([put(small, f"{ARTICLE}.md", places.article())])
    assert "<aside" not in text(preview, f"{ARTICLE}/")
    assert told.codes[1:] == [["unknown-term"], ["unclosed-list"], []]


def test_vocabularies_settings_pages_and_templates_are_watched_too(small: Path) -> None:
    preview = Preview(small, MkDocsEngine(), Told())
    vocabulary = small / "articles/_vocabulary/districts.yml"
    preview.change(
        [put(small, "articles/_vocabulary/districts.yml", vocabulary.read_text("utf-8").replace("东园区", "东苑区"))]
    )
    assert "东园区" in text(preview, f"{ARTICLE}/").partition("</aside>")[0]
    settings = (small / "mkdocs.yml").read_text("utf-8")
    preview.change([put(small, "mkdocs.yml", settings.replace("青石志", "改了名"))])
    assert "改了名" in text(preview, "districts/")
    preview.change([put(small, "mkdocs.yml", "plugins: [")])
    assert "改了名" in text(preview, "districts/")
    assert "mkdocs.yml" in text(preview, "_preview/")
    preview.change([put(small, "mkdocs.yml", settings), put(small, "docs/about.md", "# 关于灯\n\n灯是亮的。\n")])
    assert "燈是亮的。" in text(preview, "zh-Hant/about/")


def test_a_broken_template_is_shown_and_can_be_mended(small: Path) -> None:
    preview = Preview(small, MkDocsEngine(), Told())
    preview.change([put(small, "overrides/archive/article.html", "{% nonsense %}")])
    assert "nonsense" in text(preview, f"{ARTICLE}/")
    assert preview.answer(f"{ARTICLE}/", "").status is HTTPStatus.INTERNAL_SERVER_ERROR
    preview.change([put(small, "overrides/archive/article.html", "<p>换了样子</p>")])
    assert "换了样子" in text(preview, f"{ARTICLE}/")


def test_a_picture_that_comes_late_ends_its_problem(small: Path) -> None:
    preview = Preview(small, MkDocsEngine(), Told())
    preview.change([put(small, f"{ARTICLE}.md", places.article(images="[{src: lamp.svg, alt: 一盏灯}]"))])
    assert "lamp.svg" in text(preview, f"{ARTICLE}/").partition("</aside>")[0]
    preview.change([put(small, "articles/2025/lamp.svg", "<svg/>")])
    assert "<aside" not in text(preview, f"{ARTICLE}/")
    assert preview.answer("articles/2025/lamp.svg", "").media.startswith("image/svg+xml")


@contextmanager
def served(root: Path) -> Iterator[str]:
    server = PreviewServer(Preview(root, MkDocsEngine(), Told()), "127.0.0.1", 0)
    thread = Thread(target=server.serve)
    thread.start()
    try:
        yield server.address
    finally:
        server.close()
        thread.join()


def test_the_browser_loads_a_page_again(small: Path, browser: Browser) -> None:
    """Each change is seen without a hand on the browser: text, error, mend; and nothing is written but the cache."""
    before = {path.name for path in small.iterdir()}
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    with served(small) as address:
        page.goto(f"{address}{ARTICLE}/")
        put(small, f"{ARTICLE}.md", places.article(body="风停了。"))
        expect(page.locator(".fz-text")).to_contain_text("风停了。")
        put(small, f"{ARTICLE}.md", places.article(date="2025-13-01"))
        expect(page.locator(".fzp-notice")).to_contain_text("2025-13-01")
        put(small, f"{ARTICLE}.md", "---\n")
        expect(page.locator("h1")).to_contain_text("读不出来")
        put(small, f"{ARTICLE}.md", places.article(body="雨也停了。"))
        expect(page.locator(".fz-text")).to_contain_text("雨也停了。")
        expect(page.locator(".fzp-notice")).to_have_count(0)
    assert faults == []
    assert {path.name for path in small.iterdir()} - before <= {".cache"}
    page.close()


def test_hand_written_pages_pass_the_gate(small: Path) -> None:
    """What a build would refuse stands on the page as soon as it is written, and goes when it is mended."""
    put(small, "docs/help/index.md", "请打13800138000。\n")
    put(small, "docs/contact.en.md", "Write to ming@example.com.\n")
    put(small, "docs/contact.md", "请来信。\n")
    told = Told()
    preview = Preview(small, MkDocsEngine(), told, leaf=lambda: leaflet_problems(small, Judged(small)))
    banners = [text(preview, path).partition("</aside>")[0] for path in ("help/", "zh-Hant/help/", "en/contact/")]
    assert ["docs/help/index.md:1:3" in said for said in banners] == [True, True, False]
    assert "docs/contact.en.md:1:10" in banners[2]
    assert "2 errors elsewhere" in text(preview, f"en/{ARTICLE}/")
    preview.change([put(small, f"{ARTICLE}.md", places.article(body="又写。"))])
    preview.change([put(small, "docs/help/index.md", "请打110。\n")])
    assert "docs/help/index.md" not in text(preview, "help/")
    preview.change([put(small, "docs/contact.en.md", "Write to us.\n")])
    assert told.codes == [["privacy-email", "privacy-phone"]] * 2 + [["privacy-email"], []]


def test_the_command_tells_what_a_build_refuses(small: Path) -> None:
    """Personal data in an article and in a hand-written page."""
    put(small, "docs/contact.md", "请打13800138000。\n")
    put(small, "articles/2025/x.md", places.article(body="请打13800138000。"))
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:  # so that the command ends
        words = ["serve", "--root", str(small), "--port", str(taken.getsockname()[1]), "--lang", "en"]
        said = CliRunner().invoke(main, words).stderr
    assert "docs/contact.md:1:3: error privacy-phone" in said
    assert "error privacy-phone" in said.partition("docs/contact.md")[0]


def test_a_page_that_waits_is_told_of_a_change(small: Path) -> None:
    with served(small) as address:
        host = urlsplit(address).netloc
        with closing(HTTPConnection(host, timeout=20)) as waiting:
            waiting.request("GET", "/_preview/next?since=0")
            put(small, f"{ARTICLE}.md", places.article(body="变了。"))
            assert waiting.getresponse().read() == b"1"


@pytest.mark.parametrize("name", ["away.example", "127.0.0.1.away.example", "[", ""])
def test_by_another_name_nothing_is_shown(small: Path, name: str) -> None:
    """A page of another site whose name was led to this machine."""
    with served(small) as address:
        port = urlsplit(address).port
        for host, status in ((f"{name}:{port}", 403), (f"localhost:{port}", 200), (f"127.0.0.1:{port}", 200)):
            with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as asking:
                asking.request("GET", f"/{ARTICLE}/", headers={"Host": host})
                answer = asking.getresponse()
                assert (answer.status, "灯下有人" in answer.read().decode()) == (status, status == 200)


def test_a_port_that_is_taken_is_said(small: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(main, ["serve", "--root", str(small), "--port", str(port), "--lang", "en"])
    assert result.exit_code == 1
    assert f"127.0.0.1:{port}: error cannot-listen" in result.stderr
