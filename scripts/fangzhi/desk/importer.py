"""A page's text to drafts: laid out, told apart, composed, counted; nothing is written before all of it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from fangzhi.desk.composer import Issue, compose, names_of
from fangzhi.desk.drafts import Draft, Picture, markdown
from fangzhi.desk.furniture import read_masthead
from fangzhi.desk.intake import Page
from fangzhi.desk.layout import lay_out
from fangzhi.desk.naming import identifier
from fangzhi.desk.pieces import Kind, pieces
from fangzhi.desk.stories import AskBoundary, Story, tell_apart
from fangzhi.desk.tally import lost
from fangzhi.desk.words import say
from fangzhi.hanzi.recognition import some_traditional
from fangzhi.hanzi.script import HAN
from fangzhi.records.article import Article
from fangzhi.records.edtf import Edtf, NotADate, parse
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.problems import Place, Problem, problem
from fangzhi.records.twins import wording, wordings

_NOT_HAN = re.compile(rf"[^{HAN}]")
_TELLING = 4


@dataclass(frozen=True)
class Existing:
    """What the archive holds already: paths by id, and by the wording of a text."""

    ids: dict[str, str]
    texts: dict[str, str]


def existing(paths: Iterable[str], articles: Iterable[Article]) -> Existing:
    """Index an archive's files and articles for `import_page`."""
    ids = {Path(path).stem: path for path in paths if not path.endswith(".en.md")}
    return Existing(ids, {known: path for path, known in wordings(articles).items()})


def import_page(
    page: Page, path: str, issue: Issue, there: Existing, over: str = ""
) -> tuple[list[Draft], list[Problem]]:
    """The drafts of a page, or why there are none. ``path`` names the page in problems; in the folder ``over``, by its
    path in the archive, a draft may take the place of one that it is the same as."""
    found = pieces(lay_out(page.text))
    stories = tell_apart(found, issue.gazetteer, _asker(issue))
    drafts = [compose(story, issue) for story in stories]
    _name(drafts, stories, issue)
    return drafts, _same_texts(drafts, path, there, over) or _uncounted(page.text, drafts, path)


def completed(issue: Issue, text: str) -> Issue:
    """What was not said of the issue: from the page's own head, else asked; and the script that it is written in."""
    head = read_masthead(p.text for p in pieces(lay_out(text)) if p.kind is Kind.FURNITURE)
    known = replace(
        issue,
        issued=issue.issued or head.issued,
        paper=issue.paper or head.paper,
        edition=issue.edition or head.edition,
        script=_script(text),
    )
    paper = known.paper or known.ask(say("ask-source", known.lang), "", ())
    return replace(known, issued=known.issued or _asked_date(known), paper=paper)


def _asked_date(issue: Issue) -> Edtf | None:
    """The day of issue as an editor gives it; an answer that is no date counts as none."""
    try:
        return parse(issue.ask(say("ask-date", issue.lang), "", ()))
    except NotADate:
        return None


def _script(text: str) -> LanguageTag:
    """Traditional where most lines hold characters that only Traditional has."""
    lines = [line for line in text.split("\n") if len(_NOT_HAN.sub("", line)) >= _TELLING]
    traditional = sum(some_traditional(line) for line in lines)
    return LanguageTag.HANT if traditional * 2 > len(lines) else LanguageTag.HANS


def _asker(issue: Issue) -> AskBoundary:
    yes, no = say("yes", issue.lang), say("no", issue.lang)

    def ask(text: str, line: int, likelier: bool) -> bool:
        default = yes if likelier else no
        question = say("ask-boundary", issue.lang, line=line, text=text)
        return issue.ask(question, default, [yes, no]).casefold() in (yes, "y", "yes")

    return ask


def _name(drafts: list[Draft], stories: list[Story], issue: Issue) -> None:
    """Give each draft its id, unlike those of the page's others; pictures are named after it."""
    taken: set[str] = set()
    for draft, story in zip(drafts, stories, strict=True):
        terms = [issue.gazetteer.districts.find(name) for name in draft.districts[:1]]
        place = terms[0].id if terms and terms[0] else ""
        draft.id = identifier(place, draft.title, list(names_of(story, issue.gazetteer)), taken)
        taken.add(draft.id)
        draft.images = [Picture(f"{draft.id}-{i.src}.jpg", i.caption, i.credit) for i in draft.images]


def _same_texts(drafts: list[Draft], path: str, there: Existing, over: str) -> list[Problem]:
    """A report that the page or the archive holds already is refused, with both places."""
    found, seen = [], dict(there.texts)
    for draft in drafts:
        key, place = wording(draft.body), Place(path, draft.line)
        if key and key in seen and not (over and Path(seen[key]) == Path(over, f"{draft.id}.md")):
            found.append(problem(place, "same-text", title=draft.title, other=seen[key]))
        seen.setdefault(key, str(place))
    return found


def same_ids(drafts: list[Draft], path: str, there: Existing, out: Path, root: Path) -> list[Problem]:
    """Drafts whose ids other files of the archive bear; one in the very place is for the writer to refuse."""
    return [
        problem(Place(path, d.line), "duplicate-id", found=d.id, other=there.ids[d.id])
        for d in drafts
        if d.id in there.ids and (root / there.ids[d.id]).resolve() != (out / f"{d.id}.md").resolve()
    ]


def _uncounted(text: str, drafts: list[Draft], path: str) -> list[Problem]:
    """The count that proves that nothing was lost; it never fails unless this program is wrong, and then it must."""
    missing, extra = lost(text, [markdown(draft) for draft in drafts])
    return [problem(Place(path), "lost-text", missing=missing[:40], extra=extra[:40])] if missing or extra else []
