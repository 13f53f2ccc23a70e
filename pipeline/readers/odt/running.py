"""Headers and footers of an OpenDocument text: those of the master pages that its paragraphs use."""

from collections.abc import Iterator

from lxml import etree

from pipeline.readers.odt.package import OFFICE, STYLE, OdtPackage


def running_elements(package: OdtPackage, kind: str) -> Iterator[etree._Element]:
    """The style:header or style:footer elements in use, with those of first and left pages."""
    if package.styles is None:
        return
    used = _used(package)
    for page in package.styles.iterfind(f"{OFFICE}master-styles/{STYLE}master-page"):
        if page.get(f"{STYLE}name") in used:
            for suffix in ("-first", "", "-left"):
                found = page.find(f"{STYLE}{kind}{suffix}")
                if found is not None and found.get(f"{STYLE}display") != "false":
                    yield found


def _used(package: OdtPackage) -> set[str | None]:
    """Names of the first master page, of those that a paragraph style begins, and of those that follow one of these."""
    if package.styles is None:
        return set()
    pages = list(package.styles.iterfind(f"{OFFICE}master-styles/{STYLE}master-page"))
    begun = {
        style.get(f"{STYLE}master-page-name")
        for root in (package.content, package.styles)
        for style in root.iter(f"{STYLE}style")
    }
    following = {page.get(f"{STYLE}name"): page.get(f"{STYLE}next-style-name") for page in pages}
    used = begun | {page.get(f"{STYLE}name") for page in pages[:1]}
    for _ in pages:
        used |= {following.get(name) for name in used}
    return used - {None, ""}
