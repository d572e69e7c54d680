"""An archive of another place and subject, made by ``fangzhi init``; and a package that knows of no place or subject.

``tests/notes`` holds a library's notes on local history in some counties of Taiwan, written in Traditional. The codes
are those of ISO 3166-2:TW; that 臺南縣 and 臺南市 became one on 2010-12-25 stands in the law's own announcements.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.cli import main
from fangzhi.desk.founding import Founder, ask_founder, found
from fangzhi.desk.inspection import inspect
from fangzhi.hanzi.recognition import some_traditional
from fangzhi.records.archive import read_authority
from fangzhi.records.langtag import LanguageTag
from tests.conftest import ROOT, build_site
from tests.sites import Site, read_site
from tests.trees import tree

NOTES = ROOT / "tests/notes"
PACKAGE = [ROOT / "scripts/fangzhi", ROOT / "overrides", ROOT / "docs/schemas"]
DICTIONARY = (ROOT / "scripts/fangzhi/hanzi/data", ROOT / "scripts/fangzhi/desk/data")
ALSO_WORDS = {"长寿", "長壽", "南岸"}  # long life, the southern bank
GIVEN_NAMES = "伟慧耀荣昌顺应"  # characters of given names in the dictionary, side by side by chance
POLICING = re.compile("警(?!告)|公安|派出所|拘留|看守所|反诈|反詐|禁毒|刑侦|police|custody", re.IGNORECASE)


def init(folder: Path, *words: str) -> Result:
    return CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(main, ["init", str(folder), "--yes", *words])


def made(folder: Path, *words: str) -> Path:
    result = init(folder, *words)
    assert result.exit_code == 0, result.output
    return folder


def codes(folder: Path, *words: str) -> list[str]:
    """The places and codes of what was wrong; nothing was written."""
    result = init(folder, "--lang", "en", *words)
    assert result.exit_code == 1
    assert not folder.exists()
    return re.findall(r"(?:^|/)([^/\n]*: error [a-z-]+)", result.stderr, re.MULTILINE)


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library's archive: places from a table in Big5, as a spreadsheet in Taiwan saves it."""
    folder = tmp_path_factory.mktemp("notes")
    (folder / "places.csv").write_bytes((NOTES / "places.csv").read_text("utf-8").encode("cp950"))
    words = ["--script", "zh-Hant", "--name", "館藏地方筆記", "--english-name", "Library notes on local history"]
    words += ["--places", str(folder / "places.csv"), "--initiatives", str(NOTES / "topics.csv")]
    root = made(folder / "notes", *words, "--url", "https://notes.example.org/library/")
    shutil.copytree(NOTES / "articles", root / "articles", dirs_exist_ok=True)
    return root


@pytest.fixture(scope="module")
def site(notes: Path) -> Site:
    return read_site(build_site(notes, notes / "site"))


def test_a_new_archive_is_sound_and_builds(tmp_path: Path) -> None:
    """With nothing said at all: the built-in example, and no problem of any kind."""
    for script in ("zh-Hans", "zh-Hant"):
        root = made(tmp_path / script, "--script", script)
        assert inspect(root, jobs=1).problems == ()
    assert len(read_site(build_site(root, root / "site")).of("en")) > 10


def test_notes_of_a_library_in_taiwan(notes: Path, site: Site) -> None:
    """Sound even strictly; every article in three variants, the Simplified one converted and saying so."""
    assert inspect(notes, jobs=1).problems == ()
    for source in NOTES.rglob("*.md"):
        path = f"articles/{source.parent.name}/{source.stem}/index.html"
        texts = {lang: "".join(t for t, _, _ in site.pages[prefix + path].texts()) for lang, prefix in
                 (("zh-Hans", ""), ("zh-Hant", "zh-Hant/"), ("en", "en/"))}  # fmt: skip
        assert "本页由繁体原文转换" in texts["zh-Hans"]
        assert "轉換" not in texts["zh-Hant"]
        assert source.read_text("utf-8").split("---\n")[2].split("\n\n")[1].strip() in texts["zh-Hant"]
        assert "translations" not in texts["en"]


def test_its_simplified_side_is_simplified(site: Site) -> None:
    """No text of that script holds a character that only Traditional has, but those that an article says to keep."""
    for page in site.of("zh-Hans"):
        for text, lang, _ in page.texts():
            bare = text.translate(dict.fromkeys(map(ord, "乾裏裡"))) if "photographs-backs" in page.path else text
            assert lang != "zh-Hans" or page.path.endswith("404.html") or not some_traditional(bare), (page.path, text)


