"""What stands in a cell: any kind of value as text, and text as a number."""
