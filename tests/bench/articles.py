"""Articles for benchmarks: any number, from a seed, in the register of local reports and in wording of our own.

They are made up: no place, person or number in them is a report's. The same count and seed give the same articles,
and a larger count begins with the articles of a smaller one.
"""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.bench import vocabulary as words

_SLOT = re.compile(r"\{(\w+)\}")
_FIRST_YEAR, _YEARS = 2017, 8
_LENGTHS = (1000, 1250)


def articles(count: int, seed: int, start: int = 0) -> Iterator[tuple[str, str]]:
    """Yield (path below ``articles/``, Markdown with front matter) from a number on; 1,000 to 1,250 characters of text each."""
    for number in range(start, start + count):
        yield _article(number, random.Random(f"{seed}/{number}"))


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where one article plays, so that its names recur as they do in a report."""

    chance: random.Random
    district: str
    short: str
    year: int
    towns: tuple[str, ...]
    people: tuple[str, ...]

    def word(self, slot: str) -> str:
        made: dict[str, Callable[[], str]] = {
            "place": lambda: self.chance.choice((self.district, self.short)),
            "short": lambda: self.short,
            "town": lambda: self.chance.choice(self.towns),
            "person": lambda: self.chance.choice(self.people),
            "veiled": lambda: f"{self.chance.choice(self.people)[0]}某",
            "num": lambda: _number(self.chance),
            "month": lambda: str(self.chance.randint(1, 12)),
            "day": lambda: str(self.chance.randint(1, 28)),
            "year": lambda: str(self.year - self.chance.randint(0, 3)),
            "phone": lambda: self.chance.choice(("110", "119", "122", "12345", "96110")),
        }
        return made[slot]() if slot in made else self.chance.choice(words.WORDS[slot])

    def fill(self, pattern: str) -> str:
        return _SLOT.sub(lambda match: self.word(match[1]), pattern)


def _scene(chance: random.Random, year: int) -> _Scene:
    district, short = chance.choice(words.DISTRICTS)
    towns = tuple(
        chance.choice(words.PLACE_FIRST) + chance.choice(words.PLACE_SECOND) + chance.choice("镇乡街村社路")
        for _ in range(4)
    )
    people = tuple(
        chance.choice(words.SURNAMES)
        + (chance.choice(words.GIVEN) + chance.choice((chance.choice(words.GIVEN), "")) if n < 4 else "某")
        for n in range(6)
    )
    return _Scene(chance, district, short, year, towns, people)


def _number(chance: random.Random) -> str:
    return str(int(10 ** chance.uniform(0.3, 4.2)))


def _article(number: int, chance: random.Random) -> tuple[str, str]:
    year = _FIRST_YEAR + chance.randrange(_YEARS)
    month = chance.randint(1, 12)
    day = chance.randint(1, calendar.monthrange(year, month)[1])
    scene = _scene(chance, year)
    head = "\n".join(_front_matter(scene, f"{year}-{month:02}-{day:02}"))
    return f"{year}/report-{number:06}.md", f"---\n{head}\n---\n\n{_body(scene)}"


def _front_matter(scene: _Scene, date: str) -> Iterator[str]:
    chance = scene.chance
    topics = chance.sample(list(words.INITIATIVES), chance.choice((1, 1, 2)))
    yield f"title: {scene.fill(chance.choice(words.TITLES))}"
    if chance.random() < 0.5:
        yield f"kicker: {scene.word('kick')}"
    yield f"summary: {scene.fill(chance.choice(words.SUMMARIES))}"
    yield f"date: {date}"
    yield f"districts: [{scene.district}]"
    yield f"initiatives: [{', '.join(topics)}]"
    yield f"bylines: {{记者: [{scene.people[0]}], 通讯员: [{scene.people[1]}]}}"
    yield from _figures(scene)
    if chance.random() < 0.3:
        yield from _english(scene, topics[0])


def _figures(scene: _Scene) -> Iterator[str]:
    yield "figures:"
    for _ in range(scene.chance.randint(1, 3)):
        label, unit = scene.word("act") + scene.word("noun"), scene.word("unit")
        yield f"  - {{label: {label}, value: {scene.word('num')}, unit: {unit}, bound: exact}}"


def _english(scene: _Scene, topic: str) -> Iterator[str]:
    fills = {key: scene.chance.choice(options) for key, options in words.ENGLISH_WORDS.items()}
    fills |= {"district": scene.short, "count": scene.word("num"), "topic": words.INITIATIVES[topic]}
    title, summary = scene.chance.sample(words.ENGLISH, 2)
    yield f"translations: {{en: {{title: '{title.format(**fills)}', summary: '{summary.format(**fills)}.'}}}}"


def _body(scene: _Scene) -> str:
    paragraphs: list[str] = []
    goal, length = scene.chance.randint(*_LENGTHS), 0
    headings = iter(scene.chance.sample(words.HEADINGS, len(words.HEADINGS)))
    while length < goal:
        text = "".join(scene.fill(scene.chance.choice(words.SENTENCES)) for _ in range(scene.chance.randint(2, 5)))
        text = text[: max(60, goal - length)]
        paragraphs.append(f"## {next(headings, '补记')}" if len(paragraphs) % 5 == 3 else text)
        length += len(paragraphs[-1])
    return "\n\n".join(paragraphs) + "\n"