def test_conversion_to_simplified(site: Site) -> None:
    """著录 is not 着录, 干燥 not 乾燥, a 只 that is a measure word; hand-written pages are converted as well."""
    said = "".join(text for page in site.of("zh-Hans") for text, _, _ in page.texts())
    for right in (
        "照当时的写法著录",
        "看着像日期",
        "干燥、阴凉",
        "每一只盒子",
        "一定" if False else "卷起来",
        "以原文为准",
    ):
        assert right in said, right
    assert "着录" not in said


def test_names_are_those_of_the_table(notes: Path) -> None:
    """With former places, and the other script converted where the table leaves it out."""
    districts, problems = read_authority(notes, "districts")
    assert not problems
    county = districts.by_id["tainan-county"]
    assert (county.labels[LanguageTag.HANS], county.replaced_by, str(county.until)) == (
        "台南县",
        ("tainan",),
        "2010-12-24",
    )
    assert districts.by_id["penghu"].code == "TW-PEN"
    assert districts.kinds["縣"][LanguageTag.EN] == "county"


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x", "utf-8")
    before = tree(tmp_path)
    result = init(tmp_path, "--lang", "en")
    assert (result.exit_code, ": error folder-not-empty: " in result.stderr) == (1, True)
    assert tree(tmp_path) == before
    (tmp_path / "empty").mkdir()
    made(tmp_path / "empty")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_tables_of_many_offices(tmp_path: Path, encoding: str, sign: str) -> None:
    """Whatever a spreadsheet saves: encodings, marks, signs between cells, line ends, empty lines."""
    table = tmp_path / "places.csv"
    table.write_bytes(
        "编号,名称,别名\r\nshiqiao,石桥镇,石橋、桥头\r\n\r\nbailu,白鹭镇,\r\n".replace(",", sign).encode(encoding)
    )
    root = made(tmp_path / "a", "--places", str(table))
    terms = read_authority(root, "districts")[0].by_id
    assert [terms[i].labels[LanguageTag.HANT] for i in ("shiqiao", "bailu")] == ["石橋鎮", "白鷺鎮"]
    assert terms["shiqiao"].aliases == ("石橋", "桥头")


def test_what_is_wrong_with_a_table(tmp_path: Path) -> None:
    """All of it at once, each with its line, and nothing is written."""
    table = tmp_path / "t.csv"
    table.write_text("id,name,from,broader\nA B,甲,,\nb,,2000,\nc,丙,someday,\nc,丁,,x\n", "utf-8")
    assert codes(tmp_path / "a", "--places", str(table)) == [
        "t.csv:2:1: error bad-term-id", "t.csv:3:1: error missing-field", "t.csv:4:1: error not-a-date",
    ]  # fmt: skip
    table.write_text("id,name,broader\nc,丙,\nd,丁,e\nc,戊,\n", "utf-8")
    assert codes(tmp_path / "a", "--places", str(table)) == [
        "t.csv:3:1: error unknown-term", "t.csv:4:1: error duplicate-term",
    ]  # fmt: skip
    table.write_text("id,nane\nc,丙\n", "utf-8")
    assert codes(tmp_path / "a", "--places", str(table)) == ["t.csv:1:1: error unknown-column"]
    table.write_bytes(b"\xff\x81\x00")
    assert codes(tmp_path / "a", "--initiatives", str(table)) == ["t.csv: error unknown-encoding"]
    table.write_text("", "utf-8")
    assert codes(tmp_path / "a", "--initiatives", str(table)) == ["t.csv:1:1: error missing-field"]
    assert codes(tmp_path / "a", "--places", str(tmp_path / "no.csv")) == ["no.csv: error unreadable-file"]


def test_what_is_typed_is_looked_at_too(tmp_path: Path) -> None:
    """All of it at once, and nothing is written: what is made builds."""
    typed = ("--initiative", "photos=", "--initiative", "Ph_o=旧照片", "--initiative", "con=旧地名")
    words = (*typed, "--url", "ftp:/x", "--places", str(tmp_path / "no.csv"))
    assert codes(tmp_path / "a", *words) == [
        "--initiative: error bad-term-id", "--initiative: error missing-field", "--initiative: error reserved-name",
        "--url: error not-a-url",
        "no.csv: error unreadable-file",
    ]  # fmt: skip
    assert not (tmp_path / "a").exists()


def test_the_next_step_can_be_pasted(tmp_path: Path) -> None:
    result = init(tmp_path / "my archive", "--lang", "en")
    assert f"Next: cd '{tmp_path / 'my archive'}', then" in result.stdout


