"""Every benchmark, one after another: ``python -m tests.bench``."""

from tests.bench import conversion

conversion.main()
