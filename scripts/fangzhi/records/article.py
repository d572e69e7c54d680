"""One item of the archive: its fields and their rules. References are still the editor's words here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from posixpath import splitext

from fangzhi.records.allowance import NAMES as ALLOWANCE_NAMES
from fangzhi.records.allowance import Allowance, read_allowance
from fangzhi.records.bounds import RESERVED
from fangzhi.records.choice import Choice
from fangzhi.records.disclosure import read_disclosure
from fangzhi.records.edtf import Edtf
from fangzhi.records.fields import Fields
from fangzhi.records.figure import NAMES as FIGURE_NAMES
from fangzhi.records.figure import Figure, read_figure
from fangzhi.records.frontmatter import Document, Mapping, Scalar, digest
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.pictures import Picture
from fangzhi.records.problems import Place, Problem, problem
from fangzhi.records.sealed import swift
from fangzhi.records.withdrawal import NAMES as WITHDRAWN_NAMES
from fangzhi.records.withdrawal import Withdrawal, read_withdrawal

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SHELF = re.compile(r"\d{4}|\d{3}X|\d\dXX|XXXX", re.ASCII)

NAMES = {
    "title": "title", "标题": "title",
    "kicker": "kicker", "引题": "kicker",
    "subtitle": "subtitle", "副题": "subtitle",
    "summary": "summary", "摘要": "summary",
    "date": "date", "日期": "date",
    "source": "source", "来源": "source",
    "districts": "districts", "区县": "districts",
    "initiatives": "initiatives", "专题": "initiatives",
    "bylines": "bylines", "署名": "bylines",
    "images": "images", "图片": "images",
    "figures": "figures", "数据": "figures",
    "lang": "lang", "语言": "lang",
    "status": "status", "状态": "status",
    "variants": "variants", "字形": "variants",
    "translations": "translations", "译文": "translations",
    "related": "related", "相关": "related",
    "rights": "rights", "版权": "rights",
    "withdrawn": "withdrawn", "撤稿": "withdrawn",
    "history": "history", "修改记录": "history",
    "privacy": "privacy", "隐私": "privacy",
}  # fmt: skip
SOURCE_NAMES = {
    "title": "title", "报名": "title", "issued": "issued", "出版日期": "issued",
    "edition": "edition", "版次": "edition", "url": "url", "网址": "url",
}  # fmt: skip
IMAGE_NAMES = {
    "src": "src", "文件": "src", "caption": "caption", "说明": "caption",
    "credit": "credit", "摄影": "credit", "alt": "alt", "替代文字": "alt",
}  # fmt: skip
TRANSLATION_NAMES = {
    "title": "title", "标题": "title", "summary": "summary", "摘要": "summary", "of": "of", "原文": "of",
}  # fmt: skip
_SAID = ("title", "kicker", "subtitle", "summary")
LANGUAGE_NAMES = {"en": "en", "英文": "en"}
KEEP = ("keep", "保留")
LANGUAGES = {tag.value: tag for tag in (LanguageTag.HANS, LanguageTag.HANT)}


class Status(Choice):
    """Whether readers see an article: a draft is never built, a withdrawn one leaves a tombstone."""

    PUBLISHED = "published"
    DRAFT = "draft"
    WITHDRAWN = "withdrawn"


STATUSES = {s.value: s for s in Status} | {
    "已发布": Status.PUBLISHED, "草稿": Status.DRAFT, "撤稿": Status.WITHDRAWN,
}  # fmt: skip


@swift
@dataclass(frozen=True, slots=True)
class Source:
    """Where the report appeared; what is not known is empty."""

    title: str = ""
    issued: Edtf | None = None
    edition: str = ""
    url: str = ""


@swift
@dataclass(frozen=True, slots=True)
class Image:
    """A picture beside the article; ``src`` is relative to the article's folder."""

    src: str
    caption: str = ""
    credit: str = ""
    alt: str = ""
    place: Place = field(default=Place(""), compare=False)


@swift
@dataclass(frozen=True, slots=True)
class Translation:
    """The article in another language: title and summary, and the whole text where there is one."""

    title: str = ""
    summary: str = ""
    of: str = ""
    body: str = ""
    path: str = ""
    line: int = 0
    head: str = field(default="", compare=False, repr=False)


@swift
@dataclass(frozen=True, slots=True)
class Article:
    """One report as its file says it; ``shelf`` is the folder of its year, ``digest`` that of its file(s).

    ``history`` is ``hide``, or the first day from which its changes are shown, or empty: all of them.
    ``pictures`` are those that lie beside it and are shown or linked to. ``head`` is the front matter as it was written.
    Of a withdrawn article only the withdrawal is ever shown.
    """

    id: str
    shelf: str
    path: str
    title: str
    kicker: str
    subtitle: str
    summary: str
    date: Edtf
    source: Source
    districts: tuple[Scalar, ...]
    initiatives: tuple[Scalar, ...]
    bylines: tuple[tuple[str, tuple[str, ...]], ...]
    images: tuple[Image, ...]
    figures: tuple[Figure, ...]
    lang: LanguageTag
    status: Status
    keep: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    english: Translation | None
    related: tuple[Scalar, ...]
    rights: str
    withdrawn: Withdrawal | None
    history: str
    privacy: tuple[Allowance, ...]
    body: str
    line: int
    digest: str
    pictures: tuple[Picture, ...] = ()
    places: dict[str, Place] = field(default_factory=dict, compare=False, repr=False)
    head: str = field(default="", compare=False, repr=False)

    @property
    def wording(self) -> str:
        """The digest of what a translator works from: twelve hexadecimal digits of a SHA-256."""
        said = (self.title, self.kicker, self.subtitle, self.summary, self.body.strip())
        return digest("\0".join(said).encode())[:12]

    @property
    def stale(self) -> bool:
        """Whether the English was made from another wording than today's, as far as it says what it was made from."""
        return bool(self.english and self.english.of and self.english.of != self.wording)

    @property
    def names(self) -> tuple[str, ...]:
        """The personal names in its bylines, in order."""
        return tuple(name for _, people in self.bylines for name in people)


