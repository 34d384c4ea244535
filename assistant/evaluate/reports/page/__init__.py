"""A run as a page in one file, with every case to read, filter and print."""

from assistant.evaluate.reports.page.page import report_html

__all__ = ["report_html"]
