"""Opens pages of PDFs with what was filled in: values of form fields and text put on a page by hand.

pdfium's text of a page leaves annotations out unless the page is flattened. Readers and boxes open pages here, so that
indexes of characters agree. Hidden annotations stay hidden, notes that open on a click stay closed.
"""

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from models.errors import UnreadableFileError

_SHOWN = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP)
"""Annotations whose text stands on the paper: fields of forms, text boxes, stamps."""
_MOST_ANNOTATIONS = 2000


def prepare_forms(pdf: pdfium.PdfDocument) -> None:
    """Make the appearance of fields whose program left it to the reader; before any page is opened."""
    if pdf.get_formtype() != raw.FORMTYPE_NONE:
        pdf.init_forms()


def open_page(pdf: pdfium.PdfDocument, index: int, source: str) -> pdfium.PdfPage:
    """A page (0-based) with its fields and text boxes made part of it.

    Raises:
        UnreadableFileError: the page is damaged.
    """
    try:
        page = pdf[index]
        if not _has_shown_annotations(page):
            return page
        flattened = raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
        if flattened != raw.FLATTEN_SUCCESS:
            return page
        page.close()
        return pdf[index]
    except pdfium.PdfiumError as error:
        raise UnreadableFileError(f"{source}: page {index + 1} of the PDF is damaged. Send it again.") from error


def _has_shown_annotations(page: pdfium.PdfPage) -> bool:
    count = min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_ANNOTATIONS)
    return any(_is_shown(page, index) for index in range(count))


def _is_shown(page: pdfium.PdfPage, index: int) -> bool:
    annotation = raw.FPDFPage_GetAnnot(page.raw, index)
    if not annotation:
        return False
    try:
        return raw.FPDFAnnot_GetSubtype(annotation) in _SHOWN
    finally:
        raw.FPDFPage_CloseAnnot(annotation)
