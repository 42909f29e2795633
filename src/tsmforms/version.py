"""The version of the library, which certificates and letters name."""

VERSION = "0.1.0"
