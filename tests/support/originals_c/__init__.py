"""The second blind set of completed originals: forms as school offices retyped them, with what was written in them."""
