"""Tables that other programs export: CSV and XLSX as rows of text, each with its line."""
