"""The picture that a chat or a social network shows beside a link: an article's headline, set like a title page.

1200 by 630 pixels, as Open Graph's readers expect, in sixteen colours: paper, and shades of ink, soft ink and cinnabar,
so that a card has some fifteen kilobytes. The same text in the same font gives the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache, partial

from PIL import Image, ImageDraw, ImageFont

from fangzhi.exports.fonts import Face, find
from fangzhi.exports.typesetting import lines, shortened
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.settings import Settings
from fangzhi.site.description import Description, describe
from fangzhi.site.localization import Locale
from fangzhi.site.metadata import CARD_SIZE
from fangzhi.site.pages import ArticlePage, Page

_MARGIN, _TOP, _SEAL, _RULE = 84, 76, 88, 506
_MEASURE = CARD_SIZE[0] - 2 * _MARGIN
_NAME, _KICKER, _FOOT = 38, 36, 30  # sizes of type in pixels
_HEADLINES = ((78, 2), (68, 3), (56, 4), (48, 5))  # size of type, and how many lines of it there is room for
_LEADING = 1.32
_PAPER, _INK, _RED, _SOFT, _HAIR = (251, 249, 244), (33, 29, 24), (163, 48, 31), (94, 86, 75), (227, 220, 207)
_STEPS = {_INK: 6, _RED: 5, _SOFT: 3, _HAIR: 1}  # shades from paper to each colour: with paper, sixteen
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says: the seal's one or two characters, the site's name, a kicker, a headline, and a line below."""

    seal: str
    site: str
    headline: str
    kicker: str = ""
    foot: str = ""


def card(page: Page, locale: Locale, settings: Settings) -> bytes:
    """The picture for links to a page: an article's own, or the site's."""
    said = _of_site(locale, settings)
    if isinstance(page, ArticlePage):
        said = _of_article(describe(page.item, locale, settings), locale, settings)
    return draw(said, settings.written(locale.tag))


def _of_article(d: Description, locale: Locale, settings: Settings) -> Card:
    """The card of an article in one variant."""
    joint = ", " if locale.tag is LanguageTag.EN else "、"
    where = joint.join(subject.label for subject in d.districts)
    foot = f"{where} · {locale.date(d.article.date)}"
    return Card(settings.seal, d.publisher, d.reading.title, d.reading.kicker, foot)


def _of_site(locale: Locale, settings: Settings) -> Card:
    """The card of every other page."""
    return Card(settings.seal, "", locale.choose(settings.names), "", locale.choose(settings.descriptions))


