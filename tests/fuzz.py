"""Every reader of what people write, given anything: it may find fault, it may not fail, and it may not take for ever.

``python -m tests.fuzz SECONDS`` tries made-up input until half of the time is over, by hypothesis and, where atheris is
installed, guided by what the input reaches (see `guided`); then a megabyte of each small piece of every notation, and as
much of each as an article may hold, each in a process that is ended after a while. It prints which took too long.
"""

from __future__ import annotations

import gc
import io
import multiprocessing
import os
import re
import resource
import subprocess
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from xml.sax.saxutils import escape

import markdown as python_markdown
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangzhi.desk.advice import slips
from fangzhi.desk.fixes import mended
from fangzhi.desk.importer import Existing, import_page
from fangzhi.desk.intake import take_in
from fangzhi.desk.privacy import traces
from fangzhi.hanzi import glossary, review
from fangzhi.hanzi.conversion import Converter, Hints
from fangzhi.hanzi.markup import convert_html
from fangzhi.records import vector
from fangzhi.records.article import read_article, translated
from fangzhi.records.attachments import attachments
from fangzhi.records.decoding import decode
from fangzhi.records.edtf import NotADate
from fangzhi.records.edtf import parse as parse_date
from fangzhi.records.extent import LONGEST, extent_problems, page_problems
from fangzhi.records.frontmatter import parse, read
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.vocabulary import read_vocabulary
from fangzhi.site.markdown import plain, render
from tests.pages_golden import issue

HEAD = "---\ntitle: 甲\ndate: 2025\ndistricts: 东园区\ninitiatives: 头盔\n---\n\n"
EXTENSIONS = ("admonition", "attr_list", "footnotes", "tables", "toc", "fenced_code")
_SLOW = 2.0  # CPU seconds for a megabyte
_ENDLESS = 20  # CPU seconds after which a reader is ended


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
    """The glossary."""
    glossary.read(_text(data))


def approvals(data: bytes) -> None:
    """The file of approvals."""
    review.read(_text(data))


def _fit(data: bytes) -> str:
    """The text of an article; none where an article of so much text is refused."""
    text = _text(data)
    return "" if extent_problems("x.md", 1, text) else text


def markdown(data: bytes) -> None:
    """The text of an article to HTML, in the other script too."""
    body = render(_fit(data), lambda address: address)
    plain(convert_html(body.html, _converter(LanguageTag.HANT)))


def pages(data: bytes) -> None:
    """A hand-written page, as MkDocs renders it."""
    text = _text(data)
    if not page_problems("docs/x.md", 1, text):
        python_markdown.markdown(text, extensions=EXTENSIONS)


def body(data: bytes) -> None:
    """The text of an article, with what is looked for in it."""
    front_matter(HEAD.encode() + data)


def gate(data: bytes) -> None:
    """What is looked for in the text of an article: personal data, and slips of copy."""
    text = _fit(data)
    traces(text)
    slips(text)


def html(data: bytes) -> None:
    """HTML to the other script."""
    convert_html(_fit(data), _converter(LanguageTag.HANS))


def conversion(data: bytes) -> None:
    """A text to the other script, with hints."""
    text = _fit(data)
    hints = Hints(keep=(text[:3],), pairs=((text[3:5], text[:2]),), names=(text[5:8],))
    _converter(LanguageTag.HANT).convert(text, hints)


def returning(data: bytes) -> None:
    """A text to Simplified."""
    _converter(LanguageTag.HANS).convert(_fit(data))


def doubting(data: bytes) -> None:
    """What an editor is asked about a text."""
    for tag in (LanguageTag.HANT, LanguageTag.HANS):
        _converter(tag).explain(_fit(data))


def importing(data: bytes) -> None:
    """A page that is handed in."""
    page, _ = take_in("page", data)
    if page:
        import_page(page, "page", issue(""), Existing({}, {}))


_OPEN_XML = "http://schemas.openxmlformats.org"
_OFFICE = "application/vnd.openxmlformats"
_WORD_FILE = {
    "word/document.xml": f'<w:document xmlns:w="{_OPEN_XML}/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>甲</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>",
    "_rels/.rels": f'<Relationships xmlns="{_OPEN_XML}/package/2006/relationships"><Relationship Id="r" '
    f'Type="{_OPEN_XML}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "[Content_Types].xml": f'<Types xmlns="{_OPEN_XML}/package/2006/content-types"><Default Extension="rels" '
    f'ContentType="{_OFFICE}-package.relationships+xml"/><Override PartName="/word/document.xml" '
    f'ContentType="{_OFFICE}-officedocument.wordprocessingml.document.main+xml"/></Types>',
}


