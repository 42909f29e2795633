"""Seven councils' own forms, completed by hand: files with truth for reading forms that never had our keys."""
