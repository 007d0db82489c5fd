"""Reports as they are taken away: Word, PDF, workbook, package, and the reading back of all."""
