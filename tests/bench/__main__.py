"""Every benchmark at its small size, one after another: ``python -m tests.bench``."""

from tests.bench import (
    building,
    check,
    conversion,
    engines,
    exports,
    facets,
    lighthouse,
    preview,
    privacy,
    search,
    search_scale,
)

check.main()
preview.main()
conversion.main()
privacy.main()
engines.main()
search.main()
search_scale.main(1000)
facets.main(5000)
lighthouse.main()
exports.main(1000)
building.main([500, 1000], rounds=2)
