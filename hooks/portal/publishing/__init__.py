"""Stage, verify, swap: how a drawn site becomes the live one, and how the last one comes back."""
