"""What stands before the pages while the workspace cannot be opened: a question for its passphrase, or a backup."""
