"""Reading a published report: a file of an office → the figures of a statutory format as YAML."""
