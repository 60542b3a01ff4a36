"""The clinic's templates: copied, edited, tried out, handed on."""
