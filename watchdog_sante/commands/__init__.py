"""Commands: one file each; each returns a `Result` and never prints."""
