"""How a site is to be served: one description of its headers, written for nginx, for Caddy and for static hosts.

Files of the theme are asked for with a stamp (``?1a2b3c4d``) that changes when they do, so they may be kept for good;
every other file is asked about each time, and answered by its ETag. Drawings are pages of the site's own where somebody
opens them by their address, so nothing at all may run in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from fangzhi.build.theme import Theme
from fangzhi.site.policy import digests, policy

_OPENER = "Cross-Origin-Opener-Policy"
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    _OPENER: "same-origin",
}
_ASKED_EACH_TIME = {"Cache-Control": "no-cache"}
_KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}
_INERT = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"}


@dataclass(frozen=True)
class Serving:
    """What a server is told: the site's path on its host, with both slashes, and the policy of its pages.

    ``editor`` is the policy of the browser editor's page, empty where there is none.
    """

    path: str
    policy: str
    editor: str = ""

    @property
    def pages(self) -> Mapping[str, str]:
        """The headers of everything but what is named below."""
        framed = {"Content-Security-Policy": f"{self.policy}; frame-ancestors 'none'"}
        return _ALWAYS | framed | _ASKED_EACH_TIME

    @property
    def assets(self) -> Mapping[str, str]:
        """The headers of the theme's stamped files."""
        return _ALWAYS | _KEPT

    @property
    def editing(self) -> Mapping[str, str]:
        """The headers of the browser editor, which signs in by a window of its own."""
        framed = {"Content-Security-Policy": f"{self.editor}; frame-ancestors 'none'"}
        return {key: value for key, value in _ALWAYS.items() if key != _OPENER} | framed | _ASKED_EACH_TIME

    @property
    def drawings(self) -> Mapping[str, str]:
        """The headers of SVG files."""
        return _ALWAYS | _INERT | _ASKED_EACH_TIME


def serving(address: str, theme: Theme, editor: str = "") -> Serving:
    """What a server of a site is told; ``address`` is the site's own. Inline scripts of all pages are allowed.

    ``editor`` is the policy of the browser editor's page, empty where there is none.
    """
    pages = (html for html in _pages(theme))
    allowed = tuple(sorted({digest for html in pages for digest in digests(html)}))
    return Serving(urlsplit(address).path or "/", policy(allowed), editor)


def _pages(theme: Theme) -> Iterator[str]:
    yield from ("".join(stencil.pieces) for stencil in theme.stencils.values())
    yield from (file.read_text("utf-8") for file in sorted(theme.folder.rglob("*.html")))


def static(told: Serving) -> str:
    """``_headers``, as Netlify, Cloudflare Pages and others read it.

    Where two rules hold, these hosts join their values: two policies are both kept to, and how long files are kept is
    said for the theme's alone, since the hosts ask about all others each time by themselves. Beside a browser editor,
    which could not keep to the policy of pages, that policy is left to the pages, which have it in their heads.
    """
    pages = {key: value for key, value in told.pages.items() if key not in _ASKED_EACH_TIME}
    if told.editor:
        pages |= {"Content-Security-Policy": "frame-ancestors 'none'"}
        del pages[_OPENER]
    rules = {
        f"{told.path}*": pages,
        f"{told.path}assets/*": _KEPT,
        f"{told.path}articles/*.svg": _INERT,
    }
    return "".join(f"{path}\n{_lines(headers, '  {}: {}')}" for path, headers in rules.items())


def _lines(headers: Mapping[str, str], form: str) -> str:
    return "".join(form.format(key, value) + "\n" for key, value in headers.items())
