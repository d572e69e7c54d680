"""Every reader of what people write, given anything: it may find fault, it may not fail, and it may not take for ever.

``python -m tests.fuzz SECONDS`` tries made-up input until half of the time is over, by hypothesis and, where atheris is
installed, guided by what the input reaches (see `guided`);
then megabytes of each small piece of every notation, and prints which took too long.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangzhi.desk.fixes import mended
from fangzhi.desk.importer import Existing, import_page
from fangzhi.desk.intake import take_in
from fangzhi.hanzi import glossary, review
from fangzhi.hanzi.conversion import Converter, Hints
from fangzhi.hanzi.markup import convert_html
from fangzhi.records import vector
from fangzhi.records.article import read_article, translated
from fangzhi.records.attachments import attachments
from fangzhi.records.edtf import NotADate
from fangzhi.records.edtf import parse as parse_date
from fangzhi.records.frontmatter import decode, parse, read
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.vocabulary import read_vocabulary
from fangzhi.site.markdown import plain, render
from tests.pages_golden import issue

HEAD = "---\ntitle: 甲\ndate: 2025\ndistricts: 东园区\ninitiatives: 头盔\n---\n\n"
_SLOW = 2.0  # CPU seconds for a megabyte


@lru_cache
def _converter(to: LanguageTag) -> Converter:
    return Converter(LanguageTag.HANT if to is LanguageTag.HANS else LanguageTag.HANS, to)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def front_matter(data: bytes) -> None:
    """A whole file of an article."""
    document, _ = read("articles/2025/x.md", data)
    if document:
        article, _ = read_article(document)
        article, _ = translated(article, document)
        attachments(article)


def fields(data: bytes) -> None:
    """A front matter, with what closes it."""
    front_matter(b"---\n" + data + b"\n---\n\nx\n")


def vocabulary(data: bytes) -> None:
    """An authority file."""
    text, _ = decode("districts.yml", data)
    mapping, _ = parse("districts.yml", text) if text else (None, [])
    if mapping:
        read_vocabulary("districts", "districts.yml", mapping)


def glossaries(data: bytes) -> None:
    """The glossary, and the file of approvals."""
    glossary.read(_text(data))
    review.read(_text(data))


def markdown(data: bytes) -> None:
    """The text of an article to HTML, in the other script too."""
    body = render(_text(data), lambda address: address)
    plain(convert_html(body.html, _converter(LanguageTag.HANT)))


def body(data: bytes) -> None:
    """The text of an article, with what is looked for in it."""
    front_matter(HEAD.encode() + data)


def html(data: bytes) -> None:
    """HTML to the other script."""
    convert_html(_text(data), _converter(LanguageTag.HANS))


def conversion(data: bytes) -> None:
    """A text to the other script and back, with hints."""
    text = _text(data)
    hints = Hints(keep=(text[:3],), pairs=((text[3:5], text[:2]),), names=(text[5:8],))
    for tag in (LanguageTag.HANT, LanguageTag.HANS):
        _converter(tag).convert(text, hints)
        _converter(tag).explain(text)


def importing(data: bytes) -> None:
    """A page that is handed in."""
    page, _ = take_in("page", data)
    if page:
        import_page(page, "page", issue(""), Existing({}, {}))


def fixing(data: bytes) -> None:
    """A file that is to be mended."""
    mended("articles/2025/x.md", data)
    mended("articles/2025/x.md", HEAD.encode() + data)


def dates(data: bytes) -> None:
    """A date."""
    with suppress(NotADate):
        parse_date(_text(data[:60]))


def drawings(data: bytes) -> None:
    """An SVG picture."""
    vector.faults("x.svg", data)
    vector.faults("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg">' + data)


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (
        front_matter, fields, vocabulary, glossaries, markdown, body, html, conversion, importing, fixing, dates, drawings,
    )
}  # fmt: skip
PIECES = [
    *"[](){}<>*_`~#|:-+!&;\"'\\/=^.,?0 \t\n甲只〔〕：，。“”「」【】（）《》、某",
    "![", "](", "[a](", "<a ", "<!--", "-->", "<p>", "</p>", "<b", "<b>", "<i></b>", "<b title=", "<b a='", "<?", "</script ", "<em>甲", "&#", "&amp;", "**", "__", "```\n", "> ", "- ", "1. ", "# ",
    "[^a]", "[^a]: ", "| a ", "|-", "a|b\n-|-\n", "\n\n", "  \n", "---\n", "...\n", "a: ", "a：", "- a\n", "? ", "&a ", "*a ", "!!str ",
    "{a: ", "[a, ", "'a", '"\\x41', "|\n ", ">-\n ", "〔甲=", "-{", "}-", "-{zh-hans:", "本报讯", "（记者 甲）", "一只", "余某",
    "2025年3月8日", "2025-", "2025/", "XXXX-", "%3A", "<svg>", "<g>", "style='", "url(", "\u3000", "a\tb\n", "甲\n", "。\n", "▲", "图为",
    "<td>", "<table>", "[a]: x\n", "[a]", "<a@b.c>", "http://a ", "\x00", "\ufeff", "\u2028", "💧", "字" * 50 + "\n", "a" * 60 + " ",
]  # fmt: skip
INPUT = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=60).map(lambda pieces: "".join(pieces).encode("utf-8", "replace")),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=200),
)


def tried(name: str, seconds: float) -> int:
    """Try made-up input on one reader for some time; gives how many inputs there were. What fails is raised, made small."""
    count, end = 0, time.monotonic() + seconds

    @settings(
        max_examples=2000, deadline=None, database=None, derandomize=False, suppress_health_check=list(HealthCheck)
    )
    @given(INPUT)
    def attempt(data: bytes) -> None:
        nonlocal count
        count += 1
        TARGETS[name](data)

    while time.monotonic() < end:
        attempt()
    return count


def _guided(name: str, seconds: float) -> bool:
    """Whether a reader stood what libFuzzer tried in a process of its own."""
    command = [sys.executable, "-m", "tests.guided", name, str(max(1, round(seconds)))]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    tried = re.search(r"number_of_executed_units: (\d+)", run.stderr)
    print(f"{name}: {tried[1] if tried else 'no'} inputs by atheris", flush=True)
    if run.returncode:
        print(run.stderr[-3000:])
    return run.returncode == 0


def slow(size: int) -> list[tuple[float, str, str]]:
    """CPU seconds of each reader for so many bytes of each piece, the slowest first."""
    found = []
    for name, target in TARGETS.items():
        for piece in PIECES:
            data = (piece * (size // len(piece.encode())))[:size].encode()
            start = time.process_time()
            target(data)
            found.append((time.process_time() - start, name, piece))
    return sorted(found, reverse=True)


def main(seconds: float) -> int:
    """Fuzz, and time megabytes; returns 1 where one takes longer than it may."""
    guided = bool(find_spec("atheris"))
    share = seconds / len(TARGETS) / (4 if guided else 2)
    failed = []
    for name in TARGETS:
        print(f"{name}: {tried(name, share)} inputs by hypothesis", flush=True)
        if guided:
            failed += [] if _guided(name, share) else [name]
    if not guided:
        print("SKIPPED: atheris is not installed, so no input was guided by what it reaches.")
    late = [case for case in slow(1_000_000) if case[0] > _SLOW]
    for took, name, piece in late:
        print(f"SLOW {name}: {took:.1f} s for 1 MB of {piece!r}")
    return bool(late or failed)


if __name__ == "__main__":
    raise SystemExit(main(float(sys.argv[1])))
