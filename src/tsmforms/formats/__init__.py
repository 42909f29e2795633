"""The formats: each writes and reads one kind of file, and none knows another."""
