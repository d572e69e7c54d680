"""Text in one script to the other, with reasons.

Four levels have a say, strongest first: inline marks, the article's own hints, the archive's glossary, then rules
and dictionary. What is left maps character by character. The text keeps its length but for marks, glossary terms
of another length and regional vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, islice

from fangzhi.hanzi import marks, quotes, regions
from fangzhi.hanzi.decisions import Decision, Pin
from fangzhi.hanzi.glossary import Glossary
from fangzhi.hanzi.lattice import cut
from fangzhi.hanzi.lexicon import to_traditional
from fangzhi.hanzi.marks import Marked
from fangzhi.hanzi.pins import Hints, Terms, article_terms, glossary_terms, settle
from fangzhi.hanzi.reader import CLAUSE, ClauseReader
from fangzhi.hanzi.recognition import some_traditional, wholly_traditional
from fangzhi.hanzi.simplifying import to_simplified
from fangzhi.records.langtag import LanguageTag

__all__ = ["Converter", "Hints"]


@dataclass(frozen=True, slots=True)
class _Converted:
    """A text without marks, its base of equal length in the other script, and the settled stretches on it."""

    plain: str
    base: str
    pins: tuple[Pin, ...]
    spans: dict[tuple[int, int], int]


class Converter:
    """Converts texts of one language tag to another; picklable, and texts never influence one another.

    ``words`` asks for the region's vocabulary besides its character forms (zh-Hant-TW only). English on either
    side, and equal scripts, change nothing but marks.
    """

    def __init__(
        self, source: LanguageTag, target: LanguageTag, glossary: Glossary = Glossary(), words: bool = False
    ) -> None:
        self.source, self.target = source, target
        self._glossary, self._words = glossary, words
        self._chinese = source.is_chinese and target.is_chinese
        self._same = source is target
        self._widens = self._chinese and not source.is_traditional and target.is_traditional
        self._narrows = self._chinese and source.is_traditional and not target.is_traditional
        self._region = regions.hongkong() if target is LanguageTag.HANT_HK else {}
        self._terms = glossary_terms(glossary, source, target)
        self._article = lru_cache(maxsize=256)(self._article_terms)
        self._usual = self._usual_table()
        self._reader = ClauseReader(to_traditional()) if self._widens else None

    def __reduce__(self) -> tuple[type[Converter], tuple[LanguageTag, LanguageTag, Glossary, bool]]:
        return Converter, (self.source, self.target, self._glossary, self._words)

    def convert(self, text: str, hints: Hints = Hints()) -> str:
        """The text in the target's script."""
        if not self._chinese:
            return text
        if self._same:
            return self.plain(text)
        done = self._convert(text, hints)
        return "".join(out for _, _, out in _stretches(done, 0)) if done.pins else done.base

    def convert_all(self, texts: list[str], hints: Hints = Hints()) -> list[str]:
        """Several texts, each as `convert` gives it, in one pass: nothing reaches across the end of a line."""
        if not texts or not self.changes("\n".join(texts)):
            return texts
        lines = iter(self.convert("\n".join(texts), hints).split("\n"))
        return ["\n".join(islice(lines, text.count("\n") + 1)) for text in texts]

    def changes(self, text: str) -> bool:
        """Whether conversion may change a text; between equal scripts only marks do."""
        return self._chinese and (not self._same or marks.some(text))

    def convert_pieces(self, pieces: list[str], hints: Hints = Hints()) -> list[str]:
        """One running text in pieces, each converted in the light of the whole.

        What is settled for a stretch across several pieces stands in the first of them.
        """
        if not self.changes("".join(pieces)):
            return pieces
        done = self._convert("".join(pieces), hints)
        ends = list(accumulate(map(len, pieces)))
        if not done.pins:
            return [done.base[end - len(piece) : end] for piece, end in zip(pieces, ends, strict=True)]
        return _divide(done, pieces, ends)

    def explain(self, text: str, hints: Hints = Hints()) -> list[Decision]:
        """Every place where something was decided above plain one-to-one; places are in the text without marks."""
        if not self._chinese:
            return []
        marked = marks.read(text, self.source, self.target)
        plain = marked.text
        pins = self._convert(text, hints).pins if self._words else self._settled(marked, hints)
        decided = [Decision(pin.start, pin.end, plain[pin.start : pin.end], pin.output, pin.level) for pin in pins]
        taken = {place for pin in pins for place in range(pin.start, pin.end)}
        read = (decision for decision in self._read_decisions(plain) if decision.start not in taken)
        return sorted([*decided, *read], key=lambda decision: (decision.start, decision.end))

    def plain(self, text: str) -> str:
        """The text as `explain` counts its places: each mark replaced by its form in the source's script."""
        return marks.read(text, self.source, self.target).text

    def forget(self) -> None:
        """Forget the clauses read so far (they are remembered for speed alone)."""
        if self._reader:
            self._reader.forget()

    def _usual_table(self) -> dict[int, str]:
        if self._narrows:
            return to_simplified().default
        if not self._widens:
            return self._region
        usual = to_traditional().default
        if self.target is LanguageTag.HANT_HK:
            usual = {code: form.translate(self._region) for code, form in usual.items()} | {ord("着"): "着"}
        return usual

    def _article_terms(self, hints: Hints) -> Terms:
        return article_terms(hints, self.source, self.target, self._usual)

    def _convert(self, text: str, hints: Hints) -> _Converted:
        marked = marks.read(text, self.source, self.target)
        plain, pins, base = marked.text, self._settled(marked, hints), self._base(marked.text)
        if self._words and self.target is LanguageTag.HANT_TW:
            pins = settle(pins, regions.taiwan().pins(base, self._borders(plain)))
        spans = {(pin.start, pin.end): end - start for pin, (start, end) in zip(marked.pins, marked.spans, strict=True)}
        return _Converted(plain, base, pins, spans)

    def _settled(self, marked: Marked, hints: Hints) -> tuple[Pin, ...]:
        """What marks, the article's hints and the glossary settle."""
        article = self._article(hints) if hints != Hints() else None
        if not article and not self._terms.pattern:
            return marked.pins
        return settle(marked.pins, article.pins(marked.text) if article else (), self._terms.pins(marked.text))

    def _base(self, plain: str) -> str:
        if self._narrows:
            return quotes.to_curly(self._narrow(plain))
        if not self._widens:
            return plain.translate(self._region) if self._region else plain
        if not some_traditional(plain):
            return quotes.to_corner(self._widen(plain))
        lines = (line if wholly_traditional(line) else self._widen(line) for line in plain.split("\n"))
        return quotes.to_corner("\n".join(lines))

    def _widen(self, plain: str) -> str:
        assert self._reader
        base = plain.translate(self._usual)
        pieces, at = list[str](), 0
        for place, char in self._reader.changes(plain):
            pieces += (base[at:place], self._region.get(ord(char), char))
            at = place + 1
        return "".join([*pieces, base[at:]]) if pieces else base

    def _narrow(self, plain: str) -> str:
        chars = list(plain.translate(self._usual))
        for place, char in to_simplified().changes(plain):
            chars[place] = char
        return "".join(chars)

    def _borders(self, plain: str) -> set[int]:
        hans = plain.translate(to_simplified().default)
        words = to_traditional().words
        return {m.start() + place for m in CLAUSE.finditer(hans) for place in cut(m.group(), words)}

    def _read_decisions(self, plain: str) -> Iterator[Decision]:
        if self._narrows:
            yield from to_simplified().explain(plain)
        if not self._reader:
            return
        for line_start, line in _lines(plain):
            if wholly_traditional(line):
                continue
            for clause in CLAUSE.finditer(line):
                start = line_start + clause.start()
                for found in self._reader.explain(clause.group()):
                    yield replace(found, start=start + found.start, end=start + found.end)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _stretches(done: _Converted, start: int) -> Iterator[tuple[int, int, str]]:
    """The output in order, with how many characters of the text as it was stand for each stretch, and the place."""
    at = 0
    for pin in done.pins:
        yield start, pin.start - at, done.base[at : pin.start]
        start += pin.start - at
        size = done.spans.get((pin.start, pin.end), pin.end - pin.start)
        yield start, size, pin.output
        start, at = start + size, pin.end
    yield start, len(done.base) - at, done.base[at:]


def _divide(done: _Converted, pieces: list[str], ends: list[int]) -> list[str]:
    """The output cut where the pieces end; a stretch of another length goes whole to the piece it begins in."""
    found: list[list[str]] = [[] for _ in pieces]
    index = 0
    for start, size, output in _stretches(done, 0):
        at, left, rest = start, size, output
        while index < len(ends) - 1 and ends[index] <= at:
            index += 1
        while size == len(output) and index < len(ends) - 1 and ends[index] < at + left:
            room = ends[index] - at
            found[index].append(rest[:room])
            at, left, rest, index = at + room, left - room, rest[room:], index + 1
        if found:
            found[index].append(rest)
    return ["".join(parts) for parts in found]
