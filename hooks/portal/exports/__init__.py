"""Files that readers and their programs take away, drawn from the site alone."""