def draw(card: Card, tag: LanguageTag) -> bytes:
    """A card as PNG, with the forms of a script; without a font for it, paper and seal alone."""
    sheet = Image.new("P", CARD_SIZE, 0)
    sheet.putpalette(_palette())
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((_MARGIN, _TOP, _MARGIN + _SEAL - 1, _TOP + _SEAL - 1), fill=_index(_RED, 255))
    pen.rectangle((_MARGIN, _RULE, CARD_SIZE[0] - _MARGIN - 1, _RULE + 1), fill=_index(_HAIR, 255))
    if face := find(tag):
        _Press(sheet, face).set(card)
    sheet.save(out := io.BytesIO(), "PNG", bits=4, compress_level=4)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as a picture with its mask, where it stands from its origin, and how far the next one is."""

    picture: Image.Image
    mask: Image.Image
    left: int
    top: int
    advance: int


class _Press:
    """Sets type on a sheet in one face."""

    def __init__(self, sheet: Image.Image, face: Face) -> None:
        self.sheet, self.face = sheet, face

    def set(self, card: Card) -> None:
        """Everything that a card says."""
        self._seal(card.seal[:2])
        self._line(card.site, (_MARGIN + _SEAL + 26, _TOP + 58), _NAME, _INK)
        self._headline(card)
        for number, line in enumerate(self._broken(card.foot, _FOOT, 2)):
            self._line(line, (_MARGIN, _RULE + 50 + 42 * number), _FOOT, _SOFT)

    def _seal(self, text: str) -> None:
        """One character large, or two below one another as seals have them."""
        size = _SEAL // 2 - 3 if len(text) > 1 else _SEAL * 2 // 3
        top = _TOP + (_SEAL - size * len(text)) // 2
        for number, character in enumerate(text):
            baseline = top + size * number + round(size * 0.87)
            self._line(character, (_MARGIN + (_SEAL - size) // 2, baseline), size, _RED, reverse=True)

    def _headline(self, card: Card) -> None:
        """As large as fits, in the middle of the room between seal and rule, the kicker above it."""
        size, most = next(fit for fit in _HEADLINES if self._fits(card.headline, *fit) or fit is _HEADLINES[-1])
        made = self._broken(card.headline, size, most)
        leading, above = round(size * _LEADING), _KICKER + 22 if card.kicker else 0
        top = _TOP + _SEAL + (_RULE - _TOP - _SEAL - above - leading * len(made)) // 2
        for line in self._broken(card.kicker, _KICKER, 1):
            self._line(line, (_MARGIN, top + _KICKER), _KICKER, _RED)
        for number, line in enumerate(made):
            self._line(line, (_MARGIN, top + above + leading * number + size), size, _INK)

    def _fits(self, text: str, size: int, most: int) -> bool:
        return len(lines(text, partial(self._width, size), _MEASURE)) <= most

    def _broken(self, text: str, size: int, most: int) -> list[str]:
        width = partial(self._width, size)
        return shortened(lines(text, width, _MEASURE), width, _MEASURE, most)

    def _width(self, size: int, text: str) -> int:
        return sum(_glyph(self.face, size, character, _INK).advance for character in text)

    def _line(self, text: str, at: tuple[int, int], size: int, colour: Colour, *, reverse: bool = False) -> None:
        """Set a line whose baseline starts at a point."""
        left, baseline = at
        for character in text:
            glyph = _glyph(self.face, size, character, colour, reverse=reverse)
            self.sheet.paste(glyph.picture, (left + glyph.left, baseline + glyph.top), glyph.mask)
            left += glyph.advance


@lru_cache(maxsize=3000)
def _glyph(face: Face, size: int, character: str, colour: Colour, *, reverse: bool = False) -> Glyph:
    """A character in a colour on paper, or in paper on the colour. Most are met again on the next card."""
    font = _font(face, size)
    left, top, right, bottom = (round(side) for side in font.getbbox(character, anchor="ls"))
    shape = Image.new("L", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(shape).text((-left, -top), character, fill=255, font=font, anchor="ls")
    shades, covered = _shades(colour, reverse=reverse)
    return Glyph(shape.point(shades, "P"), shape.point(covered, "1"), left, top, round(font.getlength(character)))


@lru_cache(maxsize=16)
def _shades(colour: Colour, *, reverse: bool) -> tuple[list[int], list[int]]:
    """For each coverage of a pixel its shade, and whether there is any."""
    shades = [_index(colour, 255 - cover if reverse else cover) for cover in range(256)]
    return shades, [255 if _step(colour, cover) else 0 for cover in range(256)]


@lru_cache(maxsize=32)
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return face.at(size)


def _step(colour: Colour, cover: int) -> int:
    """How many of a colour's steps from paper a coverage is, of 0 to 255."""
    return round(cover * _STEPS[colour] / 255)


def _index(colour: Colour, cover: int) -> int:
    """Where the shade for a coverage stands in the palette."""
    step = _step(colour, cover)
    before = list(_STEPS.values())[: list(_STEPS).index(colour)]
    return sum(before) + step if step else 0


def _palette() -> list[int]:
    """Red, green and blue of every shade: paper first, then each colour's from light to dark."""
    shades = [_PAPER]
    for colour, steps in _STEPS.items():
        shades += [_mixed(colour, step / steps) for step in range(1, steps + 1)]
    return [value for shade in shades for value in shade]


def _mixed(colour: Colour, part: float) -> Colour:
    red, green, blue = (round(p + (c - p) * part) for p, c in zip(_PAPER, colour, strict=True))
    return red, green, blue
