"""E-mails: what is read of the message itself, what is a quote, what becomes a document of its own."""

import hashlib
import struct
import sys
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[2] / "corpus"))

from builders.compound import Tree, build_compound

from models.document import LineRole
from models.errors import EmptyFileError, EncryptedFileError, UnreadableFileError, UnsupportedFormatError
from models.vocabulary import DocumentType, ExtractionStatus, Kind
from pipeline.parts import parts_of
from pipeline.readers import read_document
from pipeline.readers.mail.packed_rtf import unpack
from pipeline.run import process_bytes

MINUTES = """Bonjour à toutes et à tous,

Compte rendu du bureau du 12 mars 2026

Présents : Odile Barrandon, Yvan Sollier
Excusée : Inès Carvalet

1. Mobilier
M. Sollier demandera deux devis avant le 29 mars 2026.

2. Cotisation
La cotisation de 15 euros est adoptée à l'unanimité.

Bien à vous,
Odile
"""
PDF = b"%PDF-1.4 nothing more"


def message(text: str = MINUTES, subject: str = "Bureau du 12 mars 2026", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    head = {"Subject": subject, "From": "Odile Barrandon <odile@exemple.fr>", "To": "bureau@exemple.fr"}
    for name, value in (head | {"Date": "Tue, 17 Mar 2026 10:04:00 +0100"} | headers).items():
        mail[name] = value
    mail.set_content(text)
    return mail


def roles(content: bytes, name: str = "m.eml") -> dict[LineRole, list[str]]:
    document = read_document(content, source=name)
    found: dict[LineRole, list[str]] = {}
    for line in document.lines:
        found.setdefault(line.role, []).append(document.text[line.span.start : line.span.end])
    return found


def picture(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "PNG")
    return out.getvalue()


def taken(content: bytes, name: str = "m.eml") -> list[str]:
    return [part.name for part in parts_of(content, name).parts]


def left(content: bytes, name: str = "m.eml") -> dict[str, tuple[str, bool]]:
    return {each.name: (each.reason, each.is_failure) for each in parts_of(content, name).left_out}


def test_minutes_in_the_text_of_a_message_are_extracted() -> None:
    done = process_bytes(bytes(message()), "bureau.eml")
    extraction = done.extraction
    assert (extraction.kind, extraction.status) == (Kind.MINUTES, ExtractionStatus.SUCCESS)
    assert extraction.meeting.date is not None and extraction.meeting.date.isoformat() == "2026-03-12"
    assert [a.name for a in extraction.attendance] == ["Odile Barrandon", "Yvan Sollier", "Inès Carvalet"]
    assert [a.text for a in extraction.actions] == ["M. Sollier demandera deux devis avant le 29 mars 2026."]
    assert "17/03/2026" in [d.text for d in extraction.dates]  # when it was sent


@pytest.mark.parametrize(
    ("subject", "opening", "day"),
    [
        ("Bureau d'hier soir", "Voici ce que j'ai retenu.", "2026-03-16"),
        ("Notes", "Voici ce que j'ai retenu de la réunion de jeudi.", "2026-03-12"),
        ("Notes", "On s'est vus hier à trois.", "2026-03-16"),
        ("Compte rendu de la réunion du 12 mars", "Le devis d'hier est signé.", "2026-03-12"),
        ("Notes", "Le devis est arrivé hier. Réunion du 2 avril à préparer.", None),
        ("Notes", "Prochaine réunion de mardi : à fixer.", None),
    ],
)
def test_when_a_meeting_was_is_told_from_the_day_of_the_message(subject: str, opening: str, day: str | None) -> None:
    told = "Présents : Odile Barrandon, Yvan Sollier\n\nM. Sollier rappelle les prix. Le budget est adopté à l'unanimité.\n"
    extraction = process_bytes(bytes(message(f"{opening}\n\n{told}", subject)), "m.eml").extraction
    assert extraction.kind is Kind.MINUTES
    assert (extraction.meeting.date.isoformat() if extraction.meeting.date else None) == day


def test_the_subject_is_the_first_line_and_the_envelope_is_marked() -> None:
    found = roles(bytes(message()))
    assert found[LineRole.BODY][0] == "Bureau du 12 mars 2026"
    assert found[LineRole.ENVELOPE] == [
        "De : Odile Barrandon <odile@exemple.fr>",
        "À : bureau@exemple.fr",
        "Date : 17/03/2026 10:04",
    ]
    document = read_document(bytes(message()), source="m.eml")
    assert (document.media_type, document.title) == ("message/rfc822", "Bureau du 12 mars 2026")


def test_a_message_that_only_brings_minutes_is_none() -> None:
    mail = message("Bonjour,\n\nVeuillez trouver ci-joint le compte rendu.\n\nOdile", "Compte rendu du bureau")
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="compte rendu été.pdf")
    extraction = process_bytes(bytes(mail), "m.eml").extraction
    assert (extraction.kind, extraction.document_type) == (Kind.OTHER, DocumentType.MAIL)
    assert "Pièces jointes : compte rendu été.pdf" in roles(bytes(mail))[LineRole.ENVELOPE]


