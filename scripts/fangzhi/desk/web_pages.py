"""The text of a web page, through lxml: what a reader would see, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

_SILENT = ("script", "style", "noscript", "template", "head")
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "ul",
    }
)  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n]+")


def read_text(data: bytes) -> str:
    """Blocks as lines with blank lines between, rows of tables as cells with tabs. Raises `ValueError`."""
    try:
        root = html.document_fromstring(data, parser=html.HTMLParser(encoding=_encoding(data)))
    except (etree.LxmlError, ValueError) as error:
        raise ValueError("no web page") from error
    lines = (line.strip(" \n") for line in "".join(_texts(root)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _encoding(data: bytes) -> str | None:
    """UTF-8 where the bytes are; else what the page declares, which lxml finds by itself."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None if re.search(rb"charset", data[:2000], re.IGNORECASE) else "gb18030"
    return "utf-8"


def _texts(node: etree._Element) -> Iterator[str]:
    tag = node.tag if isinstance(node.tag, str) else ""
    if tag and tag not in _SILENT:
        end = "\n" if tag == "tr" else "\n\n" if tag in _BLOCKS else ""
        yield end if tag != "tr" else ""
        yield _SPACE.sub(" ", node.text or "")
        for child in node:
            yield from _texts(child)
        yield "\t" if tag in ("td", "th") and node.getnext() is not None else end
    tail = _SPACE.sub(" ", node.tail or "")
    yield "" if tag in ("td", "th", "tr") and not tail.strip() else tail
