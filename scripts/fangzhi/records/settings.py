"""What mkdocs.yml says of the archive: its names, address and habits.

The file is MkDocs's; this room reads the few values that the archive needs, with their places, and without MkDocs, so
that ``fangzhi check`` starts at once. ``!ENV [NAME, default]`` is understood for the site's address.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from fangzhi.records.bounds import is_file, is_folder
from fangzhi.records.decoding import take
from fangzhi.records.fields import Fields, is_web
from fangzhi.records.frontmatter import Mapping, Node, Scalar, Sequence, parse
from fangzhi.records.handwriting import narrow_colons
from fangzhi.records.installed import missing_parts
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.problems import Place, Problem, nearest, problem
from fangzhi.records.vocabulary import Labels

FILE = "mkdocs.yml"
ABOUT = "docs/about.md"
SCHEMA = 1
"""The form of an archive's files that this program writes; it reads every one up to this."""
_PLUGIN = "fangzhi"
_MAIL = re.compile(r"[^\s:/?#<>\"']+@[^\s:/?#<>\"']+")
_ARK = re.compile(r"\d{5,}/[0-9bcdfghjkmnpqrstvwxz]+")
_TAGS = {tag.value: tag.value for tag in (LanguageTag.HANS, LanguageTag.HANT, LanguageTag.EN)}
_KEYS = ("schema", "name", "description", "seal", "per_page", "report", "offline", "owner", "ark", "gateway")
OPTIONS = {key: key for key in (*_KEYS, "traditional", "region_words", "social", "history", "editor")}
_BACKENDS = {name: name for name in ("github", "gitlab", "gitea")}
EDITOR = {key: key for key in ("backend", "repo", "branch", "base_url", "api_root", "auth_type", "app_id")}
_YES_NO = {"true": True, "false": False}
_PROFILES = {tag.value: tag for tag in (LanguageTag.HANT, LanguageTag.HANT_HK, LanguageTag.HANT_TW)}


@dataclass(frozen=True)
class Editor:
    """Where the browser editor finds the archive's repository: Decap's ``backend``, and what else it says of it."""

    backend: str
    options: dict[str, str]


@dataclass(frozen=True)
class Settings:
    """The options of an archive.

    ``url`` is the site's address with a closing slash, or empty; ``names`` and ``descriptions`` hold a text a
    language, ``script`` is the one that ``site_name`` is in; ``seal`` is the one or two characters of the mark; ``per_page`` the length of a list's page; ``report`` a
    mail address or web page for corrections; ``offline`` whether pages that were read open without a network;
    ``owner`` the institution that holds the archive, a text a language;
    ``ark`` a NAAN with a shoulder (``99999/fz``), from which ARKs are minted; ``gateway`` the OAI-PMH gateway that
    speaks for the archive; ``traditional`` the profile that the Traditional variant is converted to, with that region's
    own vocabulary where ``region_words`` asks for it; ``social`` whether pictures are drawn for links in chats;
    ``history`` whether each article's changes have a page;
    ``editor`` the repository that the browser editor writes to, None where there is no such editor; ``about`` whether
    there is a hand-written page about the site, which tells of the conversion.
    """

    url: str = ""
    names: Labels = field(default_factory=dict)
    script: LanguageTag = LanguageTag.HANS
    descriptions: Labels = field(default_factory=dict)
    seal: str = "方志"
    per_page: int = 20
    report: str = ""
    offline: bool = False
    owner: Labels = field(default_factory=dict)
    ark: str = ""
    gateway: str = ""
    traditional: LanguageTag = LanguageTag.HANT
    region_words: bool = False
    social: bool = False
    history: bool = True
    editor: Editor | None = None
    about: bool = False

    @property
    def cards(self) -> bool:
        """Whether there are pictures for links: they are named by full URLs, so the site must have an address."""
        return self.social and bool(self.url)

    def written(self, tag: LanguageTag) -> LanguageTag:
        """The profile that a variant is written in."""
        return self.traditional if tag.is_traditional else tag


def read_settings(root: Path) -> tuple[Settings, list[Problem]]:
    """Read ``mkdocs.yml`` under a root; without one, or with a broken one, the defaults and a problem."""
    try:
        text, problems = take(root, FILE)
    except OSError:
        return Settings(), [problem(Place(FILE), "missing-settings")]
    mapping, more = parse(FILE, text) if text is not None else (None, [])
    problems += _wide_colons(text or "")
    if mapping is None:
        return Settings(), problems + more
    top = {key.text: value for key, value in mapping.entries}
    settings, problems = _settings(top, [*problems, *_folders(root, top), *missing_parts(top)])
    return replace(settings, about=is_file(root, ABOUT)), problems


def _wide_colons(text: str) -> Iterator[Problem]:
    """Colons that may stand in front matter, and that MkDocs, which reads these settings too, takes for letters."""
    right = narrow_colons(text)[0].split("\n")
    for number, line in enumerate(text.split("\n")):
        if line != right[number]:
            place = Place(FILE, number + 1, line.index("：") + 1)
            yield problem(place, "no-space-after-colon", right=right[number].strip())


