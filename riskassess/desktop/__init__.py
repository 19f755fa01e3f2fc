"""The window: Qt only here, one folder per page, looks and controls of our own beside them."""