def translated(article: Article, document: Document) -> tuple[Article, list[Problem]]:
    """An article with the full English text of its ``<id>.en.md``; title and summary there win."""
    problems: list[Problem] = []
    fields = Fields(document.meta, TRANSLATION_NAMES, problems)
    given = article.english or Translation()
    english = Translation(
        title=fields.text("title") or given.title,
        summary=fields.text("summary") or given.summary,
        of=fields.text("of") or given.of,
        body=document.body,
        path=document.path,
        line=document.line,
        head=document.head,
    )
    return replace(article, english=english, digest=article.digest + document.digest), problems


def read_article(document: Document) -> tuple[Article, list[Problem]]:
    """Check one document field by field. What is missing or wrong is empty in the article, and among the problems."""
    problems: list[Problem] = []
    fields = Fields(document.meta, NAMES, problems)
    status = fields.choice("status", STATUSES, Status.PUBLISHED)
    gone, shown = status is Status.WITHDRAWN, status is Status.PUBLISHED
    date = fields.date("date", required=not gone)
    folder, _, name = document.path.rpartition("/")
    keep, pairs = _variants(fields)
    article = Article(
        id=splitext(name)[0],
        shelf=folder.rpartition("/")[2],
        path=document.path,
        title=fields.text("title", required=not gone),
        kicker=fields.text("kicker"),
        subtitle=fields.text("subtitle"),
        summary=fields.text("summary"),
        date=date or Edtf(None),
        source=_source(fields.inner("source", SOURCE_NAMES)),
        districts=fields.scalars("districts", required=shown),
        initiatives=fields.scalars("initiatives", required=shown),
        bylines=_bylines(fields),
        images=fields.each("images", IMAGE_NAMES, _image),
        figures=fields.each("figures", FIGURE_NAMES, read_figure),
        lang=fields.choice("lang", LANGUAGES, LanguageTag.HANS),
        status=status,
        keep=keep,
        pairs=pairs,
        english=_english(fields),
        related=fields.scalars("related"),
        rights=fields.text("rights"),
        withdrawn=read_withdrawal(fields.inner("withdrawn", WITHDRAWN_NAMES, required=gone)),
        privacy=fields.each("privacy", ALLOWANCE_NAMES, read_allowance),
        history=read_disclosure(fields),
        body=document.body,
        line=document.line,
        digest=document.digest,
        places={key: fields.place(key) for key in _SAID},
        head=document.head,
    )
    return article, problems + _address(article) + _unfinished(article, document)


def _unfinished(article: Article, document: Document) -> list[Problem]:
    """What a draft may still lack, and a published article may not."""
    if article.status is not Status.DRAFT:
        return []
    lacking = {"districts": article.districts, "initiatives": article.initiatives}
    return [problem(document.meta.place, "draft-lacks", key=key) for key, given in lacking.items() if not given]


def _address(article: Article) -> list[Problem]:
    """The file's name and folder become its URL, for good: they must be fit for one."""
    place, found = Place(article.path), []
    if article.id in RESERVED:
        found.append(problem(place, "reserved-name", found=article.id))
    if not ID.fullmatch(article.id):
        found.append(problem(place, "bad-id", found=article.id))
    if not SHELF.fullmatch(article.shelf):
        found.append(problem(place, "bad-shelf", found=article.shelf, year=article.date.year))
    elif article.date.start and article.date.certain and article.shelf.isdigit() and not _on_shelf(article):
        found.append(problem(place, "wrong-shelf", found=article.shelf, year=article.date.year))
    return found


def _on_shelf(article: Article) -> bool:
    """A report printed in January may tell of December, so the year after is right as well."""
    return article.date.earliest[0] <= int(article.shelf) <= article.date.latest[0] + 1


def _source(fields: Fields | None) -> Source:
    if fields is None:
        return Source()
    return Source(fields.text("title"), fields.date("issued"), fields.text("edition"), fields.web("url"))


def _bylines(fields: Fields) -> tuple[tuple[str, tuple[str, ...]], ...]:
    roles = Fields(Mapping((), fields.mapping.place), {}, fields.problems)
    roles.found = {role.text: names for role, names in fields.pairs("bylines", "记者")}
    return tuple((role, roles.texts(role)) for role in roles.found)


def _image(fields: Fields) -> Image:
    return Image(
        src=fields.text("src", required=True),
        caption=fields.text("caption"),
        credit=fields.text("credit"),
        alt=fields.text("alt"),
        place=fields.place("src"),
    )


def _variants(fields: Fields) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    pairs = fields.pairs("variants", "keep")
    inner = Fields(Mapping((), fields.mapping.place), {}, fields.problems)
    inner.found = {key.text: value for key, value in pairs}
    keep = tuple(text for key in KEEP for text in inner.texts(key))
    return keep, tuple((key, inner.text(key)) for key in inner.found if key not in KEEP)


def _english(fields: Fields) -> Translation | None:
    languages = fields.inner("translations", LANGUAGE_NAMES)
    inner = languages.inner("en", TRANSLATION_NAMES) if languages else None
    return Translation(inner.text("title"), inner.text("summary"), inner.text("of")) if inner else None
