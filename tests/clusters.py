"""When the tests on a Ray cluster are run."""

import os
from importlib.util import find_spec


def wanted() -> bool:
    """Whether they are run: where they are asked for, and where Ray is installed; CI has no need of them."""
    asked = os.environ.get("ONRECORD_TEST_RAY", "")
    return asked != "0" if asked else find_spec("ray") is not None and find_spec("daft") is not None
