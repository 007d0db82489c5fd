"""The gate: what it refuses, what it accepts, and how it says so."""
