"""Files that are made to exhaust whoever reads them: each is refused with its place, in little memory, and soon."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from fangzhi.desk.intake import take_in
from tests import places
from tests.conftest import ROOT

MEGA = 1_000_000
_MEMORY = 200 * MEGA  # bytes
_HANGS = 120  # seconds after which a machine under load would have ended, and what is quadratic would not
_HEAD = "---\ntitle: t\ndate: 2025\n"
_LAUGHS = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
ARTICLES = {
    "laughs": f"---\n{_LAUGHS}---\n",
    "keys": f"---\n{''.join(f'k{n}: 1{chr(10)}' for n in range(100_000))}---\n",
    "flow": f"{_HEAD}figures: {'[' * 100_000}\n---\n",
    "maps": f"{_HEAD}figures: {'{a: ' * 20_000}\n---\n",
    "dashes": f"{_HEAD}figures:\n  {'- ' * 40_000}x\n---\n",
    "keys-of-keys": f"{_HEAD}{'? ' * 40_000}x\n---\n",
    "long-line": f"{_HEAD}summary: {'长' * 200_000}\n---\n",
    "quotes": _HEAD + 'summary: "' + "\\x41" * 60_000,
    "anchor": f"{_HEAD}summary: &{'a' * 90_000} x\n---\n",
    "colons": f"{_HEAD}{'键：' * 30_000}\n---\n",
    "long-text": f"{_HEAD}---\n{'长' * 200_000}",
    "quotations": f"{_HEAD}---\n{'>' * 100_000}",
    "no-end": f"---\n{'a' * 4 * MEGA}",
    "capitals": f"{_HEAD}---\n{'A' * 190_000}",
    "notes": f"{_HEAD}---\n{'[^' * 95_000}",
}
_READ = {"long-line", "capitals", "notes"}  # long, and no longer than may be
VOCABULARY = {
    "glossary": "[" * 200_000,
    "review": "- a\n" * 200_000,
    "initiatives": "terms:\n" + "- {id: a}\n" * 200_000,
}
_CHECK = """
import re, sys
from click.testing import CliRunner
from fangzhi.cli import main
done = CliRunner().invoke(main, ["check", "--root", sys.argv[1], "--lang", "en", "--jobs", "1"])
assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
sys.stdout.write(done.stdout)
sys.stderr.write(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status", encoding="utf-8").read())[1])
"""


def _checked(root: Path) -> tuple[str, int]:
    run = subprocess.run(
        [sys.executable, "-c", _CHECK, str(root)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=_HANGS,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return run.stdout, int(run.stderr) * 1024


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux tells it")
def test_bombs_are_refused(archive: places.MakeArchive) -> None:
    """All in one run, the 100 MB file too, which is not even read."""
    files: dict[str, str | bytes] = {f"articles/2025/{name}.md": text for name, text in ARTICLES.items()}
    files |= {f"articles/_vocabulary/{name}.yml": text for name, text in VOCABULARY.items()}
    root = archive(files)
    for large in ("articles/2025/huge.md", "articles/_vocabulary/districts.yml"):
        with (root / large).open("wb") as file:
            file.truncate(100 * MEGA)
    said, memory = _checked(root)
    refused = {line.partition(":")[0] for line in said.splitlines() if " error " in line}
    assert refused >= {f"articles/2025/{name}.md" for name in [*ARTICLES, "huge"] if name not in _READ}
    assert refused >= {f"articles/_vocabulary/{name}.yml" for name in [*VOCABULARY, "districts"]}
    assert "articles/_vocabulary/review.yml:1:1: error too-many-values" in said
    assert memory < _MEMORY


VOCABULARIES = {
    "a province with its townships": (
        1500,
        "- {{id: a{n}, name: {{zh-Hans: 青石镇{n}, zh-Hant: 青石鎮{n}, en: Qingshi {n}}}}}\n",
        "",
    ),
    "a ladder": (8000, "- {{id: a{n}, name: {{zh-Hans: 镇}}, broader: a{next}}}\n", "term-too-deep"),
    "none of what it names": (8000, "- {{id: a{n}, name: {{zh-Hans: 镇}}, broader: b{n}}}\n", "unknown-term"),
    "words": (
        3,
        "- {{id: a{n}, name: {{zh-Hans: 镇}}, definition: {{zh-Hans: " + "长" * 400_000 + "}}}}\n",
        "vocabulary-too-large",
    ),
}


@pytest.mark.parametrize("name", VOCABULARIES)
def test_vocabularies(name: str, archive: places.MakeArchive) -> None:
    """One of 1,500 places is read; what is made to be read for ever is refused."""
    count, term, code = VOCABULARIES[name]
    text = "terms:\n" + "".join(term.format(n=n, next=n + 1) for n in range(count))
    assert len(text) > MEGA // 10
    said, _ = _checked(archive({"articles/_vocabulary/initiatives.yml": text}))
    assert {line.split()[2].rstrip(":") for line in said.splitlines() if " error " in line} >= {code} - {""}
    assert code or " error " not in said


def _zip(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", _TYPES)
        file.writestr("_rels/.rels", _RELATIONS)
        file.writestr(name, data)
    return out.getvalue()


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>'
_LOL = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)
SECRET = "SECRETSECRET"
PAGES = {
    "zip-bomb": _zip("word/document.xml", _WORD.format("x" * 300 * MEGA).encode()),
    "entities": _zip("word/document.xml", (_LOL + "]>" + _WORD.format("&j;")).encode()),
    "external": _zip(
        "word/document.xml",
        (f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{{secret}}">]>{_WORD.format("正文&x;")}').encode(),
    ),
    "torn": _zip("word/document.xml", _WORD.format("正文" * 500).encode()).replace(b"<w:t>", b"", 1)[:-400]
    + b"x" * 400,
    "no-body": _zip("word/document.xml", _WORD.replace("w:body", "w:bodies").format("正文").encode()),
    "no-word": _zip("other.xml", b"x"),
    "xhtml": '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>正文&x;</p></body></html>'.encode(),
    "long": "字".encode() * 40_000,
    "signs": b"*" * 99_000,
    "deep": b"<html>" + b"<div>" * 200_000 + b"x",
    "tags": b"<html>" + b"<" * MEGA,
    "attributes": b"<html><p " + b"a=1 " * 200_000 + b">x",
}


@pytest.mark.parametrize("name", PAGES)
def test_pages_that_are_handed_in(name: str, tmp_path: Path) -> None:
    """Word files and web pages: text or a problem, never more than they hold, and nothing from the disk."""
    secret = tmp_path / "secret"
    secret.write_text(SECRET, "utf-8")
    page, problems = take_in(name, PAGES[name].replace(b"{secret}", str(secret).encode()))
    assert (page is None) == bool(problems)
    assert page is None or len(page.text) < 2 * MEGA
    assert page is None or SECRET not in page.text
