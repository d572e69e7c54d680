"""How many fields of pages that the importer was not made on come out right: ``python -m tests.bench.importing``."""

from __future__ import annotations

import sys
from typing import Any

import yaml

from tests.pages_golden import PAGES, imported, issue, summary


def _scored(drafts: list[dict[str, Any]], expected: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """The fields that are right, and the others with what was found. An article that was not found has none right."""
    right, wrong = 0, []
    by_title = {draft["title"]: draft for draft in drafts}
    for number, wanted in enumerate(expected):
        wanted["paragraphs"] = int(wanted["paragraphs"])
        draft = by_title.get(wanted["title"]) or (drafts[number] if number < len(drafts) else None)
        case = summary(draft, wanted) if draft else {"found": dict.fromkeys(wanted), "expected": wanted}
        for key, value in case["expected"].items():
            if case["found"][key] == value:
                right += 1
            else:
                wrong.append(f"{wanted['title']}, {key}: {case['found'][key]!r} instead of {value!r}")
    return right, wrong


def main(folder: str = "unseen") -> None:
    """Print the figures, page by page."""
    whole = [0, 0]
    for page in sorted((PAGES / folder).glob("*.txt")):
        golden = yaml.load(page.with_suffix(".yml").read_text("utf-8"), Loader=yaml.BaseLoader)
        drafts = imported(page.read_bytes(), issue(golden["date"]))
        right, wrong = _scored(drafts, golden["articles"])
        whole = [whole[0] + right, whole[1] + right + len(wrong)]
        print(
            f"{page.name}: {right} of {right + len(wrong)} fields, {len(drafts)} of {len(golden['articles'])} articles"
        )
        print("".join(f"    {line}\n" for line in wrong), end="")
    print(f"all: {whole[0]} of {whole[1]} fields ({100 * whole[0] / whole[1]:.0f} %)")


if __name__ == "__main__":
    main(*sys.argv[1:])
