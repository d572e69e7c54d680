"""References word by word, and their files as citation programs read them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import bibtexparser
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from fangzhi.build.sources import read_sources
from fangzhi.records.langtag import LanguageTag
from fangzhi.site import citations
from fangzhi.site.description import Description
from fangzhi.site.references import bibtex, csl, ris
from tests import places
from tests.exports.reports import FILES, described

STYLES = Path(__file__).resolve().parents[2] / ".cache/csl"
Cards = dict[tuple[str, str], Description]
AT = "https://qingshi.example/articles/"
KNOWN, UNKNOWN = f"{AT}2025/known/", f"{AT}202X/unknown/"
HANS, TITLED = "简体中文版，版本{version}", "Simplified Chinese edition, version {version}"
HANT, TRADITIONAL = "繁體中文版，版本{version}", "Traditional Chinese edition, version {version}"
AT_HANT = "https://qingshi.example/zh-Hant/articles/"
WANTED = {
    ("known", "zh-Hans"): (
        f"余某，李青，王甲，等. 东园区给骑车人发头盔[N/OL]. 青石晚报，2025-03-09（3）. {HANS}. {KNOWN}.",
        f"余某, 李青, 王甲, and 赵乙. “东园区给骑车人发头盔.” 青石晚报, March 9, 2025. {TITLED}. {KNOWN}.",
        f"余某, 李青, 王甲, & 赵乙. (2025, March 9). 东园区给骑车人发头盔 ({TITLED}). 青石晚报, 3. {KNOWN}",
    ),
    ("known", "zh-Hant"): (
        f"余某，李青，王甲，等. 東園區給騎車人發頭盔[N/OL]. 青石晚報，2025-03-09（3）. {HANT}. {AT_HANT}2025/known/.",
    ),
    ("many", "zh-Hant"): (
        f"余某，李青，王甲，等. 七人的報道[N/OL]. 青石晚報，2025-04-01（要聞·綜合新聞）. {HANT}. {AT_HANT}2025/many/.",
        f"余某, 李青, 王甲, et al. “七人的報道.” 青石晚報, April 1, 2025. {TRADITIONAL}. {AT_HANT}2025/many/.",
        (
            f"余某, 李青, 王甲, 趙乙, 孫某, 周某, & 吳某. (2025, April 1). 七人的報道 ({TRADITIONAL})."
            f" 青石晚報, 要聞·綜合新聞. {AT_HANT}2025/many/"
        ),
    ),
    ("month", "zh-Hans"): (
        f"余某. 某月的报道[N/OL]. 青石晚报，2025-11. {HANS}. {AT}2025/month/.",
        f"余某. “某月的报道.” 青石晚报, November 2025. {TITLED}. {AT}2025/month/.",
        f"余某. (2025, November). 某月的报道 ({TITLED}). 青石晚报. {AT}2025/month/",
    ),
    ("month", "en"): (
        f"余某. 某月的报道[N/OL]. 青石晚报，2025-11. {TITLED}. https://qingshi.example/en/articles/2025/month/.",
    ),
    ("decade", "zh-Hans"): (
        f"余某. 某年代的报道[N/OL]. 青石晚报，[11月25日（2020年代，年份不详）]. {HANS}. {AT}202X/decade/.",
        f"余某. “某年代的报道.” 青石晚报, [202X-11-25]. {TITLED}. {AT}202X/decade/.",
        f"余某. (n.d.). 某年代的报道 ({TITLED}). 青石晚报. {AT}202X/decade/",
    ),
    ("doubtful", "zh-Hans"): (
        f"存疑的报道[N/OL]. 青石晚报，[2025年12月（存疑）]. {HANS}. {AT}2025/doubtful/.",
        f"“存疑的报道.” 青石晚报, [2025-12?]. {TITLED}. {AT}2025/doubtful/.",
        f"存疑的报道 ({TITLED}). (n.d.). 青石晚报. {AT}2025/doubtful/",
    ),
    ("unknown", "zh-Hans"): (
        f"青石志. 报名不详的报道[EB/OL]. {HANS}. [引用日期]. {UNKNOWN}.",
        f"青石志. “报名不详的报道.” {TITLED}. Accessed [date of access]. {UNKNOWN}.",
        f"青石志. (n.d.). 报名不详的报道 ({TITLED}). Retrieved [date of access], from {UNKNOWN}",
    ),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the reports."""
    return places.archive(tmp_path_factory.mktemp("cited") / "archive", FILES)


@pytest.fixture(scope="module")
def cards(root: Path) -> Cards:
    """Every report in every variant."""
    return described(root)


@pytest.mark.parametrize(("key", "wanted"), WANTED.items(), ids=lambda value: "-".join(value)[:20])
def test_references(root: Path, cards: Cards, key: tuple[str, str], wanted: tuple[str, ...]) -> None:
    """GB/T 7714, Chicago, APA: what is not known is in brackets or left out."""
    card = cards[key]
    locale = read_sources(root)[0].renderer.locales[LanguageTag(key[1])]
    said = [one.text for one in citations.citations(card, locale)]
    assert said[: len(wanted)] == [text.format(version=card.version) for text in wanted]


