"""Every benchmark, one after another: ``python -m tests.bench``."""

from tests.bench import conversion, search, search_scale

conversion.main()
search.main()
search_scale.main(1000)
