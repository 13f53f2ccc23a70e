"""Takes the attachments of e-mails."""

from pipeline.parts.collection import Collection
from pipeline.parts.contents import Parts
from pipeline.readers.mail import Letter


def parts_of_letter(letter: Letter) -> Parts:
    """The documents that hang on a message; the pictures of its layout are none."""
    collection = Collection()
    for attached in letter.attached:
        if attached.refusal is not None:
            collection.refuse(attached.name, attached.refusal)
        else:
            collection.offer(attached.name, attached.content, is_shown=attached.is_shown)
    return collection.result()
