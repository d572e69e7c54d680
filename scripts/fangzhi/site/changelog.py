"""What was changed in an article, when and why, as one variant says it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache, partial, reduce
from itertools import groupby, pairwise

from fangzhi.records.article import Article, read_article
from fangzhi.records.edtf import Edtf, parse
from fangzhi.records.frontmatter import read
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.revisions import Revision
from fangzhi.site.differences import Difference, Mark, differences, has_surname
from fangzhi.site.localization import Locale
from fangzhi.site.markdown import plain, render
from fangzhi.site.pages import HistoryPage
from fangzhi.site.reading import hints

_VERSIONS = 32  # an article's, while its page is made in all variants
_QUOTED = {
    "title": "field_title",
    "kicker": "field_kicker",
    "subtitle": "field_subtitle",
    "summary": "field_summary",
    "body": "field_text",
}
_NAMED = {
    "date": "date", "source": "source", "districts": "districts", "initiatives": "initiatives", "bylines": "bylines",
    "images": "field_images", "figures": "figures", "lang": "script", "keep": "script", "pairs": "script",
    "rights": "rights", "related": "related",
}  # fmt: skip
"""The parts of an article whose changes are named and not shown, with the words for them."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change: when (RFC 3339, UTC), its day, the reason that the editor gave, words for what was changed, and texts.

    Each text is a word for the part of the article, with its differences, in ``lang``.
    """

    time: str
    reason: str
    named: tuple[str, ...] = ()
    texts: tuple[tuple[str, list[Difference]], ...] = ()
    lang: LanguageTag | None = None

    @property
    def day(self) -> Edtf:
        """The day, by universal time."""
        return parse(self.time[:10])


def steps(page: HistoryPage, locale: Locale) -> list[Step]:
    """The changes that can be told, newest first. One that changed nothing that readers see is none."""
    today = page.item.article
    versions = [(revision, _read(today.path, revision)) for revision in page.history.revisions if not revision.english]
    read = [(revision, article) for revision, article in versions if article]
    made = [(revision, _step(revision, old, new, today, locale)) for (_, old), (revision, new) in pairwise(read)]
    made += [(r, _english(r, locale)) for r in page.history.revisions if r.english]
    told = [(revision, step) for revision, step in reversed(made) if step.named or step.texts]
    commits = groupby(sorted(told, key=_commit, reverse=True), _commit)
    return [reduce(_joined, (step for _, step in files)) for _, files in commits]


def _commit(made: tuple[Revision, Step]) -> tuple[str, str]:
    """What tells commits apart: a rebase gives many of them one time."""
    return made[0].time, made[0].subject


def _joined(a: Step, b: Step) -> Step:
    """What one commit did to the text and to its translation; a reason that either holds back is held back."""
    return replace(a, reason=a.reason and b.reason, named=b.named + a.named, texts=b.texts + a.texts, lang=b.lang)


def _english(revision: Revision, locale: Locale) -> Step:
    """A new translation, which is not compared: who is named in the reason may have been taken out of it."""
    reason = "" if has_surname(revision.subject) else locale.text(revision.subject, LanguageTag.HANS)
    return Step(revision.time, reason, ("field_translation",), lang=locale.shown(LanguageTag.HANS))


@lru_cache(maxsize=_VERSIONS)
def _read(path: str, revision: Revision) -> Article | None:
    """A version as an article, by the rules of today; None where it has no front matter that can be read."""
    document, _ = read(path, revision.data)
    return read_article(document)[0] if document else None


def _step(revision: Revision, old: Article, new: Article, today: Article, locale: Locale) -> Step:
    texts = [(word, _texts(old, new, today, part, locale)) for part, word in _QUOTED.items()]
    shown = tuple((word, found) for word, found in texts if found)
    held = any(segment.mark in (Mark.GONE, Mark.LATER) for _, found in shown for one in found for segment in one)
    reason = "" if held and has_surname(revision.subject) else locale.text(revision.subject, LanguageTag.HANS)
    return Step(revision.time, reason, _named(old, new), shown, locale.shown(new.lang))


def _named(old: Article, new: Article) -> tuple[str, ...]:
    """Words for the parts that differ and are not shown."""
    return tuple(dict.fromkeys(word for part, word in _NAMED.items() if _plainly(old, part) != _plainly(new, part)))


def _plainly(article: Article, part: str) -> object:
    """A part without the places where its words stand in the file."""
    value = getattr(article, part)
    return tuple(getattr(each, "text", each) for each in value) if isinstance(value, tuple) else value


def _texts(old: Article, new: Article, today: Article, part: str, locale: Locale) -> list[Difference]:
    before, after, now = (_said(article, part) for article in (old, new, today))
    convert = partial(locale.text, lang=new.lang, hints=hints(today))
    return differences(before, after, now, convert) if before != after else []


def _said(article: Article, part: str) -> str:
    """A part as it was written; a text without its markup."""
    return _plain(article.body) if part == "body" else str(getattr(article, part))


@lru_cache(maxsize=_VERSIONS)
def _plain(body: str) -> str:
    return plain(render(body).html)