def test_a_topic_without_an_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Gets one in pinyin; where that library is not installed, it must be given."""
    root = made(tmp_path / "a", "--initiative", "老照片", "--initiative", "老照片")
    assert list(read_authority(root, "initiatives")[0].by_id) == ["lao-zhaopian", "lao-zhaopian-2"]
    monkeypatch.setitem(sys.modules, "fangzhi.desk.naming", None)
    assert codes(tmp_path / "b", "--initiative", "老照片") == ["--initiative: error needs-id"]


def test_what_is_asked_is_what_can_be_said(tmp_path: Path) -> None:
    """The answers at a terminal and the options give the same archive."""
    replies = iter(
        [
            "青石志",
            "zh-Hans",
            "zh-Hant-TW",
            "青石誌",
            "Qingshi",
            "https://q.example/",
            "example",
            "photos=老照片 customs=风俗",
        ]
    )
    asked = Founder()
    ask_founder(asked, tmp_path / "a", lambda *_: next(replies), "en")
    files, problems = found(asked, tmp_path / "a", "en")
    assert not problems
    words = [
        "--lang",
        "en",
        "--traditional",
        "zh-Hant-TW",
        "--name",
        "青石志",
        "--other-name",
        "青石誌",
        "--english-name",
        "Qingshi",
        "--url",
        "https://q.example/",
    ]
    root = made(tmp_path / "a", *words, "--initiative", "photos=老照片", "--initiative", "customs=风俗")
    assert {path.relative_to(root): data for path, data in files.items()} == {
        f.relative_to(root): f.read_bytes() for f in root.rglob("*") if f.is_file()
    }
    assert (
        yaml.safe_load((root / "articles/_vocabulary/initiatives.yml").read_text("utf-8"))["terms"][1]["id"]
        == "customs"
    )


@given(st.text(min_size=1, max_size=20).filter(lambda t: t.strip() and t.isprintable()))
def test_any_name_is_kept(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """Whatever signs are in an archive's name, its settings say just that name."""
    files, problems = found(Founder(name=name), tmp_path_factory.getbasetemp() / "none-such", "en")
    assert not problems
    settings = next(data for path, data in files.items() if path.name == "mkdocs.yml").decode()
    plain = yaml.safe_load(settings.replace("!ENV", ""))
    assert plain["site_name"] == name


def test_an_archive_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    """With the sentence that says what to do; one of today's schema is left as it is."""
    root = made(tmp_path / "a")
    before = tree(root)
    same = CliRunner().invoke(main, ["migrate", "--root", str(root), "--lang", "en"])
    assert (same.exit_code, same.output, tree(root)) == (0, "This is the newest schema already: 1.\n", before)
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("schema: 1", "schema: 2"), "utf-8")
    for command in ("migrate", "check", "build"):
        newer = CliRunner().invoke(main, [command, "--root", str(root), "--lang", "en"])
        assert newer.exit_code == 1
        assert re.search(r"mkdocs.yml:\d+:15: error newer-schema: .* schema 2, .* 1 at most", newer.output)


def _texts() -> dict[str, str]:
    files = [
        f for folder in PACKAGE for f in sorted(folder.rglob("*")) if f.is_file() and f.suffix not in {".pyc", ".xz"}
    ]
    return {f.relative_to(ROOT).as_posix(): f.read_text("utf-8") for f in files}


def test_the_package_knows_no_place() -> None:
    """No name or id of the repository's own districts stands in it. The dictionary names the city beside others."""
    vocabulary, _ = read_authority(ROOT, "districts")
    every = {w for t in vocabulary.terms for w in (t.id, *t.labels.values(), *t.short.values(), *t.aliases)}
    words = "|".join(re.escape(word) for word in sorted(every - ALSO_WORDS))
    district, city = re.compile(rf"(?<![a-z-])(?:{words})(?![a-z-])"), re.compile("重庆|重慶|Chongqing")
    for path, text in _texts().items():
        if not (ROOT / path).is_relative_to(DICTIONARY[1]):
            assert not district.findall(text.replace(GIVEN_NAMES, "")), path
        assert _is_dictionary(path) or not city.findall(text), path


def _is_dictionary(path: str) -> bool:
    """Whether a file lists words of the language: for conversion, or for knowing whom the privacy gate is about."""
    return any((ROOT / path).is_relative_to(folder) for folder in DICTIONARY)


def test_the_package_knows_no_policing() -> None:
    """Nor its words; only the dictionary of the Chinese language has them, as it has all others."""
    for path, text in _texts().items():
        if not _is_dictionary(path):
            assert not POLICING.findall(text), path
