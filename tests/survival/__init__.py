"""The survival matrix: what people and programs do to a form of ours, and what of its answers is read afterwards."""