@pytest.mark.parametrize(
    "introduction",
    [
        "Le 12 mars 2026 à 10:04, Odile Barrandon <odile@exemple.fr> a écrit :\n> {}",
        "Le jeu. 12 mars 2026 à 10:04, Odile Barrandon via le groupe du bureau <bureau@groupes.exemple.fr> a\nécrit :\n> {}",
        "On Thu, Mar 12, 2026 at 10:04 AM Odile Barrandon wrote:\n> {}",
        "-----Message d'origine-----\nDe : Odile Barrandon\nEnvoyé : jeudi 12 mars 2026\nÀ : bureau\nObjet : devis\n\n{}",
        "________________________________\nDe : Odile\nEnvoyé : jeudi 12 mars 2026 10:04\nÀ : Yvan\nObjet : devis\n\n{}",
        "De : Odile\nDate : jeudi 12 mars 2026\nÀ : Yvan\nObjet : devis\n\n{}",
    ],
)
def test_what_an_answer_repeats_is_a_quote(introduction: str) -> None:
    said = "M. Sollier demandera deux devis avant le 29 mars."
    found = roles(bytes(message(f"C'est fait, merci.\n\n{introduction.format(said)}\n", "Re: devis")))
    assert found[LineRole.BODY] == ["Re: devis", "C'est fait, merci."]
    assert any(said in line for line in found[LineRole.QUOTE])


def test_own_words_after_a_marked_quote_are_body_again() -> None:
    text = "Le 2 mars 2026 à 9:00, Yvan a écrit :\n> Qui vient ?\n>\n> Yvan\n\nJe viens.\n"
    assert roles(bytes(message(text, "Re: réunion")))[LineRole.BODY] == ["Re: réunion", "Je viens."]


def test_stray_quotes_count_in_answers_only() -> None:
    text = "Oui.\n\n> Le budget ?\n> Le mobilier ?\n"
    assert roles(bytes(message(text, "RE: questions")))[LineRole.QUOTE] == ["> Le budget ?", "> Le mobilier ?"]
    assert LineRole.QUOTE not in roles(bytes(message(text, "Relevé de décisions")))


@pytest.mark.parametrize(
    ("subject", "separator"),
    [
        ("TR: bureau", ""),
        ("Fwd: bureau", "---------- Forwarded message ---------\n"),
        ("bureau", "---- Message transféré ----\n"),
    ],
)
def test_a_message_passed_on_speaks_through_the_other(subject: str, separator: str) -> None:
    head = f"{separator}De : Odile <odile@exemple.fr>\nDate : 12 mars 2026\nÀ : bureau\nObjet : bureau\n\n"
    older = "\n\n-----Message d'origine-----\nDe : Yvan\nEnvoyé : 1 mars\nÀ : Odile\nObjet : bureau\n\nÀ quand ?"
    found = roles(bytes(message(f"Pour information.\n\n{head}{MINUTES}{older}", subject)))
    assert "M. Sollier demandera deux devis avant le 29 mars 2026." in found[LineRole.BODY]
    assert "À quand ?" in found[LineRole.QUOTE]
    assert "Objet : bureau" in found[LineRole.ENVELOPE]


