"""A new article's skeleton: what is asked for it, and the file that passes `check` as a draft."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module

from fangzhi.desk.drafts import Draft, markdown
from fangzhi.desk.places import Gazetteer
from fangzhi.desk.questions import Ask
from fangzhi.desk.words import say
from fangzhi.records.article import ID, Article
from fangzhi.records.bounds import RESERVED
from fangzhi.records.edtf import Edtf, NotADate, meant, parse
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.problems import Place, Problem, problem
from fangzhi.records.vocabulary import Vocabulary

_BETWEEN = re.compile(r"[\s、，,]+")
_TRIES = 5


@dataclass
class Answers:
    """What an editor says of a new article; what is empty is asked for at a terminal, or left out."""

    title: str = ""
    date: str = ""
    districts: list[str] = field(default_factory=list)
    initiatives: list[str] = field(default_factory=list)
    source: str = ""
    issued: str = ""
    id: str = ""
    script: LanguageTag = LanguageTag.HANS


def ask_for(answers: Answers, districts: Vocabulary, initiatives: Vocabulary, ask: Ask, lang: str) -> None:
    """Ask for what is not answered yet, again where an answer cannot be used."""
    answers.title = answers.title or _asked(ask, say("ask-title", lang), bool)
    answers.date = answers.date or _asked(ask, say("ask-when", lang), _is_date)
    for vocabulary, given in ((districts, answers.districts), (initiatives, answers.initiatives)):
        if not given:
            question = say(f"ask-which-{vocabulary.name}", lang)
            given.extend(
                _words(_asked(ask, question, partial(_all_known, vocabulary), labels(vocabulary, answers.script)))
            )
    proposed = proposed_id(answers, districts)
    answers.id = answers.id or ask(say("ask-id", lang), proposed, [proposed])


def usual_script(articles: Sequence[Article], otherwise: LanguageTag) -> LanguageTag:
    """What most articles of an archive are written in; before there are any, what its settings say."""
    told = Counter(article.lang for article in articles)
    return max((otherwise, *told), key=lambda tag: told[tag])


def _asked(ask: Ask, question: str, fits: Callable[[str], bool], choices: Iterable[str] = ()) -> str:
    for _ in range(_TRIES):
        if fits(answer := ask(question, "", list(choices))):
            return answer
    return ""


def _all_known(vocabulary: Vocabulary, answer: str) -> bool:
    return all(vocabulary.find(word) for word in _words(answer))


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(text) if word]


def labels(vocabulary: Vocabulary, script: LanguageTag = LanguageTag.HANS) -> list[str]:
    """What an editor may type for each term in force: its label in the article's script, so that one character and Tab
    are enough for it, and its id."""
    present = [term for term in vocabulary.terms if term.present]
    return [word for term in present for word in (term.labels.get(script) or next(iter(term.labels.values())), term.id)]


def _is_date(text: str) -> bool:
    try:
        parse(text)
    except NotADate:
        return False
    return True


def proposed_id(answers: Answers, districts: Vocabulary) -> str:
    """The id that the answers suggest: in pinyin where pypinyin is installed, else the place and the date."""
    term = districts.find(answers.districts[0]) if answers.districts else None
    place = term.id if term else ""
    try:
        naming = import_module("fangzhi.desk.naming")
    except ImportError:
        parts = [place, *re.findall(r"[0-9]+", answers.date)]
        return "-".join(part for part in parts if part) or "article"
    named = [seen.words for seen in Gazetteer(districts).sightings(answers.title)]
    return str(naming.identifier(place, answers.title, [*named, *(term.called if term else ())], ()))


def skeleton(answers: Answers, districts: Vocabulary, initiatives: Vocabulary, lang: str) -> tuple[str, list[Problem]]:
    """The file's text, or what is wrong with the answers."""
    problems = [*_unknown(districts, answers.districts), *_unknown(initiatives, answers.initiatives), *_faults(answers)]
    if problems:
        return "", problems
    draft = Draft(answers.title, 0, id=answers.id, date=str(parse(answers.date)), districts=answers.districts)
    draft.initiatives = answers.initiatives
    draft.source = {k: v for k, v in (("title", answers.source), ("issued", answers.issued)) if v}
    draft.lang = answers.script.value if answers.script.is_traditional else ""
    draft.note("summary", say("no-summary", lang))
    draft.note("source", "" if answers.source else say("no-source", lang))
    draft.notes = {at: [note for note in notes if note] for at, notes in draft.notes.items()}
    draft.body = f"<!-- {say('body-here', lang)} -->"
    return markdown(draft), []


def _unknown(vocabulary: Vocabulary, names: Iterable[str]) -> list[Problem]:
    place = Place(f"--{vocabulary.name.removesuffix('s')}")
    return [
        problem(place, "unknown-term", vocabulary=vocabulary.name, found=name, near=vocabulary.near(name))
        for name in names
        if not vocabulary.find(name)
    ]


def _faults(answers: Answers) -> list[Problem]:
    needed = (("title", answers.title), ("date", answers.date))
    found = [problem(Place(f"--{key}"), "missing-field", key=key) for key, text in needed if not text.strip()]
    for key, text in (("date", answers.date), ("issued", answers.issued)):
        if text and not _is_date(text):
            found.append(problem(Place(f"--{key}"), "not-a-date", found=text, near=meant(text)))
    if not ID.fullmatch(answers.id):
        found.append(problem(Place("--id"), "bad-id", found=answers.id))
    elif answers.id in RESERVED:
        found.append(problem(Place("--id"), "reserved-name", found=answers.id))
    return found


def shelf(date: str) -> str:
    """The folder of a date's year."""
    edtf: Edtf = parse(date)
    return edtf.year
