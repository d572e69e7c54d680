"""One variant's way of saying things: interface words, labels, dates and numbers, and texts in its script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache

from markupsafe import Markup, escape

from fangzhi.hanzi.conversion import Converter, Hints
from fangzhi.hanzi.markup import convert_html
from fangzhi.hanzi.script import HAN
from fangzhi.records.edtf import Edtf
from fangzhi.records.figure import Bound, Figure
from fangzhi.records.langtag import LanguageTag, Variant
from fangzhi.records.vocabulary import Labels, Term
from fangzhi.site.dating import Calendar
from fangzhi.site.words import WORDS

_COLUMN = {LanguageTag.HANS: 0, LanguageTag.HANT: 1, LanguageTag.EN: 2}
_FALLBACK = (LanguageTag.HANS, LanguageTag.HANT, LanguageTag.EN)
NO_HINTS = Hints()
_DATES = _LABELS = _FIGURES = 4096  # how many are remembered: lists say the same ones again and again
_CHINESE = re.compile(f"([{HAN}][{HAN}、。，：；！？“”‘’「」『』《》（）…—]*)")


@dataclass(frozen=True, slots=True)
class FigureReading:
    """A recorded number as one variant says it; ``bound`` is in the variant's language, the rest in ``lang``."""

    label: str
    note: str
    bound: str
    amount: str
    unit: str
    lang: LanguageTag


