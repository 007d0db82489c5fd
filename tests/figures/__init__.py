"""Figures in the prose of reports."""