def word_files(data: bytes) -> None:
    """A Word file that says it, one with a part that is damaged by it, and one whose bytes are."""
    said = escape(_text(data).translate({n: "" for n in range(32) if n not in (9, 10)}))
    parts = {name: text.encode() for name, text in _WORD_FILE.items()}
    first, name = next(iter(parts)), sorted(parts)[sum(data) % len(parts)]
    importing(_zipped(parts | {first: parts[first].replace("甲".encode(), said.encode("utf-8", "replace"))}))
    at = len(data) * 7 % len(parts[name])
    importing(_zipped(parts | {name: parts[name][:at] + data[:20] + parts[name][at + len(data[:20]) :]}))
    whole = bytearray(_zipped(parts))
    for n, byte in enumerate(data[:4]):
        whole[4 + (n * 2503 + byte * 97) % (len(whole) - 4)] ^= byte
    importing(bytes(whole))


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def web_pages(data: bytes) -> None:
    """A web page that is handed in."""
    importing(b"<html>" + data)


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
        front_matter, fields, vocabulary, glossaries, approvals, markdown, pages, body, gate, html, conversion, returning, doubting,
        importing, word_files, web_pages, fixing, dates, drawings,
    )
}  # fmt: skip
PIECES = [
    *"[](){}<>*_`~#|:-+!&;\"'\\/=^.,?0 \t\n甲只〔〕：，。“”「」【】（）《》、某",
    "![", "](", "[a](", "<a ", "<!--", "-->", "<p>", "</p>", "<b", "<b>", "<i></b>", "<b title=", "<b a='", "<?", "</script ", "<em>甲", "&#", "&amp;", "**", "__", "```\n", "> ", "- ", "1. ", "# ",
    "[^a]", "[^a]: ", "| a ", "|-", "a|b\n-|-\n", "\n\n", "  \n", "---\n", "...\n", "a: ", "a：", "- a\n", "? ", "&a ", "*a ", "!!str ",
    "{a: ", "[a, ", "'a", '"\\x41', "|\n ", ">-\n ", "〔甲=", "-{", "}-", "-{zh-hans:", "本报讯", "（记者 甲）", "一只", "余某",
    "2025年3月8日", "2025-", "2025/", "XXXX-", "%3A", "<svg>", "<g>", "style='", "url(", "\u3000", "a\tb\n", "甲\n", "。\n", "▲", "图为",
    "<td>", "<table>", "[a]: x\n", "[a]", "<a@b.c>", "http://a ", "\x00", "\ufeff", "\u2028", "💧", "字" * 50 + "\n", "a" * 60 + " ",
    "A", "Aa ", "A1", "1", "1-", "@", "a@b", "[^", "微信：", "1号", "学生李", "将李", "抓获李明、", "suspect Zhang ", "arrested Li Na, ",
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
    for target in TARGETS.values():
        target("甲只".encode())  # what is loaded once is no input's doing
    gc.freeze()
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        found = pool.starmap(_timed, [(name, size) for name in TARGETS], chunksize=1)
    rows = zip(TARGETS, found, strict=True)
    return sorted(((t, name, p) for name, took in rows for t, p in zip(took, PIECES, strict=True)), reverse=True)


def _timed(name: str, size: int) -> list[float]:
    """CPU seconds of one reader for so many bytes of each piece; infinite where it failed or had to be ended."""
    took: list[float] = []
    while len(took) < len(PIECES):
        took += _apart(name, PIECES[len(took) :], size)
        took += [float("inf")] * (len(took) < len(PIECES))
    return took


def _apart(name: str, pieces: list[str], size: int) -> list[float]:
    """The same for some pieces in a process of its own, up to the one that ends it."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            for piece in pieces:
                start = time.process_time()
                resource.setrlimit(resource.RLIMIT_CPU, (int(start) + _ENDLESS, resource.RLIM_INFINITY))
                TARGETS[name]((piece * (size // len(piece.encode())))[:size].encode())
                os.write(write, f"{time.process_time() - start}\n".encode())
        except BaseException:  # noqa: BLE001 - a fork must end here, whatever happens
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as said:
        took = [float(line) for line in said]
    os.waitpid(child, 0)
    return took


def _late() -> Iterator[str]:
    """What takes too long over a megabyte, and what never ends over the longest text that is not refused."""
    for size, most in ((1_000_000, _SLOW), (LONGEST, _ENDLESS / 2)):
        found = slow(size)
        took, name, piece = found[0]
        print(f"{len(found)} runs of {size:,} bytes: {took:.2f} s at most, {name} of {piece!r}", flush=True)
        yield from (
            f"{name}: {took:.1f} s for {size:,} bytes of {piece!r}" for took, name, piece in found if took > most
        )


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
    late = list(_late())
    print("\n".join(f"SLOW {case}" for case in late))
    return bool(late or failed)


if __name__ == "__main__":
    raise SystemExit(main(float(sys.argv[1])))
