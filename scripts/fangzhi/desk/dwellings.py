"""Where a person lives, to the door: building, entrance and flat, a house in a hamlet, a number said to be a home.

Rooms of offices, schools, hospitals and hotels are no homes, unless a name of dwellings stands nearer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fangzhi.desk.lists import listed
from fangzhi.desk.traces import DIGIT, NUMBER, Trace, before

_BUILDING = f"[0-9A-Za-z一二三四五六七八九十百〇零○两]{DIGIT}{{0,3}}(?:栋|幢|棟|座|号楼|號樓|#楼?)"
_ENTRANCE = f"{NUMBER}(?:单元|單元|门)"
_FLAT = f"(?:{NUMBER}(?:-{NUMBER}){{1,2}}|[0-9]{{3,4}}|[一二三四五六七八九十〇零○]{{3,4}})(?:室|房|号房|號房|号|號)?"
_ROOM = f"{NUMBER}(?:室|号房|號房)"
_STOREY = f"{NUMBER}[楼樓层層](?:{NUMBER}|[A-Z])(?:室|房|号|號)"
_NO_COUNT = "(?![0-9名个個位户戶家人次年月楼樓层層件把辆]|余|多)"
_HOMES = (
    "小区|小區|花园|花園|家园|家園|公寓|苑|新村|公租房|廉租房|安置房|宿舍|家属院|雅居|华庭|豪庭|名都|府邸|社区|里|湾|村"
)
_BUILT = re.compile("[栋幢棟座#号號](?<=[0-9A-Za-z一二三四五六七八九十百〇零○两].)")
_NO_DATE = "(?!(?:1[89]|20)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}(?![0-9]))"
_HOME = (
    (_BUILT, re.compile(f"{_BUILDING}[-, ]?(?:{_ENTRANCE} ?)?(?:{_STOREY}|{_ROOM}|{_FLAT}{_NO_COUNT})")),
    (_BUILT, re.compile(f"{_BUILDING}-(?:{NUMBER}-)?{NUMBER}-{NUMBER}")),
    (re.compile(f"[单單门](?<={DIGIT}.)"), re.compile(f"{_ENTRANCE} ?(?:{_STOREY}|{_ROOM}|{_FLAT}{_NO_COUNT})")),
    (
        re.compile(f"-{DIGIT}"),
        re.compile(f"{_NO_DATE}{DIGIT}(?<=[区區园園寓苑村庭].){DIGIT}{{0,3}}-{NUMBER}-{NUMBER}(?![0-9-])"),
    ),
    (re.compile("[室房](?<=[0-9号].)"), re.compile("[0-9](?<=[区區园園寓苑村庭].)[0-9]{2,3}(?:室|房|号房)")),
)  # each after what must be in a text that it can be found in: numbers are many, houses few
_HAMLET = re.compile(
    f"{DIGIT}(?<=[村镇鎮乡鄉庄莊寨屯岭嶺坝壩湾灣区區第].){DIGIT}{{0,3}}(?:组|組|社|队|隊|屯)(?:附?{NUMBER}(?:号|號))+"
)
_HAMLET_SIGN = re.compile(f"[组組社队隊屯](?<={DIGIT}.)")
_HAMLETS = re.compile("[村镇鎮乡鄉庄莊寨屯岭嶺坝壩湾灣区區]第?$")
_STREET = re.compile(
    "(?:家住|住址|住所|住处|住處|现住|現住|现居|現居|暂住|暫住|居住|租住|户籍|戶籍|住在|家在)[^，。；\n]{0,24}?"
    f"((?<=[路街巷弄道里院坊坪胡同村])(?:附?{NUMBER}(?:号|號)(?!楼|樓|院|线|線)(?:之{NUMBER}|-{NUMBER})?)+(?:{_STOREY})?)"
)
_NUMBERED = re.compile(f"[栋幢棟座#号號單单门室房组組社队隊屯-](?:(?<={DIGIT}.)|(?<=[A-Za-z].)|(?<=-){DIGIT})")
_OFFICE = re.compile("|".join(listed("offices")))
_DWELLING = re.compile(_HOMES)


def dwellings(text: str) -> Iterator[Trace]:
    """Addresses to the door; each from the number of its building, hamlet or street on."""
    if not _NUMBERED.search(text):  # what each of them has, and most texts that name houses have not
        return
    for pattern in [pattern for sign, pattern in _HOME if sign.search(text)]:
        for match in pattern.finditer(text):
            if not _is_office(before(text, match.start(), 14).rpartition("，")[2]):
                yield Trace("address", *match.span())
    for match in _HAMLET.finditer(text) if _HAMLET_SIGN.search(text) else ():
        if _HAMLETS.search(text, max(0, match.start() - 2), match.start()):
            yield Trace("address", *match.span())
    yield from (Trace("address", *match.span(1)) for match in _STREET.finditer(text))


def _is_office(said: str) -> bool:
    offices = [match.end() for match in _OFFICE.finditer(said)]
    homes = [match.end() for match in _DWELLING.finditer(said)]
    return bool(offices) and max(offices) > max(homes, default=0)
