"""How browsers and other sites ask this one: an OpenSearch 1.1 description for each variant."""

from __future__ import annotations

from html import escape

from fangzhi.records.settings import Settings
from fangzhi.site import urls
from fangzhi.site.localization import Locale

_SHORT = 16  # characters, says the specification
_DESCRIPTION = """<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{short}</ShortName>
<LongName>{name}</LongName>
<Description>{description}</Description>
<Language>{tag}</Language>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" method="get" template="{address}?q={{searchTerms}}"/>
</OpenSearchDescription>
"""


def description(settings: Settings, locale: Locale) -> str:
    """The description of one variant's search; the site's address must be known."""
    name = locale.choose(settings.names)
    return _DESCRIPTION.format(
        short=escape(name[:_SHORT].strip()),
        name=escape(name[: 3 * _SHORT]),
        description=escape(locale.choose(settings.descriptions) or name),
        tag=locale.tag,
        address=escape(settings.url + urls.location(locale.variant, urls.SEARCH)),
    )
