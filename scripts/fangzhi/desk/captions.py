"""Captions of pictures, with who took them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fangzhi.hanzi.script import HAN

MARKERS = "▲△▼▽◀▶◁▷◄►◆◇■□●○★☆↑↓←→⬆⬇"
_MARKED = re.compile(rf"[{MARKERS}]+\s*")
_ARROW = re.compile(r"[▲△▼▽◀▶◁▷◄►↑↓←→⬆⬇]")
_OPENING = re.compile(
    r"(?:[（(](?:图|圖|上图|下图|左图|右图)[①-⑩\d]?[）)]|[（(]?(?:[上下左右]?[图圖](?:片)?[为為]|[上下左右组組][图圖])|[图圖][①-⑩\d])"
)
_WHO = rf"(?:[{HAN}·、]{{2,12}}|(?:本报)?(?:全媒体|首席|特约|见习|实习)?(?:记者|記者|通讯员|通訊員)\s*[{HAN}·]{{1,4}}(?:[ \u3000、]+[{HAN}]{{1,4}})?)"
_TOOK = r"(?:摄影|攝影|摄|攝|供图|供圖|提供|制图|製圖|绘)"
_CREDIT = re.compile(
    rf"(?:^|(?<=[\s。！？，、）)])|(?=[（(])|(?=(?:本报)?(?:记者|記者|通讯员|通訊員)))\s*"
    rf"(?P<whole>[（(]?\s*(?:(?P<before>摄影|攝影|供图|供圖|图源|圖源|图片来源|圖片來源|图|圖)[：:/／丨]\s*(?P<named>{_WHO})(?:提供)?|"
    rf"(?P<who>{_WHO})\s*/?\s*(?P<took>{_TOOK})|资料图片?|資料圖片?|本报资料图片?|网络图片?)\s*[）)]?)$"
)
_WHO_STANDS_WHERE = re.compile(r"[（(](?:[左右前后][一二三四五六]?(?:起?第?[一二三四五六])?|中|中间|居中)[）)]")
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Caption:
    """What a picture shows and whose it is, both as printed; ``credit`` holds the verb, as in 李某摄."""

    text: str
    credit: str


def read_caption(text: str) -> Caption | None:
    """A whole block as a caption, or None where it is none."""
    bare = _MARKED.sub("", text, count=1) if _MARKED.match(text) else text
    arrow = bool(_ARROW.match(text.strip()))
    if len(bare) > _LONGEST or not bare:
        return None
    credit = _CREDIT.search(bare)
    if not (arrow or _OPENING.match(bare) or ((credit or _WHO_STANDS_WHERE.search(bare)) and _short(bare))):
        return None
    if not credit:
        return Caption(bare.strip(), "")
    return Caption(bare[: credit.start("whole")].strip(), credit["whole"].strip(" \u3000()（）"))


def _short(text: str) -> bool:
    """A paragraph may close with a credit as well; a caption is one sentence or two."""
    return text.count("。") <= 1 and len(text) <= _LONGEST // 2
