"""Taking back: a tombstone at the same address, and nothing of the article anywhere else."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page

from fangzhi.build.verification import verify
from fangzhi.cli import main
from fangzhi.hanzi.conversion import Converter
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.withdrawal import REASONS, Reason
from tests import places
from tests.conftest import build_site, serving, told, until
from tests.places import SETTINGS, article
from tests.rich import RICH
from tests.trust import record

RUN, ENGLISH_RUN = 8, 20  # characters that nobody writes twice by chance
PLACE = "articles/2025/lost-name"
STONE = "---\nstatus: withdrawn\nwithdrawn: {date: 2025-12-01, reason: personal-data}\n---\n"
TEXT = article(
    title="骑行者在渡口寻回失物，民警连夜送还到家",
    kicker="渡口边的一只旧皮箱牵出半生往事",
    subtitle="箱主人如今已经搬到邻县居住多年",
    summary="一名骑行者把旧皮箱交到渡口值班室，民警翻查登记簿后找到了主人。",
    bylines="{记者: [慕容听雨], 通讯员: [上官问渠]}",
    source='{title: 青石晚报渡口专刊, issued: 2025-03-09, edition: "7", url: "https://paper.example/ferry/77"}',
    images="[{src: suitcase.svg, caption: 值班室里的旧皮箱等着主人来认领, credit: 慕容听雨摄于渡口, alt: 桌上放着一只棕色旧皮箱}]",
    figures="[{label: 登记簿里翻查过的页数, value: 4871, unit: 页, counts: 渡口历年的失物登记簿,"
    " en: {label: Pages of the ledger searched, unit: pages}}]",
    translations="{en: {title: A cyclist finds a suitcase at the ferry, summary: The owner had moved to the next county.}}",
    related="[helmets]",
    rights="本篇文字由渡口值班室供稿，不得转载",
    privacy="[{allow: 023-80000000, reason: 渡口值班室对外公布的电话}]",
    body=(
        "清晨的雾还没有散，骑行者推着车走进值班室，把皮箱放在桌上。\n\n"
        "![皮箱的锁扣上刻着两个字母](lock.svg)\n\n值班民警拨打023-80000000，请来了住在邻县的主人。\n\n"
        "| 日期 | 登记的失物 |\n|---|---|\n| 三月八日 | 棕色旧皮箱一只 |\n"
    ),
)
ENGLISH = "---\ntitle: A cyclist finds a suitcase at the ferry\n---\n\nThe morning fog had not lifted when she pushed her bicycle in.\n"
BESIDE = {f"{PLACE}.en.md": ENGLISH, "articles/2025/suitcase.svg": RICH["articles/2025/helmets.svg"]}
BESIDE["articles/2025/lock.svg"] = RICH["articles/2025/helmets.svg"]
NAMES = ("慕容听雨", "慕容聽雨", "上官问渠", "上官問渠", "suitcase", "lock.svg", "023-80000000")
OFFLINE = SETTINGS + "      offline: true\n      social: true\n      per_page: 2\n"


@dataclass(frozen=True)
class Sites:
    """The site before the withdrawal and the one after, made from what the one before had left."""

    before: Path
    after: Path
    root: Path


@pytest.fixture(scope="module", params=["stub", "whole"])
def sites(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """Withdrawn by the guide, with nothing left in the file; and with everything left where it was."""
    folder = tmp_path_factory.mktemp(request.param)
    files = {k: v for k, v in RICH.items() if "taken-back" not in k} | {"mkdocs.yml": OFFLINE}
    root = places.archive(folder / "archive", files | BESIDE | {f"{PLACE}.md": TEXT})
    build_site(root, folder / "site")
    (folder / "site").rename(folder / "before")
    build_site(root, folder / "site")
    if request.param == "stub":
        (root / f"{PLACE}.md").write_text(STONE, "utf-8")
        for name in BESIDE:
            (root / name).unlink()
    else:
        gone = "status: withdrawn\nwithdrawn: {date: 2025-12-01, reason: 个人信息}\n---\n\n"
        (root / f"{PLACE}.md").write_text(TEXT.replace("---\n\n", gone, 1), "utf-8")
    build_site(root, folder / "site")
    for file in (folder / "before").rglob("*"):
        os.utime(file, (1_700_000_000, 1_700_000_000))  # a host tells files apart by the second in which they were made
    return Sites(folder / "before", folder / "site", root)


def _texts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Everything that a file holds as text: itself, and what is packed in it."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as bundle:
            for member in bundle.namelist():
                yield f"{name}!{member}", member
                yield from _texts(f"{name}!{member}", bundle.read(member))
    elif data[:2] == b"\x1f\x8b":
        yield from _texts(f"{name}!", gzip.decompress(data))
    elif data[:6] == b"SQLite":
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(data)
            yield f"{name}!dump", "\n".join(connection.iterdump())
    text = data.decode("utf-8", "replace")
    yield name, text
    if "\\u" in text:
        yield f"{name}!unescaped", re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    if "%E" in text:
        yield (
            f"{name}!unquoted",
            re.sub(
                r"(?:%[0-9A-F]{2})+", lambda m: bytes.fromhex(m[0].replace("%", "")).decode("utf-8", "replace"), text
            ),
        )


def _all(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            path = file.relative_to(folder).as_posix()
            yield path, path
            yield from _texts(path, file.read_bytes())


def _runs() -> set[str]:
    """Every run of eight Han characters of what the article says, in both scripts, and of twenty letters of its English."""
    convert = Converter(LanguageTag.HANS, LanguageTag.HANT).convert
    chinese = re.findall(r"[\u4e00-\u9fff]{2,}", TEXT)
    runs = {run for text in chinese for form in (text, convert(text)) for run in _of(form, RUN)}
    english = re.findall(r"[A-Z][a-z]+(?: [a-z]+){3,}", TEXT + ENGLISH)
    return runs | {run for text in english for run in _of(text, ENGLISH_RUN)} | set(NAMES)


def _of(text: str, size: int) -> set[str]:
    return {text[at : at + size] for at in range(len(text) - size + 1)}


def _found(folder: Path) -> dict[str, set[str]]:
    runs = _runs()
    pattern = re.compile("|".join(map(re.escape, sorted(runs))))
    return {name: hits for name, text in _all(folder) if (hits := set(pattern.findall(text)))}


def test_nothing_of_it_is_left(sites: Sites) -> None:
    """Eight characters of it in a row stand in no file, packed ones included. Before, they stand in all families."""
    runs = _runs()
    assert len(runs) > 200
    before = _found(sites.before)
    families = (
        "index.html",
        "feed.xml",
        "feed.json",
        "article.json",
        "archive.sqlite!",
        "text.zip!",
        "articles.csv",
        "oai.xml",
    )
    assert (sites.before / PLACE / "card.png").is_file()
    assert [family for family in families if not any(family in name for name in before)] == []
    after = _found(sites.after)
    record("taken-back", len(runs), len(set().union(*after.values())))
    assert after == {}


def test_a_bag_has_nothing_of_it(sites: Sites, tmp_path: Path) -> None:
    """Whatever the editor left in the file, the bag has a file that says when and why; what others show stays in it."""
    run = CliRunner().invoke(
        main, ["package", "--root", str(sites.root), "--site", str(tmp_path / "site"), str(tmp_path / "bag")]
    )
    assert run.exit_code == 0, run.output
    assert verify(tmp_path / "bag") == []
    source = tmp_path / "bag/data/source"
    assert (source / f"{PLACE}.md").read_text("utf-8") == STONE
    assert (source / "articles/2025/helmets.svg").is_file()
    assert _found(tmp_path / "bag") == {}


def test_a_tombstone_stays_in_each_variant(sites: Sites) -> None:
    """It asks not to be listed, names the day and the class of reason, and looks like a page of the archive."""
    said = {
        "": ("本文已撤下", "2025年12月1日", "涉及个人信息"),
        "zh-Hant/": ("本文已撤下", "2025年12月1日", "涉及個人信息"),
        "en/": ("This report has been withdrawn", "1 December 2025", "it held personal data"),
    }
    for prefix, words in said.items():
        folder = sites.after / f"{prefix}{PLACE}"
        page = (folder / "index.html").read_text("utf-8")
        assert [word for word in words if word not in page] == []
        assert '<meta name="robots" content="noindex">' in page
        assert "application/ld+json" not in page
        assert {file.name for file in folder.iterdir()} == {"index.html"}


def test_machines_are_told(sites: Sites) -> None:
    """OAI-PMH and Atom have it as deleted, the list of the withdrawn has it, the sitemap does not."""
    (stone,) = json.loads((sites.after / "data/withdrawn.json").read_text("utf-8"))
    address = f"https://qingshi.example/{PLACE}/"
    assert stone == {
        "id": "lost-name",
        "path": f"{PLACE}/",
        "url": address,
        "date": "2025-12-01",
        "reason": "personal-data",
    }
    for prefix in ("", "zh-Hant/", "en/"):
        feed = ElementTree.parse(sites.after / f"{prefix}feed.xml").getroot()
        (gone,) = feed.findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
        assert gone.attrib["ref"].endswith(f":/{prefix}{PLACE}/")
        assert gone.attrib["when"] == "2025-12-01T00:00:00Z"
        before = (sites.before / f"{prefix}feed.xml").read_text("utf-8")
        assert f"<id>{gone.attrib['ref']}</id>" in before
    assert "lost-name" not in (sites.after / "sitemap.xml").read_text("utf-8")
    oai = (sites.after / "oai.xml").read_text("utf-8")
    assert re.search(r'<oai:header status="deleted"><oai:identifier>oai:qingshi.example:lost-name<', oai)


_KEPT = """caches.open("fangzhi").then(async (cache) => {
    const answers = await Promise.all((await cache.keys()).map((request) => cache.match(request)));
    return (await Promise.all(answers.map(async (answer) => answer.url + " " + await answer.text()))).join("");
})"""


@dataclass
class Shown:
    """A folder that is served: the site before the withdrawal, then the one after. ``at`` is the path that brings it."""

    folder: Path
    sites: Sites
    at: str = "none"

    def __post_init__(self) -> None:
        self.folder.symlink_to(self.sites.before)

    def withdraw(self) -> None:
        """Show the site after the withdrawal from now on."""
        self.folder.unlink()
        self.folder.symlink_to(self.sites.after)

    def asked(self, path: str) -> None:
        """Withdraw where the path is asked for that brings it; what was asked for before was answered as it was."""
        if path == self.at:
            self.at = "none"
            self.withdraw()


def test_phones_forget_it(sites: Sites, phone: Page, tmp_path: Path) -> None:
    """What a browser kept for reading offline is dropped at the next page that is opened online; as a host has it that
    lets browsers keep pages for ten minutes."""
    shown = Shown(tmp_path / "shown", sites)
    with serving(shown.folder, keep="max-age=600") as address:
        phone.goto(f"{address}{PLACE}/")
        until(phone, "navigator.serviceWorker.controller")
        for path in ("", f"{PLACE}/"):
            phone.goto(address + path)
            until(phone, f"caches.match('{address}{path}')")
        assert "渡口" in told(phone, _KEPT)
        shown.withdraw()
        phone.goto(f"{address}about/")
        until(phone, f"caches.match('{address}{PLACE}/').then(kept => !kept)")
        phone.goto(address)
        until(phone, f"caches.match('{address}')")
        left = told(phone, _KEPT)
        assert "渡口" not in left
        assert "assets/" in left
        phone.goto(f"{address}{PLACE}/")
        until(phone, f"caches.match('{address}{PLACE}/')")
        assert "渡口" not in told(phone, _KEPT)


@pytest.mark.parametrize("visit", ["first", "later"])
def test_phones_keep_nothing_that_was_withdrawn_while_it_was_read(
    sites: Sites, phone: Page, tmp_path: Path, visit: str
) -> None:
    """A page was sent, and taken back before the browser asked what has been taken back."""
    shown = Shown(tmp_path / "shown", sites)
    with serving(shown.folder, asked=shown.asked) as address:
        phone.goto(f"{address}about/")
        until(phone, "navigator.serviceWorker.controller")
        if visit == "later":
            phone.goto(address)
            until(phone, f"caches.match('{address}')")
        shown.at = "/data/withdrawn.json"
        phone.goto(f"{address}{PLACE}/")
        assert "渡口" in phone.inner_text("h1")
        for path in ("about/", "districts/"):
            phone.goto(address + path)
            until(phone, f"caches.match('{address}{path}')")
        assert "渡口" not in told(phone, _KEPT)


def test_every_reason_has_its_words(archive: places.MakeArchive, tmp_path: Path) -> None:
    """In each variant, by its English and its Chinese name."""
    files = {
        f"articles/2025/gone-{n}.md": f"---\nstatus: withdrawn\nwithdrawn: {{date: 2025, reason: {word}}}\n---\n"
        for n, word in enumerate(REASONS)
    }
    site = build_site(archive(files), tmp_path / "site")
    for prefix in ("", "zh-Hant/", "en/"):
        pages = [(site / f"{prefix}articles/2025/gone-{n}/index.html").read_text("utf-8") for n in range(len(REASONS))]
        told = [re.search("(?:原因：|Reason: )([^。.]+)", page) for page in pages]
        assert len({match[1] for match in told if match}) == len(Reason)
