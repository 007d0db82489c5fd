"""Reports of several years together."""
