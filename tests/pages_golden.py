"""Pages in several layouts with what an import should make of them; the pages are our own, their places invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from fangzhi.desk.composer import Issue
from fangzhi.desk.drafts import markdown
from fangzhi.desk.importer import Existing, completed, import_page
from fangzhi.desk.intake import take_in
from fangzhi.desk.places import Gazetteer
from fangzhi.records.archive import read_authority
from fangzhi.records.edtf import parse

PAGES = Path(__file__).parent / "pages"
ARCHIVE = PAGES / "archive"


def issue(date: str, root: Path = ARCHIVE) -> Issue:
    """What is known of a page: its day of issue and the vocabularies of an archive."""
    districts, initiatives = read_authority(root, "districts")[0], read_authority(root, "initiatives")[0]
    return Issue(Gazetteer(districts), initiatives, parse(date) if date else None)


def imported(data: bytes, about: Issue) -> list[dict[str, Any]]:
    """The drafts of a page, each read back from its file as plain data with its body."""
    page, problems = take_in("page.txt", data)
    assert page, problems
    drafts, problems = import_page(page, "page.txt", completed(about, page.text), Existing({}, {}))
    assert not problems
    return [{"id": d.id, **read_back(markdown(d))} for d in drafts]


def read_back(text: str) -> dict[str, Any]:
    """Front matter as strings, and the body's blocks."""
    _, head, body = text.split("---\n", 2)
    meta: dict[str, Any] = yaml.load(head, Loader=yaml.BaseLoader)
    return {
        **meta,
        "comments": [s[2:] for s in head.split("\n") if s.startswith("# ")],
        "blocks": body.strip().split("\n\n"),
    }


def summary(article: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """An article in the form of a golden case, with the keys that the case names."""
    blocks = article["blocks"]
    prose = [b for b in blocks if not b.startswith("#") and b]
    figures = [[str(f["value"]), f.get("unit", ""), f["bound"]] for f in article.get("figures", [])]
    wanted = [[str(v), unit, bound] for v, unit, bound in expected.get("figures", [])]
    said = {
        **{key: article.get(key, "") for key in ("title", "kicker", "subtitle", "date")},
        "districts": article["districts"],
        "initiatives": article["initiatives"],
        "bylines": article.get("bylines", {}),
        "images": [[i.get("caption", ""), i.get("credit", "")] for i in article.get("images", [])],
        "headings": [b.lstrip("# ") for b in blocks if b.startswith("#")],
        "paragraphs": len(prose),
        "contains": [s for s in expected.get("contains", []) if any(s in b for b in prose)],
        "starts": (prose or [""])[0][: len(expected.get("starts", ""))],
        "figures": [f for f in wanted if f in figures],
    }
    defaults = {"kicker": "", "subtitle": "", "images": [], "bylines": {}}
    expected = {**defaults, **expected, "figures": wanted}
    return {"found": {key: said[key] for key in expected}, "expected": expected}
