"""A whole archive of generated articles: ``python -m tests.bench.archive 1000 FOLDER`` writes one, ready to build.

Vocabularies, settings and hand-written pages are this repository's; the articles are made up (see `articles`). The
same number and seed give the same bytes, and a larger archive holds the articles of a smaller one.
"""

from __future__ import annotations

import argparse
import re
import shutil
from pathlib import Path

from tests.bench.articles import articles

ROOT = Path(__file__).resolve().parents[2]
SEED = 20_251_125
_GROUND = (
    "mkdocs.yml",
    *(f"docs/{name}{lang}.md" for name in ("about", "cite", "editors", "takedown") for lang in ("", ".en")),
    *(f"articles/_vocabulary/{name}.yml" for name in ("districts", "initiatives", "glossary")),
)


def write_archive(folder: Path, count: int, seed: int = SEED) -> None:
    """Write an archive into a folder, which is emptied first if it was one."""
    shutil.rmtree(folder / "articles", ignore_errors=True)
    for name in _GROUND:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    settings = re.sub(r"\n +custom_dir: .*", "", settings)  # the package brings its templates
    _put(folder / "mkdocs.yml", re.sub(r"\n +social: .*", "", settings))  # other generators draw no pictures
    for path, text in articles(count, seed):
        _put(folder / "articles" / path, text)


def edit_article(folder: Path, number: int) -> None:
    """Add a sentence to the text of one article, another one each time for another number of the text."""
    file = sorted((folder / "articles").glob("2*/*.md"))[0]
    text = file.read_text("utf-8").partition("\n\n补记之")[0].rstrip("\n")
    _put(file, f"{text}\n\n补记之{number}：街道的台账又添了一页。\n")


def add_article(folder: Path, number: int, seed: int = SEED) -> None:
    """Add the article that stands at a number, as `write_archive` would."""
    path, text = next(articles(1, seed, start=number))
    _put(folder / "articles" / path, text)


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="how many articles")
    parser.add_argument("folder", type=Path, help="where the archive goes")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    write_archive(asked.folder, asked.count, asked.seed)
