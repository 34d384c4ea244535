"""The only code that knows about the outside."""
