"""The portal: a compiler from Markdown and YAML to a government transparency site."""

__version__ = "0.1.0"
