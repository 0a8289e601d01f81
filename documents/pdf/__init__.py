"""PDF files with a text layer as lines with their place on the page, in reading order."""

from documents.pdf.opening import PdfLine, pdf_pages

__all__ = ["PdfLine", "pdf_pages"]
