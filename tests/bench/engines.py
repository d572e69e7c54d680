"""What a Markdown engine costs an article: ``python -m tests.bench.engines``.

The texts of generated articles, each new to the engine: ours (comrak, and what `site.markdown` does afterwards), comrak
alone, Python-Markdown with one instance reused and with one for each text as MkDocs has it, and mistune, in an
environment of its own. In processor seconds; the least of some rounds.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Sequence

import comrak
import markdown

from fangzhi.site.markdown import render
from tests.bench.archive import SEED
from tests.bench.articles import articles
from tests.bench.environment import environment

COUNT, ROUNDS = 200, 5
_EXTENSIONS = ["tables", "footnotes", "toc", "attr_list"]
_MISTUNE = """
import json, sys, time, mistune
texts, rounds = json.load(sys.stdin)
convert = mistune.create_markdown(plugins=["table", "footnotes", "strikethrough"])
def once():
    start = time.process_time()
    for text in texts: convert(text)
    return time.process_time() - start
print(min(once() for _ in range(rounds)))
"""


def seconds(texts: Sequence[str], convert: Callable[[str], object]) -> float:
    """The least that all texts took."""

    def once() -> float:
        start = time.process_time()
        for text in texts:
            convert(text)
        return time.process_time() - start

    return min(once() for _ in range(ROUNDS))


def mistune(texts: Sequence[str]) -> float:
    """The same for mistune."""
    command = [str(environment()), "-c", _MISTUNE]
    asked = subprocess.run(command, input=json.dumps([texts, ROUNDS]), capture_output=True, text=True, check=True)
    return float(asked.stdout)


def main() -> None:
    """Print milliseconds an article, and how many times ours that is."""
    texts = [text.partition("\n---\n")[2] for _, text in articles(COUNT, SEED)]
    one = markdown.Markdown(extensions=_EXTENSIONS)
    found = {
        "ours": seconds(texts, render),
        "comrak alone": seconds(texts, comrak.render_markdown),
        "mistune": mistune(texts),
        "Python-Markdown, one instance": seconds(texts, lambda text: one.reset().convert(text)),
        "Python-Markdown, one a text": seconds(
            texts, lambda text: markdown.Markdown(extensions=_EXTENSIONS).convert(text)
        ),
    }
    print(f"Markdown, {COUNT} articles")
    for name, spent in found.items():
        print(f"  {name:<32}{1000 * spent / COUNT:8.3f} ms an article, {spent / found['ours']:6.1f} times ours")


if __name__ == "__main__":
    main()
