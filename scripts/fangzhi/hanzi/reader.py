"""Reading one clause of Simplified text: which characters read otherwise than usual, and why.

A clause is a stretch without a full stop, comma, question mark or line break; nothing outside it is looked at, so
a text converts alike whole or in parts. A clause is read by its lattice cut, then by the rules.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from fangzhi.hanzi.decisions import Decision, Level
from fangzhi.hanzi.lattice import UNSEEN, costs_from, costs_up_to, cut
from fangzhi.hanzi.lexicon import Lexicon
from fangzhi.hanzi.rules import Rule, by_character

CLAUSE = re.compile("[^，。；！？,;!?\n]+")
_RUN = re.compile("[㐀-鿿]+")
CLOSE = 5.0
"""Two cuts closer than this (a factor of some hundred and fifty in likelihood) leave a doubt."""

UNSURE = frozenset("干系松冲卷斗准制余范郁钟涂朴丑姜谷表签折舍云")
"""Characters whose usual reading is no safe guess where no word holds them and no rule speaks."""

_Around = tuple[list[float], list[float]]  # what the cheapest cuts of a clause's beginnings and of its rests cost
_Between = tuple[bool, tuple[Rule, ...]]
_USUAL: _Between = (False, ())
Changes = tuple[tuple[int, str], ...]
"""Places in a clause and the characters that read otherwise than usual there."""


class ClauseReader:
    """Reads clauses with one lexicon and the rules."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._rules = by_character()
        self.many = frozenset(char for char in lexicon.many | set(self._rules) if _RUN.match(char))
        self._some = re.compile(f"[{''.join(sorted(self.many))}]")
        self._near = lru_cache(maxsize=16384)(self._between)
        self._read = lru_cache(maxsize=8192)(self._changes)

    def changes(self, text: str) -> Iterator[tuple[int, str]]:
        """Places in a text, and the characters that read otherwise than usual there.

        Most clauses hold no character that its two neighbours leave in doubt: those are not read.
        """
        between, near = f"\n{text}\n", self._near
        starts = (match.start() for match in self._some.finditer(between))
        doubtful = (at for at in starts if near(between[at - 1 : at + 2]))  # counted from 1
        doubt = next(doubtful, 0)
        for clause in CLAUSE.finditer(text) if doubt else ():
            start, end = clause.span()
            if doubt > end:
                continue
            for place, char in self._read(clause.group()):
                yield start + place, char
            doubt = next((at for at in doubtful if at > end), 0)
            if not doubt:
                return

    def _between(self, three: str) -> _Between | None:
        """What may make a character between two others read otherwise than usual: words, and the rules that may fit."""
        before, char, after = three[0], three[1], three[2]
        words = char + after in self._lexicon.before or before + char in self._lexicon.after
        rules = tuple(rule for rule in self._rules.get(char, ()) if rule.near(before, after))
        return (words, rules) if words or rules else None

    def forget(self) -> None:
        """Forget the clauses read so far (they are remembered for speed alone)."""
        self._read.cache_clear()
        self._near.cache_clear()

    def _changes(self, clause: str) -> Changes:
        live: list[int] = []
        ruled: list[tuple[int, list[Rule]]] = []
        between = f"\n{clause}\n"
        for match in self._some.finditer(clause):
            place = match.start()
            words, rules = self._near(between[place : place + 3]) or _USUAL
            if words and self._lexicon.may_differ(clause, place):
                live.append(place)
            fitting = [rule for rule in rules if rule.fits(clause, place)]
            if fitting:
                ruled.append((place, fitting))
        if not live and not ruled:
            return ()
        return self._decide(clause, live, ruled)

    def _decide(self, clause: str, live: list[int], ruled: list[tuple[int, list[Rule]]]) -> Changes:
        lexicon = self._lexicon
        owners = self._owners_about(clause, {*live, *(place for place, _ in ruled)})
        found: dict[int, str] = {}
        for place in live:
            start, end = owners[place]
            found[place] = lexicon.reading(clause[start:end])[place - start]
        for place, rules in ruled:
            start, end = owners[place]
            rule = next((r for r in rules if r.covers(place, start, end)), None)
            if rule:
                found[place] = rule.reading
        default = lexicon.default
        return tuple((p, c) for p, c in sorted(found.items()) if default.get(ord(clause[p]), clause[p]) != c)

    def _owners_about(self, clause: str, wanted: set[int]) -> dict[int, tuple[int, int]]:
        """For each place wanted, where the word that holds it begins and ends; words never leave a run of Han."""
        found: dict[int, tuple[int, int]] = {}
        for run in _RUN.finditer(clause):
            begin, end = run.span()
            here = [place for place in wanted if begin <= place < end]
            if here:
                places = cut(run.group(), self._lexicon.words)
                for place in here:
                    index = bisect_right(places, place - begin)
                    start, stop = begin + places[index - 1], begin + places[index]
                    found[place] = self._lexicon.holder(clause, place, start, stop)
        return found

    def explain(self, clause: str) -> list[Decision]:
        """Every character with several readings, as it was decided."""
        places = [place for place, char in enumerate(clause) if char in self.many]
        if not places:
            return []
        owners = self._owners_about(clause, set(places))
        words = self._lexicon.words
        around = costs_up_to(clause, words), costs_from(clause, words)
        return [self._decision(clause, place, owners[place], around) for place in places if place in owners]

    def _decision(self, clause: str, place: int, owner: tuple[int, int], around: _Around) -> Decision:
        start, end = owner
        word = clause[start:end]
        char = clause[place]
        rules = (r for r in self._rules.get(char, ()) if r.fits(clause, place) and r.covers(place, start, end))
        rule = next(rules, None)
        rivals = self._rivals(clause, place, around)
        listed = self._lexicon.reading(word)[place - start]
        choice = rule.reading if rule else listed
        others = {reading: price for reading, price in rivals.items() if reading != choice}
        others |= {r.reading: 99.0 for r in self._rules.get(char, ()) if r.reading not in {choice, *others}}
        alternatives = tuple(sorted(others, key=lambda reading: (others[reading], reading)))
        close = any(price < CLOSE for price in others.values())
        doubtful = rule.doubtful if rule else close or (len(word) == 1 and char in UNSURE)
        level = Level.RULE if rule else Level.DICTIONARY
        return Decision(place, place + 1, char, choice, level, alternatives, word, doubtful)

    def _rivals(self, clause: str, place: int, around: _Around) -> dict[str, float]:
        """Each reading that some cut gives the character, with what the best such cut costs more."""
        lexicon = self._lexicon
        before, after = around
        costs, reach = lexicon.words.costs, lexicon.words.reach
        found: dict[str, float] = {}
        for start in range(max(0, place - 7), place + 1):
            far = min(reach.get(clause[start : start + 2], 1), 8)
            for end in range(place + 1, min(len(clause), start + far) + 1):
                word = clause[start:end]
                price = costs.get(word, UNSEEN if end == start + 1 else None)
                if price is None:
                    continue
                extra = before[start] + price + after[end] - after[0]
                reading = lexicon.reading(word)[place - start]
                found[reading] = min(extra, found.get(reading, extra))
        return found
