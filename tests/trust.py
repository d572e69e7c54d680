"""The figures of docs/dev/trust.md: noted by the tests that find them, and held against the page.

``python -m tests.trust`` prints the table of what the tests found, and says where the page says otherwise;
``python -m tests.trust --write`` puts it into the page. What could not be tried on a machine is left as the page has it.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RECORDS = ROOT / ".cache/trust"
PAGE = ROOT / "docs/dev/trust.md"
ROWS = {
    "killed": "Builds killed while an article's change was made; no whole site, or the next build not right",
    "killed-spare": "Builds killed while the spare tree was there to make the site in; the same",
    "killed-theme": "Builds killed while the theme was rendered anew as well; the same",
    "full": "Builds that met a full disk; the same",
    "read-only": "Builds that met a folder that cannot be written to; the same",
    "inputs": "Bad inputs given to eighteen readers, by hypothesis and as long runs of each piece of a notation; a failure, or no end",
    "payloads": "Payloads, each in every field of an article and in three variants, in Chromium; run, or asked another host",
    "damaged": "Damaged files of the cache; the next site not right",
    "taken-back": "Runs of eight characters of a withdrawn article, searched for in the whole site; found",
    "personal-tune": "Personal data in the sentences that the rules were written by; not found",
    "personal-test": "Personal data in sentences written before the rules; not found",
    "alarms-tune": "Findings in the former, right and wrong; wrong",
    "alarms-test": "Findings in the latter, right and wrong; wrong",
}
_ROW = re.compile(r"^\| (.+?) \| (\d+) \| (\d+) \|$", re.MULTILINE)


def record(key: str, tried: int, failed: int) -> None:
    """Note how many of something a test tried, and how many went wrong."""
    assert key in ROWS
    RECORDS.mkdir(parents=True, exist_ok=True)
    (RECORDS / f"{key}.json").write_text(json.dumps([tried, failed]), "utf-8")


def figures(page: str) -> dict[str, tuple[int, int]]:
    """What was noted, or else what the page says."""
    said = {what: (int(tried), int(failed)) for what, tried, failed in _ROW.findall(page)}
    found = {}
    for key, what in ROWS.items():
        file = RECORDS / f"{key}.json"
        noted = json.loads(file.read_text("utf-8")) if file.is_file() else said.get(what)
        if noted:
            found[key] = (noted[0], noted[1])
    return found


def table(found: dict[str, tuple[int, int]]) -> str:
    """Figures as a table in Markdown."""
    rows = "".join(f"| {ROWS[key]} | {tried} | {failed} |\n" for key, (tried, failed) in found.items())
    return f"| What was tried, and what would be a failure | tried | failures |\n|---|---:|---:|\n{rows}"


def main(*, write: bool) -> int:
    """Print the table; return 1 where the page has another."""
    page = PAGE.read_text("utf-8")
    made = table(figures(page))
    sys.stdout.write(made)
    start = page.index("| What was tried")
    end = page.index("\n\n", start) + 1
    if write:
        PAGE.write_text(page[:start] + made + page[end:], "utf-8", newline="\n")
    elif page[start:end] != made:
        sys.stdout.write("docs/dev/trust.md says otherwise: python -m tests.trust --write\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(write="--write" in sys.argv))
