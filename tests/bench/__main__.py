"""Every benchmark, one after another: ``python -m tests.bench``."""

from tests.bench import check, conversion, search, search_scale

check.main()
conversion.main()
search.main()
search_scale.main(1000)
