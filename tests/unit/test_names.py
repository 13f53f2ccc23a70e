"""Names of persons in French text: what is taken, what must be refused."""

import pytest

from extractors.grammar.name_likeness import Likeness, compare
from extractors.grammar.names import find_names, is_eponym, leading_name, normalise_name
from models.folding import straight


def found(text: str) -> list[str]:
    return [text[name.start : name.end] for name in find_names(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("M. Morel et Mme Aubry votent contre.", ["Morel", "Aubry"]),
        ("MM. Aubry, Lenoir et Petit s'abstiennent.", ["Aubry", "Lenoir", "Petit"]),
        ("Mesdames Anne PETIT, Lise ROUX sont élues", ["Anne PETIT", "Lise ROUX"]),
        ("Mme la Présidente Jeanne ROUX ouvre la séance", ["Jeanne ROUX"]),
        ("Mme la conseillère municipale Jeanne Roux propose", ["Jeanne Roux"]),
        ("Monsieur le Maire rappelle que Jean-Claude Tanguy viendra", ["Jean-Claude Tanguy"]),
        ("Monsieur le Maire, Denis Kerbrat, ouvre la séance", ["Denis Kerbrat"]),
        ("LE GOFF Anne-Marie et DE LA TOUR Jean", ["LE GOFF Anne-Marie", "DE LA TOUR Jean"]),
        ("LENOIR EDITH, secrétaire", ["LENOIR EDITH"]),
        ("Charles de La Tour et Inès Ben Salem", ["Charles de La Tour", "Inès Ben Salem"]),
        ("remerciements d'Aurélie Bost", ["Aurélie Bost"]),
        ("J.-C. Lenoir et B. ROUX présentent", ["J.-C. Lenoir", "B. ROUX"]),
        ("M.Kerbrat accepte", ["Kerbrat"]),
        ("le Dr Petit et Me Durand", ["Petit", "Durand"]),
        ("Florence PETIT vient de Lyon", ["Florence PETIT"]),
        ("Salomé G : oui", ["Salomé G"]),
        ("Mme Marie-Ange de Saint-Just", ["Marie-Ange de Saint-Just"]),
        ("Luc Maison (ANCT)", ["Luc Maison"]),
    ],
)
def test_names_are_found_in_prose(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Monsieur le Maire ouvre la séance.",
        "Mme la Présidente propose un vote.",
        "M. le Maire de Ponteau est excusé",
        "la rue Victor Hugo et le lycée Jeanne Aubry",
        "le centre socioculturel intercommunal Pierre Aubry",
        "le fonds de secours Léonce Vidal",
        "écrire à jeanne.aubry@exemple.fr",
        "Région Bretagne, Ville de Ponteau, SARL Grandvoile",
        "En Mai 2024, Florence accueille le salon",
        "SDEHG France, DOM TOM",
        "Merci à tous. Budget Primitif 2024.",
    ],
)
def test_what_looks_like_a_name_is_refused(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Maëva GUILLOU - DREAL", "Maëva GUILLOU"),
        ("GUILLOU Maëva (ARS)", "GUILLOU Maëva"),
        ("Anna", "Anna"),
        ("- Rémi Le Guen - Afnor", "Rémi Le Guen"),
        ("Dubosc Emilie AREC Bretagne", "Dubosc Emilie"),
        ("Clémence Martin EPT 12", "Clémence Martin"),
        ("Ines DE BRESSAC", "Ines DE BRESSAC"),
        ("Claire SAINT- AUBIN", "Claire SAINT- AUBIN"),
        ("ROUX J. (ADEME)", "ROUX J"),
        ("de Mmes Anne Roux", "Anne Roux"),
    ],
)
def test_a_list_entry_begins_with_its_name(text: str, name: str) -> None:
    read = leading_name(text)
    assert read is not None
    assert text[read.start : read.end] == name


@pytest.mark.parametrize(
    "text",
    ["Mairie de Ponteau", "La Balade des Livres", "Membres du CA", "le maire", "Directeur général", "DREAL", "12 élus"],
)
def test_an_organisation_or_a_function_is_no_name_of_a_list(text: str) -> None:
    assert leading_name(text) is None


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("Mme LE GOFF Anne-Marie", "Anne-Marie Le Goff"),
        ("CHLOÉ DUBOIS DU BOIS", "Chloé Dubois du Bois"),
        ("d'ARTOIS Paul", "Paul d'Artois"),
        ("Jean d'ARTOIS", "Jean d'Artois"),
        ("SAINT- AUBIN Claire", "Claire Saint-Aubin"),
        ("JC TANGUY", "JC Tanguy"),
        ("M. Petit", "Petit"),
        ("Lenoir Maëlle", "Maëlle Lenoir"),
        ("Inès Ben Salem", "Inès Ben Salem"),
    ],
)
def test_names_are_written_plainly(printed: str, plain: str) -> None:
    assert normalise_name(printed) == plain


