"""PDF files with a text layer as lines with their place on the page, in reading order."""

from documents.pdf.images import PdfPicture
from documents.pdf.opening import PdfFile, PdfLine, pdf_file, pdf_pages

__all__ = ["PdfFile", "PdfLine", "PdfPicture", "pdf_file", "pdf_pages"]
