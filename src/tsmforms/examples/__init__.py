"""Invented records from a spec alone: complete, valid, and different for every seed."""
