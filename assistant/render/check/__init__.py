"""A check as its writer sees it: in the terminal, and as a page."""
