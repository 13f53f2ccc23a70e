"""Signs of the fonts Symbol, Wingdings and Webdings, whose letters are pictures: boxes, crosses, ticks, arrows.

Files hold the font's own code, as it is (0xFE) or moved to the private area of Unicode (U+F0FE).
"""

_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "☐", 0x70: "❐", 0x71: "❑", 0x72: "❒", 0x76: "❖", 0x77: "◆", 0x9F: "•",
    0xA1: "○", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇒", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑", 0x46: "☞", 0x4A: "☺", 0x2A: "✉", 0x28: "☎", 0x21: "✎",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x2A: "☐", 0xA3: "☐", 0x97: "●",
}  # fmt: skip
_WEBDINGS = {0x61: "✓", 0x63: "☐", 0x67: "■", 0x72: "✗", 0x3D: "●", 0x34: "►"}
_SYMBOL = {
    0xB7: "•", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xDE: "⇒", 0xA3: "≤", 0xB3: "≥", 0xB1: "±",
    0xB4: "×", 0xB8: "÷", 0xB0: "°", 0x2D: "−", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞", 0x44: "Δ", 0x61: "α", 0x62: "β",
    0x6D: "μ", 0x70: "π", 0x53: "Σ", 0x57: "Ω",
}  # fmt: skip
_FONTS = {
    "wingdings": _WINGDINGS, "wingdings1": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "webdings": _WEBDINGS,
    "symbol": _SYMBOL, "symbol1": _SYMBOL,
}  # fmt: skip
_ANY = {**_SYMBOL, **_WINGDINGS}
"""Where the font is not said: Wingdings is the usual one."""
_PRIVATE = range(0xF000, 0xF100)


def read_symbols(text: str, font: str | None = None) -> str:
    """The text with the font's signs as Unicode has them; what is not known stays as it is.

    Without a symbol font only characters of the private area are read: "þ" is a letter in any other font.
    """
    known = _FONTS.get((font or "").strip().lower())
    if known is None and text.isascii():
        return text
    return "".join(_read(char, known) for char in text)


def _read(char: str, known: dict[int, str] | None) -> str:
    code = ord(char)
    if code in _PRIVATE:
        return (_ANY if known is None else known).get(code - 0xF000, char)
    return char if known is None else known.get(code, char)
