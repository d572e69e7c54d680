"""The way in: ``fangzhi``, and ``python -m fangzhi``. Whoever stops it while it still loads gets no traceback."""

from __future__ import annotations

import sys


def main() -> None:
    """Load the commands and run the one that was called."""
    try:
        from fangzhi.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
