"""Surnames that are also other words: 余 in a name is not 餘, 于 is not 於.

Where a name stands is told by the rules in ``data/rules.txt``, and by an article's own bylines.
"""

from __future__ import annotations

FORMS = {
    "余": "余", "于": "于", "范": "范", "郁": "郁", "涂": "涂", "丑": "丑", "朴": "朴", "岳": "岳", "钟": "鍾",
    "干": "干", "舍": "舍", "占": "占", "游": "游", "种": "种", "后": "后", "折": "折", "谷": "谷", "松": "松",
    "准": "准", "几": "几", "云": "雲", "秋": "秋", "系": "系", "卷": "卷", "征": "征", "斗": "斗", "布": "布",
    "采": "采", "冲": "沖", "复": "復", "制": "制", "志": "志", "里": "里", "只": "只", "御": "御", "仆": "仆",
    "厂": "厂", "升": "升", "岩": "岩", "姜": "姜", "术": "术", "胡": "胡", "曲": "曲", "卜": "卜", "须": "須",
    "辟": "辟", "蒙": "蒙", "沈": "沈", "并": "并", "划": "划", "签": "簽", "凶": "凶", "咸": "咸", "尽": "盡",
    "淀": "淀", "栗": "栗", "千": "千", "家": "家", "党": "黨", "合": "合", "板": "板", "别": "別", "表": "表",
    "面": "面", "发": "發", "向": "向", "周": "周", "朱": "朱", "杰": "傑", "丰": "豐", "钧": "鈞",
}
"""The form each takes in a name."""


def in_name(name: str, usual: dict[int, str]) -> str:
    """A personal name in Traditional; ``usual`` is the usual reading of each code point."""
    return "".join(FORMS.get(char) or usual.get(ord(char), char) for char in name)