def test_a_possession_is_no_eponym() -> None:
    text = "la résidence de création de Samuel Roux"
    assert not is_eponym(text, text.index("Samuel"))


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Anne Roux", "ROUX Anne", Likeness.SAME),
        ("Tan-Dat Kerbrat", "Kerbrat Tan Dat", Likeness.SAME),
        ("Jean-Claude Tanguy", "JC TANGUY", Likeness.PART),
        ("Jean-Claude Tanguy", "J.-C. Tanguy", Likeness.PART),
        ("Anne Aubry-Lenoir", "Anne Aubry", Likeness.PART),
        ("Anne Roux", "Roux", Likeness.PART),
        ("Anne Roux", "Anne", Likeness.PART),
        ("Jaques Aubry", "Jacques Aubry", Likeness.MISSPELT),
        ("Maëlle Schmeltz", "Maëlle Shmeltz", Likeness.MISSPELT),
        ("Jean Aubry", "Jeanne Aubry", Likeness.DIFFERENT),
        ("Paul Aubry", "Luc Aubry", Likeness.DIFFERENT),
        ("Paul Aubry", "P. Lenoir", Likeness.DIFFERENT),
        ("Paul Aubry", "L. Aubry", Likeness.DIFFERENT),
        ("Anne Roux", "Anna", Likeness.DIFFERENT),
    ],
)
def test_surname_and_given_name_are_compared_apart(one: str, other: str, likeness: Likeness) -> None:
    assert compare(one, other) is likeness
    assert compare(other, one) is likeness


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NGUYEN VAN Hoa", "Hoa Nguyen Van"),
        ("M. Minh NGUYEN VAN", "Minh Nguyen Van"),
        ("PHAM Thi Mai", "Thi Mai Pham"),
        ("M. de Kerouel", "de Kerouel"),
        ("Mme Le Floc'h", "Le Floc'h"),
        ("Gwenvael Kersauz'h", "Gwenvael Kersauz'h"),
        ("Mme Aya N'Guessan", "Aya N'Guessan"),
        ("Tarek El Fassi", "Tarek El Fassi"),
        ("LOPEZ GARCIA Marta", "Marta Lopez Garcia"),
        ("DIALLO Boubacar", "Boubacar Diallo"),
        ("madame Doris Lessard", "Doris Lessard"),
    ],
)
def test_names_of_many_languages(text: str, name: str) -> None:
    match = leading_name(text)
    assert match is not None
    assert normalise_name(text[match.start : match.end]) == name


@pytest.mark.parametrize(
    "text", ["monsieur le maire de Ponteau", "madame la directrice", "SCI du Moulin", "INDIVISION FERRAND"]
)
def test_functions_and_companies_are_no_names(text: str) -> None:
    assert leading_name(text) is None
    assert find_names(text) == ()


def test_a_name_ends_before_the_next_title() -> None:
    text = "M. Paul Carré-Roy Mme Zineb Vidal"
    assert [text[name.start : name.end] for name in find_names(text)] == ["Paul Carré-Roy", "Zineb Vidal"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mme Awa N'DOUR et M'hamed Saïdi relisent le texte.", ["Awa N'DOUR", "M'hamed Saïdi"]),
        ("M. Kofi N'guessan part.", ["Kofi N'guessan"]),
        ("M'habiller coûte cher, N'avait-il rien dit ?", []),
    ],
)
def test_names_keep_the_apostrophe_after_n_and_m(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("Mme Le Marie", "Le Marie"),
        ("Mme Le Goff", "Le Goff"),
        ("M. El Karim", "El Karim"),
        ("LENOIR Marie", "Marie Lenoir"),
        ("LE GOFF Marie", "Marie Le Goff"),
    ],
)
def test_particles_stay_before_the_surname(printed: str, plain: str) -> None:
    assert normalise_name(printed) == plain


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Maïwenn Le Guivarc’h", "Maïwenn Le Guivarc'h"),
        ("Ronan O’Neill", "Ronan O'Neill"),
        ("M. L’Helgoualc’h", "L'Helgoualc'h"),
        ("Jean d’Estienne-Roux", "Jean d'Estienne-Roux"),
        ("Awa N‘Diaye", "Awa N'Diaye"),
        ("Anne Petit", "Anne Petit"),
    ],
)
def test_names_in_records_have_one_apostrophe(printed: str, name: str) -> None:
    assert normalise_name(printed) == name == normalise_name(printed.replace("’", "'"))
    assert compare(printed.removeprefix("M. "), name) is Likeness.SAME


def test_an_apostrophe_joins_only_letters_of_one_name() -> None:
    assert normalise_name("Anne Petit ’") == "Anne Petit"
    assert straight("« L’Étoile » d’Anne") == "« L'Étoile » d'Anne"
    assert compare("Ronan O’Neill", "Ronan Neill") is not Likeness.SAME
