"""E-mails: the message as a document; what is attached becomes documents of their own (pipeline/parts)."""

from pipeline.readers.mail.letter import Attached, Letter
from pipeline.readers.mail.mime import letter_of_mail
from pipeline.readers.mail.outlook import letter_of_outlook
from pipeline.readers.mail.reader import read_mail, read_outlook

__all__ = ["Attached", "Letter", "letter_of_mail", "letter_of_outlook", "read_mail", "read_outlook"]
