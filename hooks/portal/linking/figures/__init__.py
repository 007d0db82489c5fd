"""Figures in the prose of reports: how they are read, what they quote, whether they agree."""
