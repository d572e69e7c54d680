"""How well the search finds: ``python -m tests.bench.search`` prints recall and precision, ours and others'.

A thousand generated articles, hundreds of questions in both scripts; right is what holds the question's words exactly
after folding. Everything is asked in Chromium. Ours is asked in each of the three variants; the others, on Simplified
pages, in both scripts. Recall and precision are of all hits together; a question without any hit counts as well.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from fangzhi.hanzi.conversion import Converter
from fangzhi.records.langtag import LanguageTag
from fangzhi.site import search
from tests.bench import peers
from tests.bench.corpus import Text, corpus, english, reading
from tests.bench.questions import Question, Truth, questions
from tests.searching import PREFIXES, served, write

FOLDER = Path(".cache/bench/search-quality")
COUNT, SEED = 1000, 20_251_125
_OURS = """async ([variant, queries]) => {
    const engine = fangzhi.engine("../search/".replace("..", variant === "zh-Hans" ? ".." : "../.."), variant);
    const found = [];
    for (const query of queries) {
        const { ids, words } = await engine.search(query);
        const readings = await Promise.all(ids.map(engine.read));
        found.push([readings.map(({ path }) => path), readings.filter((r) => engine.judge(words, r)).map(({ path }) => path)]);
    }
    return found;
}"""

Found = Sequence[set[str]]


def traditional(text: Text, convert: Callable[[str], str]) -> search.Reading:
    """What readers of the Traditional variant see."""
    own = reading(text)
    return replace(own, title=convert(own.title), summary=convert(own.summary), text=convert(text.entry.text))


def site(texts: Sequence[Text]) -> None:
    """Our search over all texts, in three variants."""
    places = search.shelved(text.entry for text in texts).places
    convert = Converter(LanguageTag.HANS, LanguageTag.HANT).convert
    shown = {
        "zh-Hans": map(reading, texts),
        "zh-Hant": (traditional(text, convert) for text in texts),
        "en": map(english, texts),
    }
    files = [file for variant, all_of_it in shown.items() for file in search.readings(variant, all_of_it, places)]
    write(FOLDER / "ours", [*search.index(text.entry for text in texts), *files])


def ours(browser: Browser, address: str, variant: str, queries: Sequence[str]) -> tuple[Found, Found]:
    """What our search takes for candidates, and what of them it calls hits."""
    page = browser.new_page()
    page.goto(f"{address}{PREFIXES[variant]}search/index.html")
    page.wait_for_selector("main.search-live")
    found = page.evaluate(_OURS, [variant, list(queries)])
    page.close()
    return [set(candidates) for candidates, _ in found], [set(hits) for _, hits in found]


def score(found: Iterable[set[str]], truth: Iterable[set[str]]) -> tuple[float, float]:
    """Recall and precision over all questions."""
    right = got = wanted = 0
    for one, true in zip(found, truth, strict=True):
        right, got, wanted = right + len(one & true), got + len(one), wanted + len(true)
    return right / max(wanted, 1), right / max(got, 1)


def report(name: str, asked: Sequence[Question], found: Found, truth: Sequence[set[str]]) -> None:
    """One line a script."""
    for script in (False, True):
        chosen = [n for n, question in enumerate(asked) if question.traditional is script]
        recall, precision = score([found[n] for n in chosen], [truth[n] for n in chosen])
        print(
            f"{name:<44} {'Traditional' if script else 'Simplified':<12} {len(chosen):>4}  {recall:.3f}  {precision:.3f}"
        )


def by_kind(name: str, asked: Sequence[Question], found: Found, truth: Sequence[set[str]]) -> None:
    """One line a kind of question, both scripts together."""
    for kind in dict.fromkeys(question.kind for question in asked):
        chosen = [n for n, question in enumerate(asked) if question.kind == kind]
        recall, precision = score([found[n] for n in chosen], [truth[n] for n in chosen])
        print(f"  {name + ', ' + kind:<42} {'both':<12} {len(chosen):>4}  {recall:.3f}  {precision:.3f}")


def main() -> None:
    """Make the sites, ask, print; fails where ours does not reach what it promises."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    texts = list(corpus(COUNT, SEED))
    asked = questions(texts, SEED)
    queries, truth = [question.query for question in asked], list(map(Truth(texts).of, asked))
    entries = [text.entry for text in texts]
    site(texts)
    print(f"{len(texts)} articles, {len(asked)} questions, {sum(map(len, truth))} right answers")
    print(f"{'':<44} {'asked in':<12} {'n':>4}  recall precision")
    reached = True
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        with served(FOLDER / "ours") as address:
            for variant in PREFIXES:
                candidates, hits = ours(browser, address, variant, queries)
                report(f"fangzhi, {variant}", asked, hits, truth)
                report("  the same, before comparing with the text", asked, candidates, truth)
                recall, precision = score(hits, truth)
                reached = reached and recall == 1 and precision >= 0.99
            by_kind("fangzhi, en", asked, hits, truth)
        _peers(browser, entries, asked, truth)
    if not reached:
        raise SystemExit("recall or precision of fangzhi is below what it promises")


def _peers(
    browser: Browser, entries: Sequence[search.Entry], asked: Sequence[Question], truth: Sequence[set[str]]
) -> None:
    queries = [question.query for question in asked]
    try:
        peers.pagefind_site(entries, FOLDER / "pagefind")
        peers.material_site(entries, FOLDER / "material")
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"Pagefind and Material could not be set up: {error}")
        return
    for name, ask in (
        ("Pagefind extended, zh-Hans pages", peers.pagefind),
        ("Material with jieba, zh-Hans pages", peers.material),
    ):
        folder = FOLDER / name.split()[0].lower()
        with served(folder, policy="") as address:
            page = browser.new_page()
            page.goto(f"{address}{entries[0].path}")
            report(name, asked, ask(page, folder, queries), truth)


if __name__ == "__main__":
    main()
