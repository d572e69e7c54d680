"""SVG pictures: drawings alone. One that could run a script or ask another host is refused, with the place.

A picture is inert inside ``<img>``, but it is a page of the site's own when somebody opens it by its address. What SVG 2
draws with is named here; everything else in its namespace, and all of XHTML, is refused. Other namespaces, such as the
notes of drawing programs, draw nothing and stay.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from fangzhi.records.problems import Place, Problem, problem

_SVG, _XHTML, _BETWEEN = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml", "|"
_DRAWING = frozenset(
    [
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "title",
        "desc",
        "metadata",
        "style",
        "switch",
        "view",
        "a",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "image",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "pattern",
        "marker",
        "filter",
        "feBlend",
        "feColorMatrix",
        "feComponentTransfer",
        "feComposite",
        "feConvolveMatrix",
        "feDiffuseLighting",
        "feDisplacementMap",
        "feDistantLight",
        "feDropShadow",
        "feFlood",
        "feFuncA",
        "feFuncB",
        "feFuncG",
        "feFuncR",
        "feGaussianBlur",
        "feMerge",
        "feMergeNode",
        "feMorphology",
        "feOffset",
        "fePointLight",
        "feSpecularLighting",
        "feSpotLight",
        "feTile",
        "feTurbulence",
    ]
)
_WITHIN = re.compile(r"\s*(#|data:image/(png|jpeg|gif|webp)[;,])", re.IGNORECASE)
_REACHES = re.compile(
    r"url\(\s*+['\"]?+\s*+(?!#|data:image/(?:png|jpeg|gif|webp)[;,])|image-set|@import|\\|/\*", re.IGNORECASE
)
_DEEPEST = 200
_MOST = 100  # faults of one file that are told: more have the same cause


class _EnoughError(Exception):
    """As many faults are found as are told."""


def faults(path: str, data: bytes) -> list[Problem]:
    """What a picture may not hold, in the order of the file; nothing where it only draws."""
    reader = _Reader(path)
    try:
        reader.parser.Parse(data, True)
    except _EnoughError:
        return reader.problems
    except expat.ExpatError as error:
        place = Place(path, error.lineno, error.offset + 1)
        return [*reader.problems, problem(place, "broken-picture", detail=expat.ErrorString(error.code))]
    return reader.problems


class _Reader:
    """Walks through a picture without building it."""

    def __init__(self, path: str) -> None:
        self.path, self.problems, self.depth, self.style = path, list[Problem](), 0, 0
        self.css: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=_BETWEEN)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.ProcessingInstructionHandler = lambda target, _: self.refuse(f"<?{target}?>")
        self.parser.EntityDeclHandler = lambda *_: self.refuse("<!ENTITY>")

    def refuse(self, found: str) -> None:
        place = Place(self.path, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        self.problems.append(problem(place, "active-picture", found=found))
        if len(self.problems) >= _MOST:
            raise _EnoughError

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(_BETWEEN)
        self.depth += 1
        if self.depth > _DEEPEST or space == _XHTML or (space in (_SVG, "") and local not in _DRAWING):
            self.refuse(f"<{local}>")
        if local == "style":
            self.style = self.depth
        for key, value in attributes.items():
            self.attribute(key.rpartition(_BETWEEN)[2], value)

    def attribute(self, key: str, value: str) -> None:
        """``href`` may lead into the file itself; any other attribute may be CSS."""
        styled = "(" in value or "\\" in value or key == "style"
        reaches = not _WITHIN.match(value) if key.lower() == "href" else styled and _REACHES.search(value)
        if reaches or key.lower().startswith("on"):
            self.refuse(f"{key}={value[:40]}")

    def end(self, _name: str) -> None:
        """A style sheet is judged whole, since comments may cut its text."""
        if self.style == self.depth:
            if _REACHES.search("".join(self.css)):
                self.refuse("<style>")
            self.style, self.css = 0, []
        self.depth -= 1

    def text(self, text: str) -> None:
        """The text of a style sheet."""
        if self.style:
            self.css.append(text)
