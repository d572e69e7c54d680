"""An article as catalogues describe it, in one variant: what all metadata, citations and exports are made from.

Nothing is guessed. An article whose newspaper is not known is described, and cited, as a page of the archive; one whose
newspaper is known, as the report that the newspaper printed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fangzhi.records.article import Article
from fangzhi.records.catalogue import Item
from fangzhi.records.edtf import Edtf
from fangzhi.records.langtag import LanguageTag, Variant
from fangzhi.records.settings import Settings
from fangzhi.records.vocabulary import Term
from fangzhi.site import urls
from fangzhi.site.ark import mint
from fangzhi.site.localization import Locale
from fangzhi.site.reading import Reading, hints, read_head

_DIGEST, _VERSION = 64, 8  # hexadecimal digits: of a SHA-256, and of it in a version
_NOT_AUTHORS = ("摄影", "攝影", "供图", "供圖", "编辑", "編輯")


@dataclass(frozen=True, slots=True)
class Subject:
    """A district or an initiative: its id and code in the authority file, its label in the variant, its page."""

    id: str
    code: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Byline:
    """One name with its role, in the variant's script; ``author`` tells writers from editors and photographers."""

    role: str
    name: str
    author: bool


@dataclass(frozen=True, slots=True)
class Description:
    """One article in one variant. ``address``, ``root`` and ``card`` are full URLs, or empty where the site has none."""

    item: Item
    variant: Variant
    reading: Reading
    root: str
    ark: str
    paper: str
    edition: str
    bylines: tuple[Byline, ...]
    districts: tuple[Subject, ...]
    initiatives: tuple[Subject, ...]
    rights: str
    publisher: str
    owner: str
    card: str

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.item.article

    @property
    def lang(self) -> LanguageTag:
        """The language of its title here."""
        return self.reading.lang

    @property
    def address(self) -> str:
        """The full URL of its page in this variant."""
        return self.at(self.variant)

    def at(self, variant: Variant) -> str:
        """The full URL of its page in another variant."""
        return self.root and self.root + urls.location(variant, self.reading.path)

    @property
    def published(self) -> Edtf | None:
        """When the newspaper printed it: the day of issue, or else the report's date, where the paper is known."""
        return (self.article.source.issued or self.article.date) if self.paper else None

    @property
    def dated(self) -> str:
        """``datePublished``: ISO 8601, never more precise than what is known, empty where the year is not."""
        return (self.article.source.issued or self.article.date).iso

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote the report."""
        return tuple(byline.name for byline in self.bylines if byline.author)

    @property
    def cited_authors(self) -> tuple[str, ...]:
        """Who is to be named when it is cited: the report's authors, or the archive where only its page is citable."""
        return self.authors if self.paper else (self.publisher,)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Initiatives, then districts."""
        return self.initiatives + self.districts

    @property
    def keywords(self) -> tuple[str, ...]:
        """The labels of its subjects."""
        return tuple(dict.fromkeys(subject.label for subject in self.subjects))

    @property
    def version(self) -> str:
        """The first eight digits of the SHA-256 of the file that the text in this variant comes from."""
        digest = self.article.digest
        english = self.variant.tag is LanguageTag.EN and len(digest) > _DIGEST
        return digest[_DIGEST if english else 0 :][:_VERSION]


def describe(item: Item, locale: Locale, settings: Settings) -> Description:
    """Describe an article in one variant."""
    article = item.article
    root = settings.url
    return Description(
        item=item,
        variant=locale.variant,
        reading=read_head(item, locale),
        root=root,
        ark=mint(settings.ark, article.id) if settings.ark else "",
        paper=locale.text(article.source.title, article.lang, hints(article)),
        edition=locale.text(article.source.edition, article.lang, hints(article)),
        bylines=_bylines(article, locale),
        districts=_subjects(item.districts, urls.district, locale, root),
        initiatives=_subjects(item.initiatives, urls.initiative, locale, root),
        rights=locale.text(article.rights, article.lang, hints(article)),
        publisher=locale.choose(settings.names),
        owner=locale.choose(settings.owner),
        card=root + urls.card(locale.variant, article.shelf, article.id) if settings.cards else "",
    )


def _bylines(article: Article, locale: Locale) -> tuple[Byline, ...]:
    return tuple(
        Byline(
            locale.text(role, article.lang),
            locale.text(name, article.lang, hints(article)),
            not role.endswith(_NOT_AUTHORS) or "记者" in role or "記者" in role,
        )
        for role, names in article.bylines
        for name in names
    )


def _subjects(terms: tuple[Term, ...], path: Callable[[str], str], locale: Locale, root: str) -> tuple[Subject, ...]:
    return tuple(
        Subject(t.id, t.code, locale.label(t), root and root + urls.location(locale.variant, path(t.id))) for t in terms
    )
