"""Documents to keep and send: accessible PDF files from Typst templates and plain data."""

from kontakt.documents.rendering import render, render_pages, render_picture

__all__ = ["render", "render_pages", "render_picture"]
