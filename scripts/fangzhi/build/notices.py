"""What the preview says to the editor: a banner on a page, a page instead of one that cannot be made, and a list of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from fangzhi.build.live import Shown
from fangzhi.records.article import Status
from fangzhi.records.langtag import SIMPLIFIED, VARIANTS, Variant
from fangzhi.records.problems import Problem, Severity

_BODY = "<body"
_HEAD = '<link rel="stylesheet" href="/_preview/preview.css">'
_SCRIPT = '<script src="/_preview/preview.js" data-version="{}"></script>'
_WORDS = {
    "draft": ("草稿：读者看不到这一页。", "草稿：讀者看不到這一頁。", "Draft: readers do not see this page."),
    "wrong": ("这一页有错，改好才能发布：", "這一頁有錯，改好才能發布：", "This page has errors that stop publishing:"),
    "look": ("请看一看：", "請看一看：", "Please look at this:"),
    "elsewhere": ("别处有{n}个错误", "別處有{n}個錯誤", "{n} errors elsewhere"),
    "unread": ("这一页读不出来", "這一頁讀不出來", "This page cannot be read"),
    "all": ("草稿和问题", "草稿和問題", "Drafts and problems"),
    "drafts": ("草稿", "草稿", "Drafts"),
    "problems": ("问题", "問題", "Problems"),
    "none": ("没有。", "沒有。", "None."),
    "broken": ("出错了，改好以后这一页会自动刷新。", "出錯了，改好以後這一頁會自動重載。", "Something is broken. This page reloads when it is mended."),
}  # fmt: skip


def word(key: str, variant: Variant, **facts: object) -> str:
    """One of the preview's own sentences in a variant's language."""
    return _WORDS[key][VARIANTS.index(variant)].format_map(facts)


@dataclass(frozen=True)
class Notice:
    """What there is to say on one page."""

    variant: Variant
    draft: bool
    problems: Sequence[Problem]
    shown: Shown

    def html(self) -> str:
        """The banner; empty where there is nothing to say."""
        said = [f"<p>{word('draft', self.variant)}</p>"] if self.draft else []
        for key, stops in (("wrong", True), ("look", False)):
            found = [p for p in self.problems if _stops(p) is stops]
            if found:
                said.append(f"<p>{word(key, self.variant)}</p>{_listed(found, self.shown, self.variant)}")
        elsewhere = sum(_stops(p) for p in self.shown.problems) - sum(_stops(p) for p in self.problems)
        if elsewhere:
            said.append(f'<p><a href="/_preview/">{word("elsewhere", self.variant, n=elsewhere)}</a></p>')
        lang = self.variant.tag
        return f'<aside class="fzp-notice" lang="{lang}" role="status">{"".join(said)}</aside>' if said else ""


def marked(page: str, notice: Notice, version: str) -> str:
    """A page of the site with the banner and what loads it again after a change, right at the start of its body."""
    before, body, rest = page.partition(_BODY)
    attributes, close, content = rest.partition(">")
    return f"{before}{body}{attributes}{close}{added(notice, version)}{content}"


def added(notice: Notice, version: str) -> str:
    """All that the preview adds to a page."""
    return f"{_HEAD}{notice.html()}{_SCRIPT.format(escape(version))}"


def error_page(problems: Sequence[Problem], shown: Shown, variant: Variant, version: str) -> str:
    """The page of a file that cannot be read."""
    return _page(word("unread", variant), _listed(problems, shown, variant), variant, version)


def broken_page(detail: str, version: str) -> str:
    """The page of something that fails where no problem has a place, such as an error in a template."""
    return _page(word("broken", SIMPLIFIED), f"<pre>{escape(detail)}</pre>", SIMPLIFIED, version)


def overview(shown: Shown, version: str) -> str:
    """All drafts with links, and all problems."""
    drafts = [
        f'<li><a href="/{escape(path)}">{escape(item.article.title or item.article.id)}</a></li>'
        for path, item in sorted(shown.hidden.items())
        if item.article.status is Status.DRAFT
    ]
    none = f"<p>{word('none', SIMPLIFIED)}</p>"
    text = f"<h2>{word('drafts', SIMPLIFIED)}</h2>" + (f"<ul>{''.join(drafts)}</ul>" if drafts else none)
    text += f"<h2>{word('problems', SIMPLIFIED)}</h2>"
    text += _listed(shown.problems, shown, SIMPLIFIED) if shown.problems else none
    return _page(word("all", SIMPLIFIED), text, SIMPLIFIED, version)


def _page(title: str, content: str, variant: Variant, version: str) -> str:
    return (
        f'<!doctype html>\n<html lang="{variant.tag}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>{_HEAD}</head>'
        f'<body><main class="fzp-page"><h1>{title}</h1>{content}</main>{_SCRIPT.format(escape(version))}</body></html>\n'
    )


def _stops(found: Problem) -> bool:
    return found.severity is Severity.ERROR


def _listed(problems: Iterable[Problem], shown: Shown, variant: Variant) -> str:
    said = "".join(f"<li>{''.join(_said(found, shown, variant))}</li>" for found in problems)
    lang = "en" if variant.tag == "en" else "zh-Hans"
    return f'<ol class="fzp-problems" lang="{lang}">{said}</ol>'


def _said(found: Problem, shown: Shown, variant: Variant) -> Iterator[str]:
    """A problem's place and sentence, and the line that it is about with the place marked."""
    yield f"<b>{escape(str(found.place))}</b> {escape(found.message('en' if variant.tag == 'en' else 'zh'))}"
    line = _line(found, shown)
    if line:
        at = max(0, found.place.column - 1)
        yield f"<code>{escape(line[:at])}<mark>{escape(line[at : at + 1] or ' ')}</mark>{escape(line[at + 1 :])}</code>"


def _line(found: Problem, shown: Shown) -> str:
    try:
        lines = (shown.sources.root / found.place.path).read_text("utf-8-sig", errors="replace").splitlines()
    except OSError:
        return ""
    return lines[found.place.line - 1][:200] if 0 < found.place.line <= len(lines) else ""
