"""What a spec may say in short: spelt out on the located tree, before anything is read from it."""
