"""What the search holds of an item, and what each variant shows of it among the hits."""

from __future__ import annotations

from collections.abc import Iterator

from fangzhi.hanzi.folding import same
from fangzhi.records.catalogue import Item
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.vocabulary import Term, Vocabulary
from fangzhi.site import urls
from fangzhi.site.localization import Locale
from fangzhi.site.markdown import plain, render
from fangzhi.site.pages import ListPage, SearchPage
from fangzhi.site.reading import hints, read_head, read_text
from fangzhi.site.search import Entry, Reading
from fangzhi.site.words import WORDS

_WORDS = "search_"


def entry(simplified: Reading, traditional: Reading, year: str = "", order: str = "") -> Entry:
    """An article as it is searched: its Simplified page, and what its Traditional one has that is not the same folded."""
    texts, forms = ((r.title, r.summary, r.text or "") for r in (simplified, traditional))
    return Entry(
        simplified.path,
        *texts,
        forms=tuple(form for text, form in zip(texts, forms, strict=True) if not same(text, form)),
        names=simplified.names,
        bylines=simplified.bylines,
        english=simplified.english,
        districts=simplified.districts,
        initiatives=simplified.initiatives,
        year=year,
        order=order,
    )


def address(item: Item, initiatives: Vocabulary) -> Entry:
    """An item's entry without its texts: what numbering and filters need."""
    article = item.article
    return Entry(
        urls.article(article.shelf, article.id),
        *("", "", ""),
        districts=tuple(term.id for term in item.districts),
        initiatives=_initiatives(item, initiatives),
        year=article.date.year,
        order="{:04}-{:02}-{:02}".format(*article.date.earliest),
    )


def reading(item: Item, locale: Locale, initiatives: Vocabulary) -> Reading:
    """What one variant shows. The English one shows the source's text, and its own where there is a translation."""
    if locale.tag is not LanguageTag.EN:
        return _shown(item, locale, initiatives)
    title, summary, text = _texts(item, locale)
    translated = item.article.english is not None and bool(item.article.english.body.strip())
    return Reading(
        path=urls.article(item.article.shelf, item.article.id),
        title=title,
        summary=summary,
        date=locale.date(item.article.date),
        text=text if translated else None,
        of=str(item.article.lang),
        districts=tuple(term.id for term in item.districts),
        initiatives=_initiatives(item, initiatives),
    )


def _shown(item: Item, locale: Locale, initiatives: Vocabulary) -> Reading:
    article = item.article
    title, summary, text = _texts(item, locale)
    terms = (*item.districts, *(initiatives.by_id[i] for i in _initiatives(item, initiatives)))
    return Reading(
        path=urls.article(article.shelf, article.id),
        title=title,
        summary=summary,
        date=locale.date(article.date),
        text=text,
        names=tuple(dict.fromkeys(name for term in terms for name in _names(term))),
        bylines=tuple(locale.text(name, article.lang, hints(article)) for name in article.names),
        english=_english(item),
        districts=tuple(term.id for term in item.districts),
        initiatives=_initiatives(item, initiatives),
    )


def _texts(item: Item, locale: Locale) -> tuple[str, str, str]:
    """Title, summary, and all other text of an item's page in one variant."""
    head, article = read_head(item, locale), item.article
    captions = (locale.text(image.caption, article.lang, hints(article)) for image in article.images)
    parts = (head.kicker, head.subtitle, plain(read_text(item, locale).html), *captions)
    return head.title, head.summary, "\n".join(part for part in parts if part)


def _english(item: Item) -> tuple[str, ...]:
    english = item.article.english
    parts = (english.title, english.summary, plain(render(english.body).html)) if english else ()
    return tuple(part for part in parts if part)


def _names(term: Term) -> Iterator[str]:
    yield from (*term.labels.values(), *term.short.values(), *term.aliases)


def _initiatives(item: Item, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The ids of an item's initiatives and of those above them."""
    return tuple(term.id for term in above(item, vocabulary))


def above(item: Item, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """The initiatives of an item, and those above them."""
    found: dict[str, Term] = {}
    for term in item.initiatives:
        broader: Term | None = term
        while broader and broader.id not in found:
            found[broader.id] = broader
            broader = vocabulary.by_id.get(broader.broader)
    return tuple(found.values())


def page_settings(page: SearchPage | ListPage, locale: Locale) -> dict[str, object]:
    """What the script of search and filters is told: the words of the interface and the labels of the filters."""
    words = {key: locale.word(key, n="{n}", label="{label}") for key in WORDS if key.startswith(_WORDS)}
    return {
        "words": {key.removeprefix(_WORDS): word for key, word in words.items()},
        "district": {count.term.id: locale.label(count.term) for count in page.districts},
        "initiative": {count.term.id: locale.label(count.term) for count in page.initiatives},
        "year": {count.year: locale.year(count.year) for count in page.years},
    }
