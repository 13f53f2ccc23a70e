"""Compound files (MS-CFB, version 3), the little file systems in which old Office programs and Outlook write."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Union

Tree = Mapping[str, Union[bytes, "Tree"]]  # streams and storages by name
SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STORAGE, STREAM, ROOT = 1, 2, 5
RED, BLACK = 0, 1


@dataclass
class Entry:
    """An entry of the directory; `left`, `right` and `child` are numbers of entries."""

    name: str
    kind: int
    data: bytes = b""
    colour: int = BLACK
    left: int = FREE
    right: int = FREE
    child: int = FREE
    start: int = END

    def packed(self, size: int) -> bytes:
        """The 128 bytes of the entry."""
        name = self.name.encode("utf-16-le")
        head = name.ljust(64, b"\0") + struct.pack("<HBB", len(name) + 2, self.kind, self.colour)
        links = struct.pack("<III", self.left, self.right, self.child)
        return head + links + bytes(36) + struct.pack("<IQ", self.start, size)


def build_compound(tree: Tree) -> bytes:
    """The bytes of a compound file."""
    entries = [Entry("Root Entry", ROOT)]
    entries[0].child = add_level(entries, tree)
    mini_stream, mini_table = store_small(entries)
    chains = Chains()
    for entry in entries:
        if entry.kind == STREAM and len(entry.data) >= CUTOFF:
            entry.start = chains.add(entry.data)
    entries[0].start = chains.add(mini_stream)
    mini_start = chains.add(packed_numbers(mini_table), fill=b"\xff")
    sizes = [len(mini_stream), *(len(entry.data) for entry in entries[1:])]
    directory = b"".join(entry.packed(size) for entry, size in zip(entries, sizes, strict=True))
    empty = Entry("", 0).packed(0)[:64] + bytes(4) + b"\xff" * 12 + bytes(48)
    directory += empty * (-len(entries) % 4)
    return chains.file(chains.add(directory), mini_start, -(-len(mini_table) * 4 // SECTOR))


def add_level(entries: list[Entry], tree: Tree) -> int:
    """Add what a storage holds to the directory; the number of the entry on top of its tree."""
    names = sorted(tree, key=lambda name: (len(name), name.upper()))
    numbers = {}
    for name in names:
        content = tree[name]
        numbers[name] = len(entries)
        entries.append(Entry(name, STREAM, content) if isinstance(content, bytes) else Entry(name, STORAGE))
    for name in names:
        content = tree[name]
        if not isinstance(content, bytes):
            entries[numbers[name]].child = add_level(entries, content)
    return balance(entries, [numbers[name] for name in names], (len(names) + 1).bit_length() - 1)


def balance(entries: list[Entry], numbers: list[int], black_levels: int) -> int:
    """Link sorted entries as a red-black tree: full levels black, the rest red."""
    if not numbers:
        return FREE
    middle = len(numbers) // 2
    top = entries[numbers[middle]]
    top.colour = BLACK if black_levels > 0 else RED
    top.left = balance(entries, numbers[:middle], black_levels - 1)
    top.right = balance(entries, numbers[middle + 1 :], black_levels - 1)
    return numbers[middle]


def store_small(entries: list[Entry]) -> tuple[bytes, list[int]]:
    """Lay the small streams one after the other: their bytes, and the chains of their little sectors."""
    stream, table = b"", list[int]()
    for entry in entries:
        if entry.kind == STREAM and 0 < len(entry.data) < CUTOFF:
            entry.start = len(table)
            count = -(-len(entry.data) // MINI)
            table += [*range(entry.start + 1, entry.start + count), END]
            stream += entry.data.ljust(count * MINI, b"\0")
    return stream, table


class Chains:
    """The sectors of a file, and the table that chains them."""

    def __init__(self) -> None:
        self.sectors = bytearray()
        self.table: list[int] = []

    def add(self, data: bytes, fill: bytes = b"\0") -> int:
        """Append data; the number of its first sector."""
        if not data:
            return END
        start, count = len(self.table), -(-len(data) // SECTOR)
        self.table += [*range(start + 1, start + count), END]
        self.sectors += data.ljust(count * SECTOR, fill)
        return start

    def file(self, directory: int, mini_start: int, mini_count: int) -> bytes:
        """The whole file, its header and its table included (as many as the header alone can point to)."""
        count = 1
        while (len(self.table) + count) * 4 > count * SECTOR:
            count += 1
        if count > 109:
            raise ValueError("too large for a compound file without a second table")
        first = len(self.table)
        table = packed_numbers([*self.table, *[FAT_SECTOR] * count]).ljust(count * SECTOR, b"\xff")
        header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        header += bytes(6) + struct.pack("<IIIIIIIII", 0, count, directory, 0, CUTOFF, mini_start, mini_count, END, 0)
        places = packed_numbers([*range(first, first + count)]).ljust(109 * 4, b"\xff")
        return header + places + bytes(self.sectors) + table


def packed_numbers(numbers: list[int]) -> bytes:
    """Numbers of four bytes."""
    return struct.pack(f"<{len(numbers)}I", *numbers)
