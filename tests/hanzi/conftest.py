from __future__ import annotations

from collections.abc import Iterator

import pytest

from fangzhi.hanzi.conversion import Converter
from fangzhi.records.langtag import LanguageTag


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def widen(cache: None) -> Converter:
    return Converter(LanguageTag.HANS, LanguageTag.HANT)


@pytest.fixture(scope="session")
def narrow(cache: None) -> Converter:
    return Converter(LanguageTag.HANT, LanguageTag.HANS)
