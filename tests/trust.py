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
    "inputs": "Bad inputs given to nineteen readers, by hypothesis and as long runs of each piece of a notation; a failure, or no end",
    "payloads": "Payloads, each in every field of an article and in two variants, in Chromium; run, or asked another host",
    "damaged": "Damaged files of the cache; the next site not right",
    "taken-back": "Runs of eight characters of a withdrawn article, searched for in the whole site; found",
    "personal-tune": "Personal data in the sentences that the rules were written by; not found",
    "personal-test": "Personal data in sentences that no rule was mended by; not found",
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


def summary(found: dict[str, tuple[int, int]]) -> str:
    """What the rows come to: kill points in all, and how well personal data is found."""
    killed, unfit = (_all(found, *keys) for keys in (("killed", "killed-spare", "killed-theme"), ("full", "read-only")))
    return (
        f"In all {killed[0]} builds were killed, {killed[0] - killed[1]} of them at no cost, and {unfit[0] - unfit[1]} of {unfit[0]} that could "
        f"not write cost nothing.\nPersonal data is found with a recall of {_share(found, 'personal-tune')} and a precision of "
        f"{_share(found, 'alarms-tune')} in the sentences\nthat the rules were written by, of {_share(found, 'personal-test')} and "
        f"{_share(found, 'alarms-test')} in the others.\n"
    )


def _all(found: dict[str, tuple[int, int]], *keys: str) -> tuple[int, int]:
    tried, failed = zip(*(found[key] for key in keys), strict=True)
    return sum(tried), sum(failed)


def _share(found: dict[str, tuple[int, int]], key: str) -> str:
    """What did not fail, as a share."""
    tried, failed = found[key]
    return f"{(tried - failed) / tried:.3f}"


def main(*, write: bool) -> int:
    """Print the table; return 1 where the page has another."""
    page = PAGE.read_text("utf-8")
    found = figures(page)
    made = f"{table(found)}\n{summary(found)}"
    sys.stdout.write(made)
    start = page.index("| What was tried")
    end = page.index("\n## ", start)
    if write:
        PAGE.write_text(page[:start] + made + page[end:], "utf-8", newline="\n")
    elif page[start:end] != made:
        sys.stdout.write("docs/dev/trust.md says otherwise: python -m tests.trust --write\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(write="--write" in sys.argv))