@pytest.mark.parametrize("line", ["Le maire a écrit au préfet.", "De : 3 à 5 euros", "Le 12 mars, le bureau :"])
def test_sentences_that_look_like_introductions_are_body(line: str) -> None:
    assert roles(bytes(message(f"Bonjour,\n{line}\nSuite du texte.")))[LineRole.BODY][-1] == "Suite du texte."


def test_the_plain_text_is_preferred_unless_it_is_a_stub() -> None:
    rich = "<p>Présents : Odile Barrandon</p>" + "<p>Le budget est adopté à l'unanimité des voix.</p>" * 5
    mail = message("Le texte complet, avec autant de mots que la page : présents, budget, votes, et ce qui suit. " * 4)
    mail.add_alternative(f"<html><body>{rich}</body></html>", subtype="html")
    assert roles(bytes(mail))[LineRole.BODY][1].startswith("Le texte complet")
    stub = message("Ce message est au format HTML.")
    stub.add_alternative(f"<html><style>p {{color: red}}</style><body>{rich}</body></html>", subtype="html")
    assert "Présents : Odile Barrandon" in roles(bytes(stub))[LineRole.BODY]


def test_quotes_in_html() -> None:
    mail = message()
    mail.set_content(
        "<html><body><p>Merci.</p><p>Le 12 mars 2026 à 10:04, Odile a écrit :</p>"
        "<blockquote><p>Le devis est adopté.</p></blockquote></body></html>",
        subtype="html",
    )
    found = roles(bytes(mail))
    assert "Merci." in found[LineRole.BODY]
    assert "Le devis est adopté." in found[LineRole.QUOTE]


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("us-ascii", "cp1252"),
        ("utf-8", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("x-unknown", "utf-8"),
        ("us-ascii", "utf-8"),
    ],
)
def test_damaged_charsets_keep_their_accents(charset: str, encoding: str) -> None:
    head = f"Subject: Réunion d'été\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset={charset}\r\n\r\n"
    content = f"{head}Présents : Zoé Lefèvre, Noël Éon. L’été où tout était prêt…\r\n".encode(encoding)
    found = roles(content)
    assert found[LineRole.BODY] == ["Réunion d'été", "Présents : Zoé Lefèvre, Noël Éon. L’été où tout était prêt…"]


def test_a_message_without_most_headers_is_read() -> None:
    assert roles(b"From: x\n\nBonjour.\n")[LineRole.BODY] == ["Bonjour."]


@pytest.mark.parametrize("header", ["From: <<>>,,;", "To: =?utf-8?q?a", "Date: hier", "Content-Type: multipart/mixed"])
def test_headers_that_no_standard_allows(header: str) -> None:
    assert "Bonjour." in read_document(f"Subject: x\n{header}\n\nBonjour.\n".encode(), source="m.eml").text


