"""Every page of the reference as text, in Chinese and English, by its path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from fangzhi.desk.explanations import EXPLANATIONS
from fangzhi.exports.tables import ARTICLES, FIGURES
from fangzhi.hanzi.script import HAN
from fangzhi.records import allowance, article, figure, vocabulary, withdrawal
from fangzhi.records.messages import MESSAGES
from fangzhi.records.problems import Severity
from fangzhi.records.settings import OPTIONS
from fangzhi.site.downloads import DOWNLOADS
from fangzhi.site.words import WORDS
from tests.reference.commands import commands
from tests.reference.drawing import drawing
from tests.reference.words import COLUMNS, PAGES, SAID

KEYS = {
    "article": article.NAMES,
    "article.source": article.SOURCE_NAMES,
    "article.images": article.IMAGE_NAMES,
    "article.figures": figure.NAMES,
    "article.variants": dict.fromkeys(article.KEEP, article.KEEP[0]),
    "article.translations": article.LANGUAGE_NAMES,
    "article.withdrawn": withdrawal.NAMES,
    "article.privacy": allowance.NAMES,
    "translation": article.TRANSLATION_NAMES,
    "vocabulary": vocabulary.NAMES,
}
Row = Sequence[str]
_CHINESE = re.compile(f"(`[^`]*`|^    .*$)|([{HAN}][{HAN}：、，。]*)", re.MULTILINE)


def written() -> dict[str, str]:
    """Text by path from the root."""
    made = {"docs/dev/house.svg": drawing()}
    for at in range(2):
        for name, (title, lead) in PAGES.items():
            body = "\n".join(_BODIES[name](at))
            body = _CHINESE.sub(_marked, body) if at else body
            made[f"docs/reference/{name}{'.en' if at else ''}.md"] = (
                f"---\ntitle: {title[at]}\n---\n\n{lead[at]}\n\n{body.strip()}\n"
            )
    return made


def _marked(match: re.Match[str]) -> str:
    return match[1] or f'<span lang="zh-Hans">{match[2]}</span>'


def _table(head: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


def _keys(at: int) -> Iterator[str]:
    for where, names in KEYS.items():
        yield f"## {SAID[where][at]} {{#{where.replace('.', '-')}}}\n"
        yield from _table(SAID["key_head"][at].split("|"), _key_rows(where, names, at))


def _key_rows(where: str, names: Mapping[str, str], at: int) -> Iterator[Row]:
    for key in dict.fromkeys(names.values()):
        called = "、".join(f"`{name}`" for name, meant in names.items() if meant == key)
        yield called if not at else called.replace("、", ", "), EXPLANATIONS[f"{where}.{key}"][at]


def _settings(at: int) -> Iterator[str]:
    yield from _table(
        SAID["setting_head"][at].split("|"), ((f"`{k}`", EXPLANATIONS[f"settings.{k}"][at]) for k in OPTIONS)
    )


def _errors(at: int) -> Iterator[str]:
    """Lists, since on a phone a column beside such codes is too narrow for a sentence."""
    for severity in Severity:
        yield f"## {SAID[severity][at]} {{#{severity}}}\n"
        for code, said in sorted(MESSAGES.items()):
            if said.severity == severity:
                yield f"- `{code}`" + (f": {said.en}" if at else f"：{said.zh}")
        yield ""


def _exports(at: int) -> Iterator[str]:
    column = 2 if at else 0
    rows = ((f"`{d.path}`", d.media_type, WORDS[d.word][column]) for d in DOWNLOADS)
    yield from _table(SAID["file_head"][at].split("|"), rows)
    for name, columns in (("articles.csv", ARTICLES), ("figures.csv", FIGURES)):
        yield f"## {name} {{#{name.partition('.')[0]}}}\n"
        said = ((f"`{key}`", columns[key] if at else COLUMNS[key]) for key in columns)
        yield from _table(SAID["column_head"][at].split("|"), said)


_BODIES = {"commands": commands, "settings": _settings, "front-matter": _keys, "errors": _errors, "exports": _exports}
