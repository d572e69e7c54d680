"""The benchmark's articles as the search takes them, in both scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import yaml

from fangzhi.site.search import Entry, Reading
from tests.bench.articles import articles
from tests.bench.vocabulary import INITIATIVES


@dataclass(frozen=True)
class Text:
    """One article in Simplified Chinese, as it is searched."""

    entry: Entry
    date: str


def corpus(count: int, seed: int) -> Iterator[Text]:
    """The generated articles, read the short way: front matter by YAML, Markdown's signs dropped."""
    for path, source in articles(count, seed):
        _, head, body = source.split("---\n", 2)
        meta = yaml.safe_load(head)
        english = meta.get("translations", {}).get("en", {})
        names = [*meta["districts"], *meta["initiatives"], *(INITIATIVES[i] for i in meta["initiatives"])]
        date = str(meta["date"])
        entry = Entry(
            path=f"articles/{path.removesuffix('.md')}/",
            title=str(meta["title"]),
            summary=meta["summary"],
            text=re.sub(r"^#+ ", "", body, flags=re.MULTILINE).strip(),
            names=tuple(names),
            bylines=tuple(name for people in meta["bylines"].values() for name in people),
            english=tuple(english.values()),
            districts=tuple(meta["districts"]),
            initiatives=tuple(meta["initiatives"]),
            year=date[:4],
            order=date,
        )
        yield Text(entry, date)


def reading(text: Text) -> Reading:
    """What readers of the source's own variant see."""
    e = text.entry
    return Reading(
        e.path, e.title, e.summary, text.date, e.text,
        names=e.names, bylines=e.bylines, english=e.english, districts=e.districts, initiatives=e.initiatives,
    )  # fmt: skip


def english(text: Text) -> Reading:
    """What readers of the English variant see: its title and summary where there are any, the text of the source."""
    title, summary = (*text.entry.english, text.entry.title, text.entry.summary)[:2]
    bare = replace(reading(text), names=(), bylines=(), english=())
    return replace(bare, title=title, summary=summary, text=None, of="zh-Hans")