def test_attachments_become_parts_and_logos_do_not() -> None:
    mail = message()
    mail.add_alternative("<html><body>Bonjour <img src='cid:logo'></body></html>", subtype="html")
    html = mail.get_payload()[1]  # type: ignore[index]
    html.add_related(picture(300, 120), "image", "png", cid="<logo>", filename="image001.png")  # type: ignore[union-attr]
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="cr.pdf")
    mail.add_attachment(b"PK", maintype="application", subtype="octet-stream", filename="budget.xlsx")
    mail.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="invitation.ics")
    mail.add_attachment(picture(1200, 1700), maintype="image", subtype="png", filename="page.png")
    mail.add_attachment(picture(64, 64), maintype="image", subtype="png", filename="puce.png")
    mail.add_attachment(b"x", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    assert taken(bytes(mail)) == ["cr.pdf", "page.png"]
    reasons = left(bytes(mail))
    assert reasons["image001.png"] == ("a picture of the message's layout (logo, signature), no document.", False)
    assert reasons["budget.xlsx"] == ("format .xlsx is not read.", False)
    assert reasons["invitation.ics"] == ("a calendar entry, no document.", False)
    assert reasons["puce.png"] == ("a picture too small to show a page.", False)
    assert reasons["winmail.dat"][1] and "winmail.dat" in reasons["winmail.dat"][0]


def test_names_of_attachments_are_safe_and_unique() -> None:
    mail = message()
    for name in ("../../etc/cr.pdf", "cr.pdf", "cr.pdf"):
        mail.add_attachment(PDF, maintype="application", subtype="pdf", filename=name)
    mail.add_attachment(PDF, maintype="application", subtype="pdf")
    assert taken(bytes(mail)) == ["cr.pdf", "cr (2).pdf", "cr (3).pdf", "sans nom 4.pdf"]


def test_a_message_in_a_message_is_a_part_of_its_own() -> None:
    inner = message(MINUTES, "Compte rendu : bureau")
    inner.add_attachment(PDF, maintype="application", subtype="pdf", filename="annexe.pdf")
    outer = message("Voir le message joint.", "Pour info")
    outer.add_attachment(inner)
    (part,) = parts_of(bytes(outer), "m.eml").parts
    assert part.name == "Compte rendu bureau.eml"
    assert "La cotisation" in read_document(part.content, source=part.name).text
    assert "La cotisation" not in read_document(bytes(outer), source="m.eml").text
    assert taken(part.content, part.name) == ["annexe.pdf"]


def test_encrypted_and_wrapped_messages_are_refused_with_the_way_out() -> None:
    smime = b"Subject: x\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nMII="
    pgp = b"Subject: x\nContent-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--\n"
    signed = smime.replace(b"enveloped-data", b"signed-data")
    for content, error in ((smime, EncryptedFileError), (pgp, EncryptedFileError), (signed, UnsupportedFormatError)):
        with pytest.raises(error, match=r"^m\.eml: .*\.$"):
            read_document(content, source="m.eml")


def test_what_is_no_message_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="without the head"):
        read_document(b"Bonjour,\n\nun texte.", source="m.eml")
    with pytest.raises(EmptyFileError):
        read_document(b"From: a@exemple.fr\n\n\n", source="m.eml")
    deep = b"Subject: x\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)
    )
    with pytest.raises(UnreadableFileError):
        read_document(deep, source="m.eml")


TEXT, BINARY, NUMBER, UNICODE_STORE = 0x001F, 0x0102, 0x0003, 0x00040000
Properties = dict[tuple[int, int], str | bytes | int]


def storage(properties: Properties, head: int) -> dict[str, "bytes | Tree"]:
    """A table of properties after `head` bytes, and the streams of the long ones (MS-OXMSG 2.4)."""
    table, streams = bytes(head), dict[str, "bytes | Tree"]()
    for (number, kind), value in sorted(properties.items()):
        table += struct.pack("<HHI", kind, number, 6)
        if isinstance(value, int):
            table += struct.pack("<Q", value)
        else:
            data = value if isinstance(value, bytes) else value.encode("utf-16-le")
            streams[f"__substg1.0_{number:04X}{kind:04X}"] = data
            table += struct.pack("<II", len(data) + (2 if kind == TEXT else 0), 0)
    return streams | {"__properties_version1.0": table}


