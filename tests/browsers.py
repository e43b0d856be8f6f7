"""Which browser the tests of the pages use: the Chromium that is installed."""

import os
import shutil

__all__ = ["FLAGS", "MISSING", "chromium", "wanted"]

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-dev-shm-usage", "--no-proxy-server",
)  # fmt: skip
"""It asks nobody for anything by itself, and runs as any user, also in a container."""

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MISSING = (
    "no Chromium is installed, and the tests in a browser are asked for: install it (Debian: apt-get install chromium), "
    "or set ONRECORD_TEST_BROWSER=0 to leave them out"
)


def wanted() -> bool:
    """Whether the tests in a browser are run: where they are asked for, in CI, and where there is one."""
    asked = os.environ.get("ONRECORD_TEST_BROWSER", "")
    if asked:
        return asked != "0"
    return os.environ.get("CI", "").lower() not in {"", "0", "false"} or chromium() is not None


def chromium() -> str | None:
    """The program."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)