@dataclass(frozen=True, eq=False)
class Locale:
    """How one variant speaks. ``converters`` holds the way from each script that articles are written in."""

    variant: Variant
    converters: dict[LanguageTag, Converter] = field(repr=False)

    @cached_property
    def tag(self) -> LanguageTag:
        """The language of the variant."""
        return self.variant.tag

    @cached_property
    def words(self) -> dict[str, str]:
        """The words of the interface; those in Traditional as the archive's region writes them."""
        keys, said = list(WORDS), [word[_COLUMN[self.tag]] for word in WORDS.values()]
        return dict(zip(keys, self.texts(said, self.tag, NO_HINTS), strict=True))

    def word(self, key: str, **facts: object) -> str:
        """A word of the interface; as HTML where a fact is HTML."""
        said = self.words[key]
        if not facts:
            return said
        of_html = any(isinstance(fact, Markup) for fact in facts.values())
        return Markup(said).format_map(facts) if of_html else said.format_map(facts)  # noqa: S704 - words are ours

    def count(self, n: int) -> str:
        """A number of reports."""
        return self.word("count_one") if n == 1 else self.word("count", n=self.number(Decimal(n)))

    def text(self, text: str, lang: LanguageTag, hints: Hints = NO_HINTS) -> str:
        """A text written in ``lang``, in this variant's script; in the English variant in its own."""
        if not text or not lang.is_chinese:
            return text
        known = self._learnt.get((lang, hints), {}).get(text)
        if known is not None:
            return known
        return self._labels(text, lang) if hints is NO_HINTS else self.converters[lang].convert(text, hints)

    def texts(self, texts: Sequence[str], lang: LanguageTag, hints: Hints) -> Sequence[str]:
        """Several texts of one article, each as `text` gives it."""
        if not lang.is_chinese:
            return texts
        known = self._learnt.get((lang, hints), {})
        if all(text in known for text in texts if text):
            return [known.get(text, text) for text in texts]
        return self.converters[lang].convert_all(list(texts), hints)

    def learn(self, texts: Iterable[str], lang: LanguageTag, hints: Hints) -> None:
        """Convert texts of one article in one pass; `text` and `texts` know them until another's are learnt."""
        self._learnt.clear()
        if lang.is_chinese:
            wanted = [text for text in dict.fromkeys(texts) if text]
            converted = self.converters[lang].convert_all(wanted, hints)
            self._learnt[lang, hints] = dict(zip(wanted, converted, strict=True))

    @cached_property
    def _learnt(self) -> dict[tuple[LanguageTag, Hints], dict[str, str]]:
        return {}

    @cached_property
    def _labels(self) -> Callable[[str, LanguageTag], str]:
        return lru_cache(maxsize=_LABELS)(lambda text, lang: self.converters[lang].convert(text))

    def html(self, html: str, lang: LanguageTag, hints: Hints = NO_HINTS) -> str:
        """The same for HTML."""
        return convert_html(html, self.converters[lang], hints) if html and lang.is_chinese else html

    def shown(self, lang: LanguageTag) -> LanguageTag:
        """The language that a text written in ``lang`` has on this variant's pages."""
        shown = self.converters[lang].target if lang.is_chinese else lang
        return self.tag if shown.is_traditional and self.tag.is_traditional else shown

    def marked(self, text: str, lang: LanguageTag, hints: Hints = NO_HINTS) -> Markup:
        """A text as HTML, in a ``lang`` span where its language is not the page's."""
        shown = escape(self.text(text, lang, hints))
        if self.shown(lang) is self.tag or not text:
            return shown
        return Markup('<span lang="{}">{}</span>').format(lang, shown)

    def mixed(self, text: str, lang: LanguageTag, within: LanguageTag) -> Markup:
        """A text in the language ``within`` as HTML; where that is English, each Chinese run in it is marked as ``lang``."""
        if within is not LanguageTag.EN:
            return escape(text)
        run = rf'<span lang="{self.shown(lang)}">\1</span>'
        return Markup(_CHINESE.sub(run, str(escape(text))))  # noqa: S704 - escaped already

    def choose(self, labels: Labels) -> str:
        """The label in this variant's language, or in the next best."""
        if self.tag in labels:
            return labels[self.tag]
        return next((self.text(labels[tag], tag) for tag in _FALLBACK if tag in labels), "")

    def chosen(self, labels: Labels) -> Markup:
        """The same as HTML, in a ``lang`` span where its language is not the page's."""
        tag = next((tag for tag in (self.tag, *_FALLBACK) if tag in labels), None)
        return self.marked(labels[tag], tag) if tag else Markup("")

    def label(self, term: Term) -> str:
        """A term's preferred label."""
        return self.choose(term.labels) or term.id

    def short(self, term: Term) -> str:
        """A term's short name, or its label."""
        return self.choose(term.short) or self.label(term)

    def labelled(self, term: Term) -> Markup:
        """A term's preferred label as HTML."""
        return self.chosen(term.labels) or escape(term.id)

    def shortened(self, term: Term) -> Markup:
        """A term's short name, or its label, as HTML."""
        return self.chosen(term.short) or self.labelled(term)

    def others(self, term: Term) -> tuple[tuple[LanguageTag, str], ...]:
        """The labels in the other languages that are not the same word, with their languages."""
        named: dict[str, LanguageTag] = {}
        for tag, label in term.labels.items():
            named.setdefault(label, tag)
        return tuple((tag, label) for label, tag in named.items() if label != self.label(term))

    def aliases(self, term: Term) -> tuple[str, ...]:
        """What else a term is called, in this variant's script; on an English page what is in Latin letters."""
        named = {self.label(term), self.short(term)}
        written = LanguageTag.HANT if self.tag is LanguageTag.HANS else LanguageTag.HANS  # of those to be converted
        said = [self.text(alias, written) for alias in term.aliases]
        english = self.tag is LanguageTag.EN
        shown = (alias for alias in said if bool(_CHINESE.search(alias)) is not english)
        return tuple(alias for alias in dict.fromkeys(shown) if alias not in named)

    def number(self, value: Decimal) -> str:
        """Digits with thousands separated, in the way of the language."""
        return f"{value:,}"

    def figure(self, figure: Figure, lang: LanguageTag, hints: Hints = NO_HINTS) -> FigureReading:
        """A recorded number in this variant's words, or in Chinese where it has no English ones."""
        return self._figures(figure, lang, hints)

    @cached_property
    def _figures(self) -> Callable[[Figure, LanguageTag, Hints], FigureReading]:
        return lru_cache(maxsize=_FIGURES)(self._figure)

    def _figure(self, figure: Figure, lang: LanguageTag, hints: Hints) -> FigureReading:
        translated = figure.english if self.tag is LanguageTag.EN else None
        words = translated or figure.words
        lang = LanguageTag.EN if translated else lang

        def say(text: str) -> str:
            return text if translated else self.text(text, lang, hints)

        gap = " " if self.tag is LanguageTag.EN else ""
        bound = {Bound.EXACT: "", Bound.AT_LEAST: self.word("at-least"), Bound.ABOUT: self.word("about-number")}
        note = [say(text) for text in (words.counts, words.period) if text]
        return FigureReading(
            label=say(words.label),
            note=(", " if translated else "，").join(note),
            bound=bound[figure.bound] + gap if bound[figure.bound] else "",
            amount=self._amount(figure.value, say, words.unit, translated=bool(translated)),
            unit=say(words.unit),
            lang=LanguageTag.EN if translated else self.shown(lang),
        )

    def _amount(self, value: Decimal, say: Callable[[str], str], unit: str, *, translated: bool) -> str:
        """Number and unit are converted together: it is the number that makes 只 a measure word."""
        converted = say(f"{value}{unit}").removeprefix(str(value))
        return f"{self.number(value)}{' ' if translated and unit not in ('', '%') else ''}{converted}"

    def year(self, year: str) -> str:
        """The heading of a year, as EDTF writes it."""
        return self._calendar.year(year)

    def month(self, month: str) -> str:
        """The heading of a month (``01`` to ``12``, a season, or nothing)."""
        return self._calendar.month(month)

    def date(self, date: Edtf) -> str:
        """A date as precise as it is known."""
        return self._dates(date)

    def span(self, dates: Iterable[Edtf]) -> str:
        """From the first to the last of some dates."""
        return self._calendar.span(dates)

    @cached_property
    def _dates(self) -> Callable[[Edtf], str]:
        return lru_cache(maxsize=_DATES)(self._calendar.date)

    @cached_property
    def _calendar(self) -> Calendar:
        return Calendar(self.word, english=self.tag is LanguageTag.EN)
