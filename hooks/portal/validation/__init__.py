"""One file at a time: declarations, records, statutory tables, markup."""
