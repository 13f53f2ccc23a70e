"""Controls of a form in an OpenDocument text (ODF 1.3 part 3, 13.5): what they show."""

from lxml import etree

from pipeline.readers.odt.package import OFFICE

FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
"""Fields of old Word forms, as LibreOffice keeps them."""
_FORM = "{urn:oasis:names:tc:opendocument:xmlns:form:1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_BOXES = frozenset({f"{_FORM}checkbox", f"{_FORM}radio"})


def read_controls(body: etree._Element) -> dict[str, str]:
    """Id → what is seen: a box with or without its tick and its words, or what was typed."""
    shown: dict[str, str] = {}
    for forms in body.iter(f"{OFFICE}forms"):
        for control in forms.iter(etree.Element):
            for key in (control.get(_XML_ID), control.get(f"{_FORM}id")):
                if key:
                    shown[key] = _shown(control)
    return shown


def _shown(control: etree._Element) -> str:
    label = control.get(f"{_FORM}label") or ""
    if control.tag in _BOXES:
        ticked = control.get(f"{_FORM}current-state") == "checked" or control.get(f"{_FORM}current-selected") == "true"
        return f"{'☒' if ticked else '☐'} {label}".strip()
    return control.get(f"{_FORM}current-value") or control.get(f"{_FORM}value") or label


def field_sign(mark: etree._Element) -> str:
    """What a box of an old Word form shows; other fields stand in the text."""
    if not (mark.get(f"{FIELD}type") or "").endswith("FORMCHECKBOX"):
        return ""
    ticked = any(
        param.get(f"{FIELD}name") == "Checkbox_Checked" and param.get(f"{FIELD}value") == "true" for param in mark
    )
    return "☒" if ticked else "☐"
