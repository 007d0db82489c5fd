"""The nouns every room shares. Nothing here reads a file or imports another room."""
