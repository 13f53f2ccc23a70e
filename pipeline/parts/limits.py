"""How much of a container is unpacked: more than any folder of minutes, less than harms the machine."""

MAX_PARTS = 1_000
"""Parts of one container."""
MAX_TREE = 5_000
"""Documents out of one file, those of containers in containers counted too."""
MAX_DEPTH = 3
"""Containers inside containers: a mail in a mail in a ZIP in a ZIP is taken apart, what is deeper is not."""
MAX_PART = 200 * 2**20
"""Bytes of one part, unpacked."""
MAX_TOTAL = 500 * 2**20
"""Bytes of all parts of one container, unpacked."""
MAX_RATIO = 200
"""Unpacked to packed: text packs some 10 times, blank pictures 100 times, bombs 1000 times."""
RATIO_MATTERS = 10 * 2**20
"""Bytes below which the ratio harms nobody."""
