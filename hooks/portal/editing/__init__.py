"""What helps an editor write: schemas for the editing program, fingerprints of translations."""
