"""How the pages become a site: ``python -m sphinx --fail-on-warning --keep-going docs build/site``.

Nothing is fetched for it, and nothing by it: no fonts, no scripts of others.
"""

import sys
from pathlib import Path

from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

import onrecord  # noqa: E402

project = "onrecord"
author = "the onrecord authors"
copyright = "2026, the onrecord authors"
version = release = onrecord.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["images"]

# Headings are linked to as on a code host; a link that leads nowhere is a warning, and a warning is an error.
myst_heading_anchors = 4

default_role = "literal"  # docstrings write `name` for code
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "show-inheritance": True}
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True

html_theme = "furo"
html_title = f"onrecord {release}"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False

OUTSIDE = {
    "../README.md": "index.md",
    "../training/README.md": "training.md",
    "../src/onrecord/weights/README.md": "model-card.md",
    "../CHANGELOG.md": "changelog.md",
}
"""Files of the project that are no pages of `docs/`, and the pages that hold them; who reads `docs/` on a code host gets the files."""


def _inside(app: Sphinx, name: str, source: list[str]) -> None:
    """Lead links to files outside of `docs/` to the pages that hold them."""
    up = "../" * name.count("/")
    for outside, page in OUTSIDE.items():
        source[0] = source[0].replace(f"]({up}{outside}", f"]({up}{page}")


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("source-read", _inside)
