"""Documents of ours whose boxes are gone: printed, flattened, converted or copied, known by what the form prints."""
