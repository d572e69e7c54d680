"""Hand-written pages: what each of them is in each variant, and what any frame is told, whatever engine renders it.

``x.md`` is the Chinese source, Simplified unless its front matter says ``lang: zh-Hant``; the page in the other script
is converted. ``x.en.md`` is its English page. A page whose front matter says ``lang: en`` is in English everywhere.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from fangzhi.build.fixity import tree_digest
from fangzhi.records.frontmatter import Scalar, read
from fangzhi.records.langtag import ENGLISH, VARIANTS, LanguageTag, Variant
from fangzhi.site.renderer import DOCUMENT, Renderer
from fangzhi.site.shells import Shell

_HEADING = re.compile(r"^# +(.+?)(?: +#+)?(?: +\{[^}]*\})?$", re.MULTILINE)
_LINK = re.compile(r"(\]\()([^)\s#?:]+)(\))")
_ENGLISH = ".en"
_LANGS = {tag.value: tag for tag in (LanguageTag.HANS, LanguageTag.HANT, LanguageTag.EN)}


@dataclass(frozen=True)
class Document:
    """A hand-written page in one variant: ``name`` is its file without ``.md``, ``source`` the Markdown to render.

    It is ``written`` in one language and to be shown in ``lang``; ``notice`` is what readers are told about that.
    """

    name: str
    variant: Variant
    source: str
    title: str
    description: str
    written: LanguageTag
    lang: LanguageTag
    notice: str

    @property
    def path(self) -> str:
        """Its address in every variant."""
        return re.sub(r"(^|/)index/$", r"\1", f"{self.name}/")

    @property
    def converted(self) -> bool:
        """Whether what an engine makes of it is still to be converted."""
        return self.written is not self.lang

    @property
    def file(self) -> str:
        """The Markdown file that an engine is given for it."""
        return f"{self.variant.prefix}{self.name}.md"


def read_documents(texts: Mapping[str, str], files: Collection[str], renderer: Renderer) -> list[Document]:
    """Every hand-written page in every variant.

    ``texts`` holds Markdown by file name without ``.md``; ``files`` are the paths of what lies beside it, such as
    pictures: they are there once, and links from every variant lead to them.
    """
    names = sorted((n for n in texts if not n.endswith(_ENGLISH)), key=lambda name: (name.count("/"), name))
    made = (_document(name, variant, texts, renderer) for variant in VARIANTS for name in names)
    return [replace(document, source=_reaching(document, files)) for document in made]


def _reaching(document: Document, files: Collection[str]) -> str:
    """The source with its links to files as they lead from the folder of its variant."""
    here = posixpath.dirname(document.name)

    def reach(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(here, link[2]))
        start = posixpath.join(document.variant.prefix, here) or "."
        return link[1] + posixpath.relpath(target, start) + link[3] if target in files else link[0]

    return _LINK.sub(reach, document.source) if document.variant.prefix else document.source


def _document(name: str, variant: Variant, texts: Mapping[str, str], renderer: Renderer) -> Document:
    english = variant is ENGLISH and name + _ENGLISH in texts
    source = texts[name + _ENGLISH if english else name]
    meta, body = _split(source)
    written = LanguageTag.EN if english else _LANGS.get(meta.get("lang", ""), LanguageTag.HANS)
    locale = renderer.locales[variant.tag]
    lang = locale.shown(written)
    heading = _HEADING.search(body)
    title = meta.get("title") or (heading[1] if heading else name.rpartition("/")[2])
    title, description = (locale.text(text, written) for text in (title, meta.get("description", "")))
    notice = locale.word("nothing_translated") if variant is ENGLISH and lang.is_chinese else ""
    return Document(name, variant, source, title, description, written, lang, notice)


def _split(source: str) -> tuple[dict[str, str], str]:
    """The plain values of a page's front matter, if it has any, and what follows."""
    found, _ = read("", source.encode())
    if found is None:
        return {}, source
    return {key.text: value.text for key, value in found.meta.entries if isinstance(value, Scalar)}, found.body


@dataclass(frozen=True)
class Frames:
    """What the theme is told of each frame. ``styles`` are the theme's own style sheets, for hand-written pages."""

    renderer: Renderer
    documents: Sequence[Document]
    styles: Sequence[str]

    def of(self, document: Document) -> Shell:
        """The frame of a hand-written page."""
        return self.renderer.document(document.path, document.variant, document.title, document.description)

    def context(self, shell: Shell, document: Document | None = None) -> dict[str, object]:
        """A frame as plain values for its template."""
        told: dict[str, object] = shell.context() | {"stamp": self._stamp}
        told["stylesheets"] = list(self.styles) if shell.kind == DOCUMENT else []
        told["documents"] = list(self._listed(shell.variant))
        if document:
            told |= {"text_lang": str(document.lang), "notice": document.notice}
        return told

    def _listed(self, variant: Variant) -> Iterator[tuple[str, str, str]]:
        """The hand-written pages of a variant, for the footer: path, title, and the language of the title."""
        for document in self.documents:
            if document.variant is variant and document.path.count("/") <= 1:
                yield document.path, document.title, str(document.lang)

    @cached_property
    def _stamp(self) -> str:
        """A version of the theme's own files: a page that was kept asks for those that it was made with."""
        return tree_digest(folder / "assets" for folder in self.renderer.folders if (folder / "assets").is_dir())[:8]
