"""Small archives of an invented place, made in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from fangzhi.records.archive import read_archive
from fangzhi.records.catalogue import Catalogue
from fangzhi.records.problems import Severity

Files = Mapping[str, str | bytes]
MakeArchive = Callable[..., Path]

SETTINGS = """\
site_name: 青石志
site_url: https://qingshi.example/
theme: {name: material, font: false}
plugins:
  - fangzhi:
      name: {zh-Hans: 青石志, zh-Hant: 青石志, en: Qingshi Gazetteer}
      description: {zh-Hans: 青石的记录。, zh-Hant: 青石的記錄。, en: Records of Qingshi.}
"""

DISTRICTS = """\
kinds:
  district: {zh-Hans: 区, zh-Hant: 區, en: district}
terms:
  - id: dongyuan
    code: "990101"
    kind: district
    name: {zh-Hans: 东园区, zh-Hant: 東園區, en: Dongyuan District}
    short: {zh-Hans: 东园, zh-Hant: 東園, en: Dongyuan}
    from: 2010-05-01
  - id: dongyuan-county
    kind: district
    name: {zh-Hans: 东园县, zh-Hant: 東園縣, en: Dongyuan County}
    to: 2010-04-30
    replaced_by: dongyuan
  - id: xihe
    code: "990102"
    kind: district
    name: {zh-Hans: 西河区, zh-Hant: 西河區, en: Xihe District}
    aliases: [河西]
  - id: nanshan
    kind: district
    name: {zh-Hans: 南山区, zh-Hant: 南山區, en: Nanshan District}
"""

INITIATIVES = """\
terms:
  - id: roads
    name: {zh-Hans: 道路安全, zh-Hant: 道路安全, en: Road safety}
  - id: helmets
    name: {zh-Hans: 头盔护行, zh-Hant: 頭盔護行, en: Helmets}
    aliases: [骑行头盔]
    broader: roads
  - id: libraries
    name: {zh-Hans: 社区书屋, zh-Hant: 社區書屋, en: Neighbourhood libraries}
"""

GROUND: Files = {
    "mkdocs.yml": SETTINGS,
    "docs/about.md": "---\ntitle: 关于本站\n---\n\n## 转换 { #conversion }\n\n这里说明简体与繁体的转换。\n",
    "articles/_vocabulary/districts.yml": DISTRICTS,
    "articles/_vocabulary/initiatives.yml": INITIATIVES,
}


def write(root: Path, files: Files) -> Path:
    """Put some files under a folder. A text is written in UTF-8 as it is."""
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def archive(root: Path, files: Files | None = None) -> Path:
    """An archive with the vocabularies of the invented place, and some more files over them."""
    return write(root, {**GROUND, **(files or {})})


def article(title: str = "东园区给骑车人发头盔", date: str = "2025-03-08", body: str = "正文。", **more: str) -> str:
    """The text of an article. ``more`` holds further front matter, written as YAML."""
    meta = {"title": title, "date": date, "districts": "[东园区]", "initiatives": "[头盔护行]"} | more
    lines = "".join(f"{key}: {value}\n" for key, value in meta.items() if value)
    return f"---\n{lines}---\n\n{body}\n"


def catalogue(root: Path) -> Catalogue:
    """The catalogue of an archive without errors."""
    read, problems = read_archive(root)
    assert not [found.line("en") for found in problems if found.severity is Severity.ERROR]
    return read.catalogue