def test_the_page_shows_them(sample_site: Path) -> None:
    """In each variant, whose edition and version are named, with the references as files to save."""
    for prefix, word, edition in (
        ("", "引用", "简体中文版，版本"), ("zh-Hant/", "引用", "繁體中文版，版本"), ("en/", "Cite", "English edition, version "),
    ):  # fmt: skip
        folder = sample_site / prefix / "articles/202X/yunyang-dog-licensing"
        page = (folder / "index.html").read_text("utf-8")
        assert f'<h2 id="cite">{word}</h2>' in page
        assert re.search(rf"<dt[^>]*>GB/T 7714-2025</dt><dd>[^<]*{edition}[0-9a-f]{{8}}\. ", page)
        for end in ("bib", "ris", "json"):
            assert re.search(rf'<a href="data:[^"]+" download="yunyang-dog-licensing\.{end}"', page)


@pytest.mark.parametrize(
    ("name", "kind", "issued"),
    [
        ("known", "article-newspaper", {"date-parts": [[2025, 3, 9]]}),
        ("month", "article-newspaper", {"date-parts": [[2025, 11]]}),
        ("decade", "article-newspaper", {"literal": "202X-11-25"}),
        ("unknown", "webpage", None),
    ],
)
def test_csl(cards: Cards, name: str, kind: str, issued: object) -> None:
    """Type and date by what is known."""
    item = json.loads(csl(cards[name, "zh-Hans"]))[0]
    assert (item["type"], item.get("issued")) == (kind, issued)


def _rendered(card: Description, style: str) -> str:
    source = CiteProcJSON(json.loads(csl(card)))
    file = STYLES / f"{style}.csl"
    if not file.is_file():
        pytest.skip("no citation styles: `make test` fetches them where PyPI can be reached")
    bibliography = CitationStylesBibliography(CitationStylesStyle(str(file), validate=False), source, formatter.plain)
    bibliography.register(Citation([CitationItem(card.article.id)]))
    return str(bibliography.bibliography()[0])


def test_quotation_marks_alternate_in_chicago(cards: Cards) -> None:
    """A title's own marks become single inside the pair that Chicago sets around it."""
    card = cards["month", "zh-Hans"]
    quoting = replace(card, reading=replace(card.reading, title="戴好头盔是“护‘行’”？"))
    assert citations.chicago(quoting).startswith("余某. “戴好头盔是‘护“行”’？” 青石晚报")


WIDE = str.maketrans({",": "，", "(": "（", ")": "）"})


@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::DeprecationWarning")  # citeproc-py's own
@pytest.mark.parametrize("name", ["known", "month"])
def test_a_citation_processor_says_the_same(root: Path, cards: Cards, name: str) -> None:
    """citeproc-py, with the styles that everybody uses, from our CSL-JSON; but for edition and version, which they leave out.

    Its GB/T 7714 is that of 2015, whose punctuation is half-width; its Chicago puts the full stop outside the quotation
    marks, and the word Edition behind the date.
    """
    card = cards[name, "zh-Hans"]
    gbt, chicago, apa = (
        re.sub(rf"(?:\. 简体中文版，版本|\.? \(?Simplified Chinese edition, version ){card.version}\)?", "", one.text)
        for one in citations.citations(card, read_sources(root)[0].renderer.locales[LanguageTag.HANS])
    )
    assert apa == _rendered(card, "apa")
    assert chicago == _rendered(card, "chicago-notes-bibliography").replace("”.", ".”").replace(". Edition.", ".")
    old = _rendered(card, "china-national-standard-gb-t-7714-2015-numeric").removeprefix("[1]")
    assert gbt == old.replace(", ", ",").translate(WIDE)


@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::DeprecationWarning")
def test_a_citation_processor_knows_no_more_than_we(cards: Cards) -> None:
    """Of a page it makes a page, by the archive, of no date."""
    said = _rendered(cards["unknown", "zh-Hans"], "apa")
    assert said == f"青石志. (n.d.). 报名不详的报道. Retrieved {UNKNOWN}"


def test_rispy_reads_ris(cards: Cards) -> None:
    """A newspaper article, and a page of which no date is known."""
    known, unknown = (rispy.loads(ris(cards[name, "zh-Hans"]))[0] for name in ("known", "unknown"))
    assert (known["type_of_reference"], unknown["type_of_reference"]) == ("NEWS", "ELEC")
    assert known["authors"] == ["余某", "李青", "王甲", "赵乙"]
    assert (known["title"], known["secondary_title"]) == ("东园区给骑车人发头盔", "青石晚报")
    assert (known["year"], known["date"], known["start_page"]) == ("2025", "2025/03/09/", "3")
    assert known["keywords"] == ["头盔护行", "东园区"]
    assert unknown["authors"] == ["青石志"]
    assert not {"year", "date", "secondary_title"} & unknown.keys()


def test_bibtexparser_reads_bibtex(cards: Cards) -> None:
    """With dates in EDTF, names whole, and what LaTeX would take for commands escaped."""
    known = bibtexparser.loads(bibtex(cards["known", "zh-Hans"])).entries[0]
    assert (known["ENTRYTYPE"], known["ID"]) == ("article", "known")
    assert known["author"] == "{余某} and {李青} and {王甲} and {赵乙}"
    assert (known["journaltitle"], known["date"], known["pages"]) == ("青石晚报", "2025-03-09", "3")
    assert known["abstract"] == r"东园区3月8日发头盔 \& 讲课。"
    decade = bibtexparser.loads(bibtex(cards["decade", "en"])).entries[0]
    assert decade["date"] == "202X-11-25"
    unknown = bibtexparser.loads(bibtex(cards["unknown", "en"]), _online()).entries[0]
    assert unknown["ENTRYTYPE"] == "online"
    assert unknown["author"] == "{{Qingshi Gazetteer}}".replace("{{", "{").replace("}}", "}")
    assert "date" not in unknown


def _online() -> bibtexparser.bparser.BibTexParser:
    return bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False)
