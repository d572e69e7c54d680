"""The browser editor, driven in a browser against the preview: what it saves is the file as an editor would have it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from fangzhi.build.mkdocs import MkDocsEngine
from fangzhi.build.preview import Preview, PreviewServer
from fangzhi.cli import main
from fangzhi.desk.inspection import inspect
from fangzhi.exports.editor import LOCAL, PACKAGES, shelves
from tests import places
from tests.conftest import ROOT, build_site

FETCHED = ROOT / ".cache/fangzhi/editor"
SETTINGS = places.SETTINGS + "      editor: {backend: github, repo: qingshi/archive, branch: main}\n"
WRITTEN = """\
---
# 据报纸录入
标题: 东园区发头盔
日期:  202X-03~   # 年份不详
来源: {报名: '青石晚报', 版次: 007}
districts:
  - dongyuan
专题: 骑行头盔
bylines: {记者: [余某, 李青], 特稿: [乙]}
数据:
  - {名称: 发放头盔, 数值: 1200, 单位: 顶, 界限: 至少}
  - {label: 听课, value: "35.5", unit: '%', bound: about}
variants: {keep: [余某]}
状态: 已发布
---

骑车人排队领头盔。\x20\x20
第二行，**照旧**。

* 一条
"""

fetched = pytest.mark.skipif(not FETCHED.is_dir(), reason="the browser editor was not fetched: run fangzhi editor here")


@pytest.fixture
def root(archive: places.MakeArchive) -> Path:
    made = archive(
        {
            "mkdocs.yml": SETTINGS,
            "articles/202X/helmets.md": WRITTEN,
            "articles/2024/lamps.md": places.article(date="2024-05"),
        }
    )
    if FETCHED.is_dir():
        shutil.copytree(FETCHED, made / ".cache/fangzhi/editor")
    return made


@contextmanager
def previewed(root: Path) -> Iterator[str]:
    server = PreviewServer(Preview(root, MkDocsEngine(), list), "127.0.0.1", 0)
    thread = Thread(target=server.serve)
    thread.start()
    try:
        yield server.address
    finally:
        server.close()
        thread.join()


@pytest.fixture
def faults() -> list[str]:
    return []


@pytest.fixture
def page(root: Path, browser: Browser, faults: list[str]) -> Iterator[Page]:
    """The editor with its list of articles, asking nobody but the preview."""
    with previewed(root) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 2000})
        tab = context.new_page()
        tab.on("pageerror", lambda error: faults.append(str(error)))
        tab.on(
            "request",
            lambda request: (
                faults.append(request.url)
                if "127.0.0.1" not in request.url and request.url.startswith("http")
                else None
            ),
        )
        tab.goto(f"{address}admin/")
        tab.get_by_role("button", name="登录").click()
        yield tab
        context.close()
    assert faults == []


def save(page: Page) -> None:
    page.get_by_role("button", name="发布", exact=True).click()
    page.get_by_role("menuitem", name="立即发布").click()
    expect(page.get_by_text("修改已保存")).to_be_visible()


def wrong(root: Path) -> list[str]:
    return [found.line("en") for found in inspect(root, jobs=1).problems]


@fetched
def test_what_was_not_changed_stays_as_it_was(root: Path, page: Page) -> None:
    """To the byte: comments, Chinese keys, quotes, blanks, dates that are no day, numbers that YAML would change."""
    page.get_by_test_id("shelf-202x").click()
    page.get_by_text("东园区发头盔").click()
    expect(page.get_by_label("日期", exact=True)).to_have_value("202X-03~")
    page.get_by_label("标题", exact=True).fill("东园区发头盔：第二天")
    save(page)
    file = root / "articles/202X/helmets.md"
    assert file.read_text("utf-8") == WRITTEN.replace("标题: 东园区发头盔", "标题: 东园区发头盔：第二天")
    assert wrong(root) == []


@fetched
def test_each_kind_of_entry_can_be_changed(root: Path, page: Page) -> None:
    """Text, a term, a number among others; each is written as the house writes it, and the rest is left alone."""
    page.get_by_test_id("shelf-202x").click()
    page.get_by_text("东园区发头盔").click()
    page.get_by_label("区县").press_sequentially("西河")
    page.keyboard.press("Enter")
    page.locator("div:has(> button):has(+ div:text-is('发放头盔 1200')) > button").first.click()
    page.get_by_label("数值").first.fill("1300")
    page.get_by_label("摘要").fill('发了1300顶："先戴好"')
    save(page)
    expected = WRITTEN.replace("districts:\n  - dongyuan\n", "districts: [东园区, 西河区]\n")
    figures = "  - {label: 发放头盔, value: 1300, unit: 顶, bound: at-least}\n"
    expected = re.sub(r"  - \{名称.*\n", figures, expected).replace('"35.5"', "35.5").replace("'%'", '"%"')
    expected = expected.replace("已发布\n---", '已发布\nsummary: "发了1300顶：\\"先戴好\\""\n---')
    assert (root / "articles/202X/helmets.md").read_text("utf-8") == expected
    assert wrong(root) == []


@fetched
def test_nobody_s_changes_are_written_over(root: Path, page: Page, faults: list[str]) -> None:
    """A window saves again and again; where the file was changed meanwhile it says so, and saves what is loaded anew."""
    file = root / "articles/202X/helmets.md"

    def opened() -> None:
        page.get_by_test_id("shelf-202x").click()
        page.locator("a[href*=helmets]").click()

    def titled(words: str) -> None:
        page.get_by_label("标题", exact=True).click()
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.insert_text(words)

    opened()
    for title in ("甲", "乙"):
        titled(title)
        with page.expect_response(lambda answer: "persistEntry" in (answer.request.post_data or "")):
            save(page)
        assert file.read_text("utf-8") == WRITTEN.replace("标题: 东园区发头盔", f"标题: {title}")
    changed = WRITTEN.replace("排队", "列队")
    file.write_text(changed, "utf-8")
    titled("丙")
    page.get_by_role("button", name="发布", exact=True).click()
    page.get_by_role("menuitem", name="立即发布").click()
    expect(page.get_by_text("这个文件在别处改过")).to_be_visible()
    assert file.read_text("utf-8") == changed
    faults.clear()  # Decap shows what was refused, and throws it as well
    page.on("dialog", lambda dialog: dialog.accept() if dialog.type == "beforeunload" else dialog.dismiss())
    page.reload()
    expect(page.get_by_label("标题", exact=True)).to_have_value("东园区发头盔")
    titled("丁")
    save(page)
    assert file.read_text("utf-8") == changed.replace("标题: 东园区发头盔", "标题: 丁")


def test_in_which_years_an_article_may_be_begun(archive: places.MakeArchive) -> None:
    """Where there are some, in the last ten years and the next, and where the year is not known; newest first."""
    assert shelves(places.catalogue(archive())) == ["XXXX"]
    undated = places.catalogue(archive({"articles/199X/a.md": places.article(date="199X")}))
    assert shelves(undated) == [*(str(year) for year in range(1999, 1989, -1)), "1989", "199X", "198X", "XXXX"]
    files = {
        f"articles/{year}/a{n}.md": places.article(title=f"题{n}", date=year, body=f"第{n}条路。")
        for n, year in enumerate(("1987", "2024", "202X"))
    }
    catalogue = places.catalogue(archive(files))
    years = [str(year) for year in range(2025, 2014, -1)]
    assert shelves(catalogue) == [*years, "1987", "202X", "201X", "199X", "XXXX"]


@fetched
def test_a_new_article_lies_in_its_year_and_is_right(root: Path, page: Page) -> None:
    page.get_by_test_id("shelf-2025").click()
    page.get_by_role("link", name="创建“2025年文章”").click()
    page.get_by_label("标题", exact=True).fill("南山区办夜校")
    page.get_by_label("日期", exact=True).fill("2025-11-20/2025-11-26")
    page.get_by_label("区县").press_sequentially("南山")
    page.keyboard.press("Enter")
    page.get_by_label("专题").press_sequentially("社区书屋")
    page.keyboard.press("Enter")
    page.locator("[contenteditable=true]").click()
    page.keyboard.insert_text("夜里也有灯。")
    page.get_by_label("文件名").fill("nanshan-night-school")
    save(page)
    assert (root / "articles/2025/nanshan-night-school.md").read_text("utf-8") == (
        "---\ntitle: 南山区办夜校\ndate: 2025-11-20/2025-11-26\ndistricts: [南山区]\ninitiatives: [社区书屋]\nstatus: draft\n---\n"
        "\n夜里也有灯。\n"
    )
    assert wrong(root) == []


def ask(address: str, body: object, **headers: str) -> tuple[int, str]:
    host = urlsplit(address).netloc
    sent = {"Content-Type": "application/json", "Origin": f"http://{host}", **headers}
    with closing(HTTPConnection(host)) as connection:
        connection.request("POST", LOCAL, json.dumps(body), sent)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def test_only_the_preview_s_own_pages_may_write_and_only_articles(root: Path) -> None:
    """Another site in the same browser, by any name, and paths that lead elsewhere are refused."""
    entry = {"dataFiles": [{"path": "articles/202X/new.md", "raw": "---\n---\n"}]}
    save = {"action": "persistEntry", "params": entry}
    with previewed(root) as address:
        strangers = ({"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Content-Type": "text/plain"})
        rebound = {"Host": "elsewhere.example", "Origin": "http://elsewhere.example"}
        for headers in (*strangers, rebound):
            assert ask(address, save, **headers)[0] == HTTPStatus.FORBIDDEN
        for path in (
            "mkdocs.yml",
            "articles/../mkdocs.yml",
            "/etc/x.md",
            "articles/_vocabulary/districts.yml",
            "articles/x.html",
        ):
            refused = {"action": "persistEntry", "params": {"dataFiles": [{"path": path, "raw": "x"}]}}
            assert ask(address, refused)[0] == HTTPStatus.UNPROCESSABLE_ENTITY, path
        odd: object
        for odd in ([], {"action": "deleteFile", "params": {}}, {"action": "getEntry"}):
            assert ask(address, odd)[0] == HTTPStatus.UNPROCESSABLE_ENTITY
        assert not (root / "articles/202X/new.md").exists()
        assert ask(address, save)[0] == HTTPStatus.OK
    assert (root / "articles/202X/new.md").read_text("utf-8") == "---\n---\n"


@pytest.mark.parametrize("kept", [WRITTEN, None, "---\n---\n"])
def test_a_file_that_changed_meanwhile_is_not_saved(root: Path, kept: str | None) -> None:
    """Whoever says what an entry was made from writes over that alone; a new one over nothing."""
    path = "articles/202X/helmets.md"
    entry = {"path": path, "raw": "---\ntitle: x\n---\n", **({} if kept is None else {"from": kept})}
    with previewed(root) as address:
        status, said = ask(address, {"action": "persistEntry", "params": {"dataFiles": [entry]}})
    fresh = kept in (None, WRITTEN)
    assert (status == HTTPStatus.OK, "别处改过" in json.loads(said).get("error", "")) == (fresh, not fresh)
    assert ((root / path).read_text("utf-8") == WRITTEN) is not fresh


def test_a_picture_comes_with_its_article(root: Path) -> None:
    entry = {
        "dataFiles": [{"path": "articles/202X/new.md", "raw": "---\n---\n"}],
        "assets": [{"path": "articles/202X/new.png", "content": "iVBORw0KGgo=", "encoding": "base64"}],
    }
    with previewed(root) as address:
        assert ask(address, {"action": "persistEntry", "params": entry})[0] == HTTPStatus.OK
        status, media = ask(address, {"action": "getMedia", "params": {"mediaFolder": "articles/202X"}})
    assert (root / "articles/202X/new.png").read_bytes() == b"\x89PNG\r\n\x1a\n"
    assert (status, [one["name"] for one in json.loads(media)]) == (HTTPStatus.OK, ["new.png"])


@fetched
def test_the_published_page(root: Path, tmp_path: Path) -> None:
    """It is found by no search engine, loads nothing from elsewhere, and knows the vocabularies."""
    site = build_site(root, tmp_path / "site")
    html = (site / "admin/index.html").read_text("utf-8")
    assert 'name="robots" content="noindex"' in html
    assert set(re.findall(r"https://[a-z.]+", html)) == {
        "https://api.github.com",
        "https://github.com",
        "https://www.githubstatus.com",
    }
    assert "admin/" not in (site / "sitemap.xml").read_text("utf-8")
    config = json.loads((site / "admin/config.yml").read_text("utf-8"))
    assert config["backend"] == {"name": "github", "repo": "qingshi/archive", "branch": "main"}
    fields = {field["name"]: field for field in config["collections"][0]["fields"]}
    assert fields["districts"]["options"] == ["东园区", "东园县", "西河区", "南山区"]
    assert [o["value"] for o in fields["status"]["options"]] == ["draft", "published", "withdrawn"]
    assert "script-src" not in (site / "_headers").read_text("utf-8")
    for name in ("nginx.conf", "Caddyfile"):
        told = (site / "serving" / name).read_text("utf-8")
        assert told.count("unsafe-eval") == 1
        assert "/admin/" in told.partition("unsafe-eval")[0]
    for package in PACKAGES:
        assert (site / "admin" / package.folder).is_dir()


def test_no_editor_where_none_is_asked_for(archive: places.MakeArchive, tmp_path: Path) -> None:
    assert not (build_site(archive(), tmp_path / "site") / "admin").exists()


def test_an_editor_that_was_not_fetched_is_said(archive: places.MakeArchive) -> None:
    result = CliRunner().invoke(main, ["build", "--root", str(archive({"mkdocs.yml": SETTINGS})), "--lang", "en"])
    assert result.exit_code == 1
    assert "mkdocs.yml: error editor-not-fetched" in result.stderr


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr(
        "fangzhi.build.vendored.shutil.which", lambda _: str(folder / "npm") if (folder / "npm").exists() else None
    )
    return folder


@pytest.mark.parametrize(
    ("script", "code"),
    [("", "needs-npm"), ("echo no network >&2; exit 1", "not-fetched"), ("echo else > x.tgz", "wrong-digest")],
)
def test_what_cannot_be_fetched_leaves_nothing_behind(
    archive: places.MakeArchive, npm: Path, script: str, code: str
) -> None:
    root = archive()
    if script:
        (npm / "npm").write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (npm / "npm").chmod(0o755)
    result = CliRunner().invoke(main, ["editor", "--root", str(root), "--lang", "en"])
    assert result.exit_code == 1
    assert result.stderr.count(f"error {code}") == len(PACKAGES)
    assert not [path for path in (root / ".cache").rglob("*") if path.is_file()]
