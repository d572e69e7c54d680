"""A report as printed, made into a draft: what it is about is recognised, what is unsure is asked or marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from fangzhi.desk.datelines import Dateline, split_dateline
from fangzhi.desk.drafts import Draft, Picture, escaped
from fangzhi.desk.headlines import one_line, read_headline, two_parts, unmarked
from fangzhi.desk.numbers import find_numbers
from fangzhi.desk.occasions import find_occasion, later_day
from fangzhi.desk.pieces import Kind, Piece, breaks_off
from fangzhi.desk.places import Gazetteer, guess_districts, successor
from fangzhi.desk.punctuation import closed_up
from fangzhi.desk.questions import Ask, silent
from fangzhi.desk.stories import Section, Story
from fangzhi.desk.topics import Topic, find_topics
from fangzhi.desk.words import UNTITLED, printed, say
from fangzhi.records.edtf import Edtf, parse
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.vocabulary import Term, Vocabulary

_SENTENCES = re.compile(r"(?:.{20,100}?|.{8,19})[。！？]”?")
_BETWEEN = re.compile(r"[\s、，,]+")
_ORIGINALLY = re.compile(r"原标题：|原標題：")
_UNDER_NUMERAL = re.compile(r"[（(][一二三四五六七八九十]+[）)]")
_NUMERAL = re.compile(r"[一二三四五六七八九十]+、")


@dataclass(frozen=True)
class Issue:
    """What is known of the page: the day of issue, the paper, its edition; and who answers, in which language."""

    gazetteer: Gazetteer
    initiatives: Vocabulary
    issued: Edtf | None = None
    paper: str = ""
    edition: str = ""
    script: LanguageTag = LanguageTag.HANS
    lang: str = "zh"
    ask: Ask = field(default=silent)


@dataclass
class _Text:
    """The texts of a story, normalised: headings, paragraphs without datelines."""

    headings: list[str]
    paragraphs: list[str]
    datelines: list[Dateline]


def compose(story: Story, issue: Issue) -> Draft:
    """One story as a draft, without its id."""
    draft = Draft(title=UNTITLED, line=story.line)
    draft.note("top", say("draft", issue.lang, line=story.line))
    text = _body(story, draft, issue)
    _headline(story, draft, issue)
    _summary(draft, text, issue)
    date = _date(draft, text, issue)
    _source(draft, issue)
    _places(draft, text, issue, date)
    _topics(draft, text, issue)
    _people(story, draft, text, issue)
    _pictures(story, draft, issue)
    _figures(draft, text, issue)
    _rest(story, draft, text, issue)
    return draft


def _body(story: Story, draft: Draft, issue: Issue) -> _Text:
    """Write the body; note where sentences were joined or break off."""
    text, blocks = _Text([], [], []), []
    numbered = any(_NUMERAL.match(s.lines[0].text) for s in story.sections)
    for part in story.body:
        if isinstance(part, Section):
            heading = two_parts([unmarked(piece.text) for piece in part.lines])
            text.headings.append(heading)
            deep = numbered and _UNDER_NUMERAL.match(heading)
            blocks.append(("### " if deep else "## ") + escaped(heading))
        elif part.kind is Kind.TABLE:
            blocks.append(_table(part))
        else:
            blocks.append(escaped(_paragraph(part, draft, text, issue)))
    draft.body = "\n\n".join(block for block in blocks if block)
    if not blocks:  # pictures alone tell it
        text.paragraphs += [closed_up(piece.caption.text) for piece in story.captions if piece.caption]
    return text


def _paragraph(piece: Piece, draft: Draft, text: _Text, issue: Issue) -> str:
    dateline, words = split_dateline(piece.text)
    if dateline and not text.datelines:
        text.datelines.append(dateline)
    else:
        words = piece.text
    words = unmarked(closed_up(words.strip()))
    text.paragraphs.append(words)
    for line in piece.joints:
        draft.note("end", say("joint", issue.lang, line=line))
    if breaks_off(piece):
        draft.note("end", say("unfinished", issue.lang, tail=words[-10:]))
    return words


def _table(piece: Piece) -> str:
    """A table as GitHub-flavoured Markdown, its first row as the head."""
    rows = [[escaped(cell) for cell in row] for row in piece.block.rows]
    wide = max(len(row) for row in rows)
    lines = ["| " + " | ".join([*row, *[""] * (wide - len(row))]) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * wide, *lines[1:]])


def _headline(story: Story, draft: Draft, issue: Issue) -> None:
    lines = [piece.text for piece in story.heads]
    if not lines:
        draft.note("title", say("untitled", issue.lang))
        return
    found = read_headline(lines, issue.gazetteer.districts.agencies)
    draft.title, draft.kicker, draft.subtitle = found.title or UNTITLED, found.kicker, found.subtitle
    if label := _ORIGINALLY.match(draft.title):
        draft.title = draft.title[label.end() :]
        draft.note("end", printed(label[0], issue.lang))
    if not found.doubtful:
        return
    choices = [one_line(line) for line in lines]
    answer = issue.ask(say("ask-headline", issue.lang), found.title, choices)
    if answer != found.title and answer in choices:
        at = choices.index(answer)
        draft.kicker, draft.title = two_parts(choices[:at]), answer
        draft.subtitle = two_parts(choices[at + 1 :])
    elif issue.ask is silent:
        draft.note("title", say("headline", issue.lang))


def _summary(draft: Draft, text: _Text, issue: Issue) -> None:
    first = _SENTENCES.match(text.paragraphs[0]) if text.paragraphs else None
    draft.summary = first[0] if first else ""
    draft.note("summary", say("summary" if first else "no-summary", issue.lang))


def _date(draft: Draft, text: _Text, issue: Issue) -> Edtf:
    """The day of what is told, worked out from the text, else the day of issue."""
    said = [*(d.day for d in text.datelines if d.day), *text.paragraphs]
    found = find_occasion(text.paragraphs, issue.issued) or find_occasion(said[:1], issue.issued)
    if found and (found.sure or issue.issued is None):
        draft.note("date", say("date-from", issue.lang, words=found.words))
    elif found:
        code = "date-from" if found.date != issue.issued and "~" not in str(found.date) else "date-lately"
        draft.note("date", say(code, issue.lang, words=found.words))
    else:
        draft.note("date", say("date-issued" if issue.issued else "no-date", issue.lang))
    if not (found and found.sure) and (later := later_day(text.paragraphs, issue.issued)):
        draft.note("date", say("date-later", issue.lang, number=later[0], words=later[1]))
    date = found.date if found else issue.issued or parse("XXXX")
    draft.date = str(date)
    return date


def _source(draft: Draft, issue: Issue) -> None:
    given = {"title": issue.paper, "issued": str(issue.issued or ""), "edition": issue.edition}
    draft.source = {key: value for key, value in given.items() if value}
    if not issue.paper:
        draft.note("source", say("no-source", issue.lang))


def _places(draft: Draft, text: _Text, issue: Issue, date: Edtf) -> None:
    towns = [d.place for d in text.datelines if d.place]
    guess = guess_districts(issue.gazetteer, "\n".join([draft.kicker, draft.title, *towns]), text.paragraphs, date)
    districts = issue.gazetteer.districts
    found = [successor(districts, term, date) for term, _ in guess.districts]
    question = say("ask-districts", issue.lang, title=draft.title)
    names = _chosen(question, [_label(t, issue) for t in found], districts, issue, sure=len(found) == 1)
    draft.districts = names
    reasons = "、".join(words for _, words in guess.districts)
    if not names:
        draft.note("districts", say("no-districts", issue.lang))
    elif reasons and issue.ask is silent:
        draft.note("districts", say("districts-by", issue.lang, reasons=reasons))
    for code, words in (("districts-more", guess.others), ("districts-unknown", guess.strangers)):
        if words:
            draft.note("districts", say(code, issue.lang, names="、".join(words)))


def _topics(draft: Draft, text: _Text, issue: Issue) -> None:
    head = f"{draft.kicker}\n{draft.title}\n{draft.subtitle}"
    found = find_topics(issue.initiatives, head, "\n".join(text.headings), "\n".join(text.paragraphs))
    sure = [t for t in found if t.sure] or found
    labels = [_label(t.term, issue) for t in sure]
    question = say("ask-initiatives", issue.lang, title=draft.title)
    names = _chosen(question, labels, issue.initiatives, issue, sure=any(t.sure for t in sure))
    draft.initiatives = names
    if not names:
        draft.note("initiatives", say("no-initiatives", issue.lang))
    elif sure:
        draft.note("initiatives", say("initiatives-by", issue.lang, reasons="；".join(_why(t, issue) for t in sure)))
    passing = [t.words for t in found if t not in sure]
    if passing:
        draft.note("initiatives", say("initiatives-more", issue.lang, names="、".join(passing)))


def _why(topic: Topic, issue: Issue) -> str:
    label, where = _label(topic.term, issue), say(topic.where, issue.lang, times=topic.times)
    return f"{label}（{where}“{topic.words}”）" if issue.lang == "zh" else f"{label} ({where}: “{topic.words}”)"


def _chosen(question: str, labels: list[str], vocabulary: Vocabulary, issue: Issue, *, sure: bool) -> list[str]:
    """The proposed names, or what the editor answers where they are unsure."""
    labels = list(dict.fromkeys(labels))
    if sure:
        return labels
    every = [_label(term, issue) for term in vocabulary.terms]
    return [word for word in _BETWEEN.split(issue.ask(question, " ".join(labels), every)) if word]


def _label(term: Term, issue: Issue) -> str:
    return term.labels.get(issue.script) or next(iter(term.labels.values()), term.id)


def _people(story: Story, draft: Draft, text: _Text, issue: Issue) -> None:
    found = [p.byline for p in story.bylines if p.byline] + [d.byline for d in text.datelines if d.byline]
    for byline in found:
        for role, names in byline.people:
            draft.bylines.setdefault(role, []).extend(n for n in names if n not in draft.bylines.get(role, []))
    draft.bylines = {role: list(dict.fromkeys(names)) for role, names in draft.bylines.items()}
    if not found:
        draft.note("bylines", say("no-bylines", issue.lang))
    said = [p.byline for p in story.bylines if p.byline]
    if said and not (len(found) == 1 and said[0].plain):
        draft.note("bylines", printed(" ".join(byline.printed for byline in said), issue.lang))
    elif found and not said:
        draft.note("bylines", say("byline-in-dateline", issue.lang))


def _pictures(story: Story, draft: Draft, issue: Issue) -> None:
    for number, piece in enumerate(story.captions, 1):
        if not piece.caption:
            continue
        text, credit = closed_up(piece.caption.text), closed_up(piece.caption.credit)
        draft.images.append(Picture(str(number), text, credit))
        if piece.guess:
            draft.note("images", say("caption-guess", issue.lang, text=text))
    draft.images = _credited(draft.images)
    if draft.images:
        draft.note("images", say("images", issue.lang))


def _credited(images: list[Picture]) -> list[Picture]:
    """Where a page has one picture, who took it may be printed apart from what it shows, as in 图丨某某 above the report."""
    if len(images) != 2 or [bool(i.caption) for i in images].count(True) != 1:  # noqa: PLR2004 - the two halves
        return images
    apart, shown = sorted(images, key=lambda image: bool(image.caption))
    return images if shown.credit or not apart.credit else [replace(shown, credit=apart.credit)]


def _figures(draft: Draft, text: _Text, issue: Issue) -> None:
    draft.figures = find_numbers(text.paragraphs)
    if draft.figures:
        draft.note("figures", say("figures", issue.lang))


def _rest(story: Story, draft: Draft, text: _Text, issue: Issue) -> None:
    """Keep in comments what stands nowhere else, and say what may be otherwise."""
    for dateline in text.datelines:
        draft.note("end", printed(dateline.printed, issue.lang))
    for piece in story.furniture:
        draft.note("end", printed(piece.text, issue.lang))
    for code, line in story.doubts:
        draft.note("end", say(code, issue.lang, line=line))
    if issue.script is LanguageTag.HANT:
        draft.lang = LanguageTag.HANT.value


def names_of(story: Story, gazetteer: Gazetteer) -> Iterator[str]:
    """The words by which a story's headline names its districts, which its id need not say twice."""
    for piece in story.heads:
        yield from (seen.words for seen in gazetteer.sightings(piece.text))
