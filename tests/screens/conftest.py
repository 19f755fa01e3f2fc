"""The window, desk and added language that the tests of the desktop stand on."""

from tests.desktop.conftest import desk, empty_workspace, look, no_windows_of_before, shelf, workspace
from tests.desktop.test_long_words import added, catalogues, english

__all__ = [
    "added", "catalogues", "desk", "empty_workspace", "english", "look", "no_windows_of_before", "shelf", "workspace",
]  # fmt: skip
