"""Bytes → values as written, with positions; and what files may exist at all."""
