"""What readers ask for in the benchmark of the search, and what they should get."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from fangzhi.hanzi.conversion import Converter
from fangzhi.hanzi.folding import fold
from fangzhi.records.langtag import LanguageTag
from tests.bench.corpus import Text
from tests.bench.vocabulary import DISTRICTS, INITIATIVES, PLACE_FIRST, PLACE_SECOND, WORDS

_PLACE = re.compile(f"[{PLACE_FIRST}][{PLACE_SECOND}][镇乡街村社路]")
_FORMS = (
    "里里外外 裡裡外外 裏裏外外/群里 羣裡 群裏 羣里/台账 臺賬 臺帳/台阶 臺階 枱階/这条线 這條線 這條綫/后来 後來/面对面 麵對面/线索 綫索 線索/"
    "发放 發放/复核 覆核 復核/复杂 複雜/征求 徵求/系统 係統/拘留所里 拘留所裡/说着 說著/舞台 舞臺/治安后 治安後/干活 幹活/志愿者 誌願者/"
    "冲 衝/准 準/制 製/了 瞭/云阳 雲陽/丰都 豐都/万州 萬州/双桥 雙橋/峰 峯/杰 傑/群众 群眾 羣眾 羣衆"
)


@dataclass(frozen=True)
class Question:
    """One query: its kind, its words, and whether they are written in Traditional."""

    kind: str
    query: str
    traditional: bool


def questions(texts: Sequence[Text], seed: int) -> list[Question]:
    """Every question in both scripts, without repetition; variant forms as they are."""
    convert = Converter(LanguageTag.HANS, LanguageTag.HANT).convert
    asked: dict[tuple[str, bool], Question] = {}
    for kind, query in _simplified(texts, random.Random(seed)):
        asked[query, False] = Question(kind, query, traditional=False)
        asked[query, True] = Question(kind, str(convert(query)), traditional=True)
    for forms in _FORMS.split("/"):
        first, *others = forms.split()
        asked[first, False] = Question("variant form", first, traditional=False)
        asked |= {(form, True): Question("variant form", form, traditional=True) for form in others}
    return list(asked.values())


def _simplified(texts: Sequence[Text], chance: random.Random) -> Iterator[tuple[str, str]]:
    words = sorted(
        {word for key in ("noun", "org", "who", "sys", "act", "aim") for word in WORDS[key]} | set(INITIATIVES)
    )
    made: dict[str, tuple[int, Callable[[str], str]]] = {
        "two words": (40, lambda text: " ".join(chance.sample(sorted(w for w in words if w in text), 2))),
        "place": (30, lambda text: chance.choice(_PLACE.findall(text) or [chance.choice(DISTRICTS)[1]])),
        "number": (30, lambda text: chance.choice(re.findall(r"\d{2,}", text))),
        "number and unit": (20, lambda text: chance.choice(re.findall(r"\d+[\u4e00-\u9fff]{1,2}", text))),
        "fragment": (80, lambda text: _fragment(text, chance)),
    }
    yield from (("word", word) for word in chance.sample(words, 60))
    yield from (("district", name) for pair in chance.sample(DISTRICTS, 10) for name in pair)
    yield from (("name", chance.choice(chance.choice(texts).entry.bylines)) for _ in range(40))
    for kind, (count, make) in made.items():
        yield from ((kind, make(chance.choice(texts).entry.text)) for _ in range(count))


def _fragment(text: str, chance: random.Random) -> str:
    """Two to six Han characters, wherever words begin and end."""
    runs: list[str] = [run for run in re.findall(r"[\u4e00-\u9fff]+", text) if len(run) >= 6]
    run, length = chance.choice(runs), chance.randint(2, 6)
    at = chance.randrange(len(run) - length + 1)
    return run[at : at + length]


class Truth:
    """Exact containment after folding: each word of the question in one of the article's fields."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._fields = {text.entry.path: [" ".join(map(fold, parts)) for parts in text.entry.fields] for text in texts}

    def of(self, question: Question) -> set[str]:
        """The paths of the articles that are hits."""
        words = [fold(word) for word in question.query.split()]
        return {
            path
            for path, fields in self._fields.items()
            if all(any(word in field for field in fields) for word in words)
        }
