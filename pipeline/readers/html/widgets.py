"""What the controls of a form and small pictures show."""

from lxml import etree

WIDGETS = frozenset({"input", "select", "textarea", "button", "img"})
_TYPED = frozenset({"", "text", "date", "time", "datetime-local", "month", "number", "email", "tel", "url", "week"})
_LONGEST_SIGN = 3


def shown_value(node: etree._Element) -> str:
    """The text of a control as it stands: a box with or without its tick, what was typed, what is chosen."""
    if node.tag == "input":
        return _input(node)
    if node.tag == "select":
        chosen = [option for option in node.iter("option") if option.get("selected") is not None]
        shown = chosen or list(node.iter("option"))[:1]
        return ", ".join(_text(option) for option in shown)
    if node.tag == "textarea":
        return _text(node)
    return _sign(node) if node.tag == "img" else ""


def _input(node: etree._Element) -> str:
    kind = (node.get("type") or "").lower()
    if kind in ("checkbox", "radio"):
        return "☒" if node.get("checked") is not None else "☐"
    return node.get("value") or "" if kind in _TYPED else ""


def _sign(node: etree._Element) -> str:
    """An emoji drawn as a picture; the description of a real picture is no text of the page."""
    sign = node.get("alt") or ""
    return sign if 0 < len(sign) <= _LONGEST_SIGN and not sign.isascii() and not sign.isalnum() else ""


def _text(node: etree._Element) -> str:
    return " ".join("".join(node.itertext()).split())