def _folders(root: Path, top: dict[str, Node]) -> Iterator[Problem]:
    """Folders that MkDocs would ask for in its own words, and after everything else was read."""
    theme = top.get("theme")
    inner = {key.text: value for key, value in theme.entries} if isinstance(theme, Mapping) else {}
    for key, node in (("docs_dir", top.get("docs_dir")), ("custom_dir", inner.get("custom_dir"))):
        if isinstance(node, Scalar) and node.text and not is_folder(root / node.text):
            there = (file.name for file in root.iterdir() if file.is_dir())
            yield problem(node.place, "missing-folder", key=key, found=node.text, near=nearest(node.text, there))


def _settings(top: dict[str, Node], problems: list[Problem]) -> tuple[Settings, list[Problem]]:
    plugins = top.get("plugins")
    options = _options(plugins)
    if options is None:
        problems.append(problem(plugins.place if plugins else Place(FILE), "missing-plugin"))
    fields = Fields(options or Mapping((), Place(FILE)), OPTIONS, problems)
    _check_schema(fields)
    per_page = fields.text("per_page") or "20"
    if not re.fullmatch("[1-9][0-9]{0,5}", per_page):
        problems.append(problem(fields.place("per_page"), "not-a-count", found=per_page))
        per_page = "20"
    site_name = _env(top.get("site_name"))
    if not {"site_name", "INHERIT"} & top.keys():
        problems.append(problem(Place(FILE, 1, 1), "missing-field", key="site_name"))
    names = {LanguageTag.HANS: site_name} | _labels(fields, "name")
    return Settings(
        url=_address(top.get("site_url"), problems),
        names=names,
        script=next(
            (tag for tag in (LanguageTag.HANS, LanguageTag.HANT) if names.get(tag) == site_name), LanguageTag.HANS
        ),
        descriptions=_labels(fields, "description"),
        seal=fields.text("seal") or Settings.seal,
        per_page=int(per_page),
        report=_report(fields),
        offline=fields.choice("offline", _YES_NO, default=False),
        owner=_labels(fields, "owner"),
        ark=_ark(fields),
        gateway=_slashed(fields.web("gateway")),
        traditional=fields.choice("traditional", _PROFILES, LanguageTag.HANT),
        region_words=fields.choice("region_words", _YES_NO, default=False),
        social=fields.choice("social", _YES_NO, default=False),
        history=fields.choice("history", _YES_NO, default=True),
        editor=_editor(fields.inner("editor", EDITOR)),
    ), problems


def _editor(fields: Fields | None) -> Editor | None:
    if fields is None:
        return None
    options = {key: fields.text(key, required=key == "repo") for key in EDITOR if key != "backend"}
    return Editor(fields.choice("backend", _BACKENDS, "github"), {key: text for key, text in options.items() if text})


def _check_schema(fields: Fields) -> None:
    """An archive that says nothing is of the first schema."""
    text = fields.text("schema") or "1"
    if not re.fullmatch("[1-9][0-9]{0,5}", text):
        fields.problems.append(problem(fields.place("schema"), "not-a-count", found=text))
    elif int(text) > SCHEMA:
        fields.problems.append(problem(fields.place("schema"), "newer-schema", found=text, known=SCHEMA))


def _options(plugins: Node | None) -> Mapping | None:
    """The mapping below ``fangzhi`` in the list or mapping of plugins; an empty one where the plugin stands alone."""
    for entry in plugins.items if isinstance(plugins, Sequence) else (plugins,):
        if isinstance(entry, Scalar) and entry.text == _PLUGIN:
            return Mapping((), entry.place)
        for key, value in entry.entries if isinstance(entry, Mapping) else ():
            if key.text == _PLUGIN:
                return value if isinstance(value, Mapping) else Mapping((), value.place)
    return None


def _env(node: Node | None) -> str:
    """A plain value, or that of the first variable that is set: ``[NAME, …, default]``."""
    if isinstance(node, Scalar):
        return node.text
    if not isinstance(node, Sequence):
        return ""
    words = [item.text for item in node.items if isinstance(item, Scalar)]
    return next((os.environ[name] for name in words[:-1] if name in os.environ), words[-1] if words else "")


def _address(node: Node | None, problems: list[Problem]) -> str:
    """The site's own address."""
    url = _env(node)
    if node and url and not is_web(url):
        problems.append(problem(node.place, "not-a-url", found=url))
        return ""
    return _slashed(url)


def _report(fields: Fields) -> str:
    """A mail address, or a page on the web."""
    text = fields.text("report")
    return text if _MAIL.fullmatch(text) else fields.web("report")


def _slashed(url: str) -> str:
    return url.rstrip("/") + "/" if url else ""


def _ark(fields: Fields) -> str:
    """A name assigning authority number of the ARK scheme and a shoulder, as the archive was given them."""
    text = fields.text("ark").removeprefix("ark:").strip("/")
    if text and not _ARK.fullmatch(text):
        fields.problems.append(problem(fields.place("ark"), "not-an-ark", found=text))
        return ""
    return text


def _labels(fields: Fields, name: str) -> dict[LanguageTag, str]:
    inner = fields.inner(name, _TAGS)
    return {LanguageTag(tag): text for tag in _TAGS if inner and (text := inner.text(tag))}
