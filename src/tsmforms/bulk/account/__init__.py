"""The account of a run: the lists people read, and the certificate that somebody signs."""