def outlook(head: int = 32, message_class: str = "IPM.Note", **more: "bytes | Tree") -> dict[str, "bytes | Tree"]:
    properties: Properties = {
        (0x001A, TEXT): message_class,
        (0x0037, TEXT): "Compte rendu du bureau",
        (0x0C1A, TEXT): "Odile Barrandon",
        (0x0C1F, TEXT): "odile@exemple.fr",
        (0x0E04, TEXT): "Bureau; Yvan Sollier",
        (0x1000, TEXT): MINUTES,
        (0x340D, NUMBER): UNICODE_STORE,
    }
    return storage(properties, head) | {
        f"__attach_version1.0_#{number:08X}": attached for number, attached in enumerate(more.values())
    }


def attached(name: str, data: bytes, method: int = 1) -> dict[str, "bytes | Tree"]:
    return storage({(0x3701, BINARY): data, (0x3705, NUMBER): method, (0x3707, TEXT): name}, 8)


def test_an_outlook_message_is_read_like_any_other() -> None:
    content = build_compound(outlook(a=attached("cr.pdf", PDF), b=attached("image.gif", b"GIF89a")))
    document = read_document(content, source="m.msg")
    assert document.media_type == "application/vnd.ms-outlook"
    found = roles(content, "m.msg")
    assert found[LineRole.BODY][0] == document.title == "Compte rendu du bureau"
    assert found[LineRole.ENVELOPE] == [
        'De : "Odile Barrandon" <odile@exemple.fr>',
        "À : Bureau; Yvan Sollier",
        "Pièces jointes : cr.pdf, image.gif",
    ]
    assert process_bytes(content, "m.msg").extraction.kind is Kind.MINUTES
    assert taken(content, "m.msg") == ["cr.pdf"]
    assert left(content, "m.msg") == {"image.gif": ("format .gif is not read.", False)}


def test_a_message_attached_in_outlook_becomes_an_internet_message() -> None:
    inner = outlook(24, x=attached("annexe été.pdf", PDF), y=attached("drive", b"", method=7))
    holder = storage({(0x3705, NUMBER): 5, (0x3001, TEXT): "message"}, 8) | {"__substg1.0_3701000D": inner}
    (part,) = parts_of(build_compound(outlook(a=holder)), "m.msg").parts
    assert part.name == "Compte rendu du bureau.eml"
    document = read_document(part.content, source=part.name)
    assert (document.media_type, document.title) == ("message/rfc822", "Compte rendu du bureau")
    assert "La cotisation de 15 euros est adoptée à l'unanimité." in document.text
    assert taken(part.content) == ["annexe été.pdf"]
    assert left(part.content)["drive"][1]
    again = parts_of(build_compound(outlook(a=holder)), "m.msg").parts
    assert hashlib.sha256(again[0].content).digest() == hashlib.sha256(part.content).digest()


def test_an_outlook_message_with_rich_text_only() -> None:
    packed = bytes.fromhex(  # the example of MS-OXRTFCP 3.1
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert unpack(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    tree = outlook(a=attached("cr.pdf", PDF))
    del tree["__substg1.0_1000001F"]
    table = tree["__properties_version1.0"]
    assert isinstance(table, bytes)
    rows = [table[n : n + 16] for n in range(32, len(table), 16) if table[n + 2 : n + 4] != b"\x00\x10"]
    entry = struct.pack("<HHIII", BINARY, 0x1009, 6, len(packed), 0)
    tree |= {"__properties_version1.0": table[:32] + b"".join([*rows, entry]), "__substg1.0_10090102": packed}
    assert roles(build_compound(tree), "m.msg")[LineRole.BODY] == ["Compte rendu du bureau", "hello world"]


def test_outlook_messages_that_are_protected_or_damaged() -> None:
    with pytest.raises(EncryptedFileError):
        read_document(build_compound(outlook(a=attached("message.rpmsg", b"x"))), source="m.msg")
    with pytest.raises(EncryptedFileError):
        read_document(build_compound(outlook(message_class="IPM.Note.SMIME")), source="m.msg")
    content = build_compound(outlook(a=attached("cr.pdf", PDF * 400)))
    with pytest.raises(UnreadableFileError):
        read_document(content[: len(content) // 3], source="m.msg")
