"""The Content-Security-Policy of every page (CSP Level 3): nothing runs, loads or leaves but the site's own files.

It stands in each page's head, so that it holds on any host and from disk, and again in what a server sends (see
`build.serving`). An inline script that a theme or a hand-written page brings is allowed by its digest, page by page;
data blocks (JSON-LD and settings) are no scripts. Event handlers, ``javascript:`` and style attributes never work.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from html import unescape

_SCRIPTS = "script-src 'self'"
_DIRECTIVES = (
    "default-src 'none'",
    _SCRIPTS,
    "style-src 'self'",
    "img-src 'self' data:",  # Material's style sheets hold their icons
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
)
POLICY = "; ".join(_DIRECTIVES)
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_SOURCE = re.compile(r"\ssrc\s*=", re.IGNORECASE)
_TYPE = re.compile(r"\stype\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_RUNS = ("module", "importmap", "speculationrules", "text/javascript", "application/javascript")
_META = re.compile(r'(http-equiv="Content-Security-Policy" content=")([^"]*)(")')
_ALIGNED = re.compile(r'(<t[hd]\b[^>]*) style="text-align: (left|center|right);"')


def digests(html: str) -> tuple[str, ...]:
    """The inline scripts of a page, each as a source of the policy: ``'sha256-…'``; sorted."""
    inline = (text for attributes, text in _SCRIPT.findall(html) if _runs(attributes))
    made = (b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline)
    return tuple(sorted({f"'sha256-{digest}'" for digest in made}))


def _runs(attributes: str) -> bool:
    kind = _TYPE.search(attributes)
    return not _SOURCE.search(attributes) and (kind is None or unescape(kind[1]).lower() in _RUNS)


def policy(allowed: tuple[str, ...] = ()) -> str:
    """The policy, with some inline scripts allowed."""
    return POLICY.replace(_SCRIPTS, " ".join([_SCRIPTS, *allowed]))


def sealed(html: str) -> str:
    """A page that an engine made: its policy allows the inline scripts that it has, and its tables keep to classes.

    Python-Markdown aligns the cells of tables by style attributes, which the policy refuses.
    """
    html = _ALIGNED.sub(r'\1 class="fz-\2"', html)
    allowed = digests(html)
    return _META.sub(lambda meta: meta[1] + policy(allowed) + meta[3], html, count=1) if allowed else html
