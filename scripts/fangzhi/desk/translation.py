"""The note from which Chinese an English text was made, written into the file where the English stands."""

from __future__ import annotations

import re
from pathlib import Path

from fangzhi.desk.writing import write_all
from fangzhi.records.archive import read_articles
from fangzhi.records.article import Article
from fangzhi.records.bounds import path_within
from fangzhi.records.problems import Place, Problem, problem

_OF = re.compile(r"^(of|原文)[:：].*\n", re.MULTILINE)
_ENGLISH = re.compile(
    r"^(?P<head>(?:translations|译文)[:：][ ]*(?:#.*)?\n(?P<indent> +)(?:en|英文)[:：][ ]*(?:#.*)?\n)(?P<inner>(?:(?P=indent) +.*\n)+)",
    re.MULTILINE,
)
_INNER_OF = re.compile(r"^ +(?:of|原文)[:：].*\n", re.MULTILINE)


def note(root: Path, file: Path) -> list[Problem]:
    """Write the digest of an article's present wording as the ``of`` of its translation; either file names both."""
    path = path_within(root, file)
    if not (path.startswith("articles/") and path.endswith(".md")):
        return [problem(Place(str(file)), "not-in-archive")]
    source = path.removesuffix(".en.md") + ".md" if path.endswith(".en.md") else path
    english = source.removesuffix(".md") + ".en.md"
    paths = [source, *([english] if (root / english).is_file() else [])]
    articles, problems = read_articles(root, paths)
    if not articles:
        return problems
    return _write(root, english if len(paths) > 1 else source, articles[0], whole=len(paths) > 1)


def _write(root: Path, path: str, article: Article, *, whole: bool) -> list[Problem]:
    text = (root / path).read_bytes().decode("utf-8-sig")
    noted = _in_file(text, article.wording) if whole else _in_mapping(text, article.wording)
    if noted is None:
        return [problem(Place(path), "no-place-for-digest", now=article.wording)]
    return write_all({root / path: noted.encode()}, overwrite=True)


def _in_file(text: str, wording: str) -> str | None:
    """In the front matter of a translation's own file."""
    first, line_end, rest = text.partition("\n")
    head, fence, body = rest.partition("\n---")
    if not fence:
        return None
    head = _OF.sub("", head + "\n")
    return f"{first}{line_end}{head}of: {wording}{fence}{body}"


def _in_mapping(text: str, wording: str) -> str | None:
    """Below ``translations`` and ``en`` in the article's own front matter, where they are written as blocks."""
    match = _ENGLISH.search(text)
    if not match:
        return None
    inner = _INNER_OF.sub("", match["inner"])
    indent = re.match(r" +", inner)
    line = f"{indent[0] if indent else '    '}of: {wording}\n"
    return f"{text[: match.start()]}{match['head']}{inner}{line}{text[match.end() :]}"
