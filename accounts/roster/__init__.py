"""A roster as an Excel file: its columns, reading it, comparing it with the people on record, writing it."""
