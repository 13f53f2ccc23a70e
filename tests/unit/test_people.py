"""People of a document: all spellings, linked where one person only fits."""

from extractors.attendance import extract_attendance
from extractors.people import extract_people
from extractors.reading import Reading
from models.issues import IssueCode
from models.records import Minutes
from pipeline.readers import read_document
from pipeline.segment import segment


def minutes_of(text: str) -> Minutes:
    document = read_document(text.encode(), source="seance.txt")
    reading = Reading(document, segment(document))
    return extract_people(reading, extract_attendance(reading, Minutes()))


def people(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(person.name, person.mentions) for person in minutes_of(text).people]


def test_forms_of_one_person_are_linked() -> None:
    text = """Présents : Jean-Claude TANGUY (ADEME), Jeanne Roux, Luc Petit

JC Tanguy présente le bilan. Mme Roux remercie JCT. L. Petit et Jeanne saluent M. Tanguy.
"""
    assert people(text) == [
        ("Jean-Claude Tanguy", ("Jean-Claude TANGUY", "JC Tanguy", "JCT", "Tanguy")),
        ("Jeanne Roux", ("Jeanne Roux", "Roux", "Jeanne")),
        ("Luc Petit", ("Luc Petit", "L. Petit")),
    ]


def test_case_alone_makes_no_new_form() -> None:
    assert people("Présents : Jeanne ROUX, Luc PETIT\n\nJeanne Roux rappelle le calendrier à LUC PETIT.\n") == [
        ("Jeanne Roux", ("Jeanne ROUX",)),
        ("Luc Petit", ("Luc PETIT",)),
    ]


def test_misspelt_names_are_linked_and_other_people_are_not() -> None:
    text = """Présents : Maëlle Schmeltz, Jeanne Aubry

Maëlle Shmeltz sera remplacée par Jean Aubry.
"""
    assert people(text) == [
        ("Maëlle Schmeltz", ("Maëlle Schmeltz", "Maëlle Shmeltz")),
        ("Jeanne Aubry", ("Jeanne Aubry",)),
        ("Jean Aubry", ("Jean Aubry",)),
    ]


def test_a_surname_of_two_stays_unlinked_and_is_told() -> None:
    minutes = minutes_of("Présents : Pauline Keller, Cyril Keller\n\nM. Keller propose un report.\n")
    assert [person.name for person in minutes.people] == ["Pauline Keller", "Cyril Keller", "Keller"]
    assert [issue.code for issue in minutes.issues] == [IssueCode.AMBIGUOUS_PERSON]


def test_a_full_name_is_not_taken_for_one_of_a_list_of_first_names() -> None:
    text = "Présents : Anna, Yves, Luc\n\nLe conseil parle de la maison d'Yves Kerbrat.\n"
    assert people(text) == [
        ("Anna", ("Anna",)),
        ("Yves", ("Yves",)),
        ("Luc", ("Luc",)),
        ("Yves Kerbrat", ("Yves Kerbrat",)),
    ]


def test_streets_schools_and_organisations_are_nobody() -> None:
    text = "Travaux rue Victor Hugo et au collège Jeanne Aubry, payés par la Région Bretagne et la DREAL.\n"
    assert people(text) == []


def test_a_first_name_alone_is_somebody() -> None:
    assert people("Cédric finit les travaux. Le contrat de Sandra est prolongé.\n") == [
        ("Cédric", ("Cédric",)),
        ("Sandra", ("Sandra",)),
    ]


def test_every_form_has_evidence() -> None:
    minutes = minutes_of("Présents : Jeanne Roux, Luc Petit\n\nMme Roux lit. Jeanne écrit. Jeanne relit.\n")
    mentions = [item.quote for item in minutes.people[0].evidence if item.field == "mentions"]
    assert mentions == ["Jeanne Roux", "Roux", "Jeanne", "Jeanne"]


def test_a_title_tells_two_bearers_of_a_surname_apart() -> None:
    text = """Présents : M. Paul Fournel, Mme Irène Fournel, M. Luc Costa, Mme Anne Costa-Roy

Mme Fournel lit. M. Costa répond. Dr Fournel conclut.
"""
    assert people(text) == [
        ("Paul Fournel", ("Paul Fournel",)),
        ("Irène Fournel", ("Irène Fournel", "Fournel")),
        ("Luc Costa", ("Luc Costa", "Costa")),
        ("Anne Costa-Roy", ("Anne Costa-Roy",)),
        ("Fournel", ("Fournel",)),
    ]


def test_initials_of_names_with_particles_and_apostrophes() -> None:
    text = """Présents : Tarek El Fassi, Gwenvael Kersauz'h, Thierry Le Bozec, Marc Tanguy, Odile Tessier

TE approuve, GK aussi. Th. Le Bozec remercie TLB. PV et MT sont d'accord.
"""
    assert people(text) == [
        ("Tarek El Fassi", ("Tarek El Fassi", "TE")),
        ("Gwenvael Kersauz'h", ("Gwenvael Kersauz'h", "GK")),
        ("Thierry Le Bozec", ("Thierry Le Bozec", "Th. Le Bozec", "TLB")),
        ("Marc Tanguy", ("Marc Tanguy", "MT")),
        ("Odile Tessier", ("Odile Tessier",)),
    ]


def test_the_surname_of_one_who_attends_is_not_that_of_one_who_does_not() -> None:
    text = """Présents : Denise Galland, Omar Bakri

On pense à feu Aristide Galland. Mme Galland remercie.
"""
    assert people(text) == [
        ("Denise Galland", ("Denise Galland", "Galland")),
        ("Omar Bakri", ("Omar Bakri",)),
        ("Aristide Galland", ("Aristide Galland",)),
    ]


def test_initials_with_points_and_initials_given_in_brackets() -> None:
    text = """Présents : Marthe Poulain (MP, présidente), Denis Orsel, Claude Morand (CM)

M.P. ouvre la séance. CM présente le devis. D. O. relit le texte. Le CM a été reporté.
"""
    found = dict(people(text))
    assert found["Marthe Poulain"] == ("Marthe Poulain", "MP", "M.P.")
    assert "CM" in found["Claude Morand"]
    assert "D. O." in found["Denis Orsel"]


def test_firms_answers_and_shops_are_no_people() -> None:
    text = """Présents : Odile Castel, Serge Lenoir

Q1. Où en est la nacelle ? R. Réservée pour mai. Castel Frères livre le sable. Rien du Super U. Odile
relance. Lenoir Plomberie intervient jeudi.
"""
    assert people(text) == [("Odile Castel", ("Odile Castel",)), ("Serge Lenoir", ("Serge Lenoir",))]


def test_m_is_an_initial_in_a_list_of_initials() -> None:
    text = "Présents : S. Aubry, H. Lenoir, M. Castel, Y. Belkacem\n\nMireille lit le bilan.\n"
    assert ("M. Castel",) in [mentions for _, mentions in people(text)]
    prose = "Présents : S. Aubry, H. Lenoir\n\nM. Castel expose les comptes avec S. Aubry et H. Lenoir.\n"
    assert ("Castel",) in [mentions for _, mentions in people(prose)]


def test_religious_titles_are_no_part_of_a_name() -> None:
    assert [mentions for _, mentions in people("Présents : Sœur Agnès Maury, Paul Roche\n")] == [
        ("Agnès Maury",),
        ("Paul Roche",),
    ]
