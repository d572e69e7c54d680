"""How well and how fast texts are converted: wrong words by kind and half, and characters a second, for each engine.

Run it with ``python -m tests.bench.conversion`` from the root. ``sentences.tsv`` holds kind, half, Simplified text
and the Traditional text that is right (Taiwan's standard forms as OpenCC's ``s2tw`` writes them). The half ``tune``
is what rules were written by; ``test`` was never looked at for them. Official OpenCC is asked in an environment of
its own under ``.cache/`` (made here when it can be), since its package and opencc-python-reimplemented's share a name.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import venv
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import opencc

from fangzhi.hanzi.conversion import Converter
from fangzhi.hanzi.quotes import to_corner
from fangzhi.records.langtag import LanguageTag

HERE = Path(__file__).parent
OFFICIAL = Path(".cache/opencc")
ROUNDS = 25
_ASK = """
import json, sys, time, opencc
texts, article, rounds = json.load(sys.stdin)
convert = opencc.OpenCC("s2tw").convert
done = [convert(text) for text in texts]
times = []
for _ in range(rounds):
    start = time.perf_counter(); convert(article); times.append(time.perf_counter() - start)
json.dump([done, min(times)], sys.stdout)
"""


_FRESH = """
from fangzhi.hanzi.conversion import Converter
from fangzhi.records.langtag import LanguageTag
Converter(LanguageTag.HANS, LanguageTag.HANT)
"""


class Sentence(NamedTuple):
    """One line of ``sentences.tsv``."""

    kind: str
    half: str
    simplified: str
    traditional: str


class Result(NamedTuple):
    """What one engine made of the sentences, and the least time it took for the article, in seconds."""

    name: str
    done: list[str]
    seconds: float


def sentences() -> list[Sentence]:
    """The benchmark's sentences."""
    lines = (HERE / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    return [Sentence(*line.split("\t")) for line in lines]


def wrong_words(done: str, right: str) -> int:
    """How many runs of characters differ; quotation marks are held alike for every engine."""
    differ = [a != b for a, b in zip(to_corner(done), right, strict=False)]
    runs = sum(now and not before for before, now in zip([False, *differ], differ, strict=False))
    return runs + (len(done) != len(right))


def article() -> str:
    """An article of common prose, about 1,500 characters long."""
    return (HERE / "article.txt").read_text(encoding="utf-8")


def measure(name: str, convert: Callable[[str], str], known: list[Sentence], forget: Callable[[], object]) -> Result:
    """One engine's work; ``forget`` empties what it remembers of earlier texts."""
    done = [convert(sentence.simplified) for sentence in known]
    times = []
    text = article()
    for _ in range(ROUNDS):
        forget()
        start = time.perf_counter()
        convert(text)
        times.append(time.perf_counter() - start)
    return Result(name, done, min(times))


def ours(known: list[Sentence], remember: bool) -> Result:
    """This project's converter, with its memory of clauses emptied each round or kept."""
    converter = Converter(LanguageTag.HANS, LanguageTag.HANT)
    forget = (lambda: None) if remember else converter.forget
    return measure("fangzhi, seen before" if remember else "fangzhi", converter.convert, known, forget)


def official(known: list[Sentence]) -> Result | None:
    """Official OpenCC, or nothing where it cannot be had."""
    python = OFFICIAL / "bin" / "python"
    try:
        if not python.exists():
            venv.create(OFFICIAL, with_pip=True)
            subprocess.run([python, "-m", "pip", "install", "-qq", "OpenCC"], check=True)
        question = json.dumps([[s.simplified for s in known], article(), ROUNDS])
        environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
        command = [str(python), "-c", _ASK]
        asked = subprocess.run(
            command, input=question, capture_output=True, text=True, encoding="utf-8", check=True, env=environment
        )
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"official OpenCC is not to be had here: {error}")
        return None
    done, seconds = json.loads(asked.stdout)
    return Result("OpenCC", done, seconds)


def table(results: list[Result], known: list[Sentence]) -> str:
    """Wrong words by kind and half, then speed."""
    kinds = sorted({sentence.kind for sentence in known})
    names = [result.name for result in results]
    lines = ["wrong words".ljust(24) + "sentences".rjust(10) + "".join(name.rjust(28) for name in names)]
    counts = [_count(result, known) for result in results]
    sizes = Counter((sentence.kind, sentence.half) for sentence in known)
    for half in ("tune", "test"):
        for kind in [*kinds, "all"]:
            size = sum(n for (k, h), n in sizes.items() if h == half and kind in {k, "all"})
            cells = [sum(n for (k, h), n in c.items() if h == half and kind in {k, "all"}) for c in counts]
            lines.append(f"{half} {kind}".ljust(24) + str(size).rjust(10) + "".join(str(n).rjust(28) for n in cells))
    size = len(article())
    speeds = "".join(f"{size / r.seconds:,.0f}".rjust(28) for r in results)
    lines.append("characters a second".ljust(34) + speeds)
    lines.append(
        "ms for 1,500 characters".ljust(34) + "".join(f"{r.seconds * 1500000 / size:.2f}".rjust(28) for r in results)
    )
    base = next((r.seconds for r in results if r.name == "OpenCC"), None)
    if base:
        lines.append("time, OpenCC = 1".ljust(34) + "".join(f"{r.seconds / base:.2f}".rjust(28) for r in results))
    return "\n".join(lines)


def _count(result: Result, known: list[Sentence]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for sentence, done in zip(known, result.done, strict=True):
        counts[sentence.kind, sentence.half] += wrong_words(done, sentence.traditional)
    return counts


def main() -> None:
    """Print the table; with ``--show``, also the wrong sentences of the half that rules are written by."""
    known = sentences()
    reference = opencc.OpenCC("s2tw")
    results = [
        ours(known, remember=False),
        ours(known, remember=True),
        measure("opencc-python-reimplemented", reference.convert, known, lambda: None),
    ]
    other = official(known)
    print(table([*results, *([other] if other else [])], known))
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", _FRESH], check=True)
    print(f"a new process with its tables: {time.perf_counter() - start:.2f} s")
    if "--show" in sys.argv:
        for sentence, done in zip(known, results[0].done, strict=True):
            if sentence.half == "tune" and done != sentence.traditional:
                print(f"{sentence.kind}\t{sentence.traditional}\t{done}")


if __name__ == "__main__":
    main()
