"""Linking of decisions and actions to the agenda item under which they stand, and the ids that outlive re-extraction."""

from extractors.agenda import extract_agenda
from extractors.reading import Reading
from models.evidence import Evidence
from models.records import ActionItem, Decision, Extraction, Minutes
from models.vocabulary import ExtractionStatus, Kind
from pipeline.identify import identify
from pipeline.link import link
from tests.unit.conftest import ReadText

LISTED = """# Bureau du 4 mai 2023

## Ordre du jour

1. Budget
2. Réfection de la rue du Four
3. Questions diverses

Le bureau accueille un nouveau membre.

## 1. Budget

Le budget est adopté.

## 2. Rue du Four : réfection

Le devis est approuvé.

Jo relancera la région.
"""
HEADED = LISTED.replace("## Ordre du jour\n\n1. Budget\n2. Réfection de la rue du Four\n3. Questions diverses\n\n", "")


def minutes_of(reading: Reading, decisions: tuple[str, ...], actions: tuple[str, ...]) -> Minutes:
    """Minutes whose decisions and actions are these sentences of the text."""
    passages = {passage.text: passage for passage in reading.all_sentences()}

    def proof(text: str) -> tuple[Evidence, ...]:
        return (passages[text].evidence("text", "tests.given"),)

    return Minutes(
        agenda=extract_agenda(reading, Minutes()).agenda,
        decisions=tuple(Decision(text=text, evidence=proof(text)) for text in decisions),
        actions=tuple(ActionItem(text=text, evidence=proof(text)) for text in actions),
    )


def titles(minutes: Minutes) -> list[str | None]:
    """The titles of the items that decisions, then actions, belong to."""
    named = {item.id: item.title for item in minutes.agenda}
    items = [*(d.agenda_item for d in minutes.decisions), *(a.agenda_item for a in minutes.actions)]
    return [named[item] if item else None for item in items]


SENTENCES = (("Le budget est adopté.", "Le devis est approuvé."), ("Jo relancera la région.",))


def test_records_belong_to_the_heading_with_the_words_of_the_listed_item(read_text: ReadText) -> None:
    reading = read_text(LISTED, source="seance.md")
    found = link(reading, minutes_of(reading, *SENTENCES))
    assert titles(found) == ["Budget", "Réfection de la rue du Four", "Réfection de la rue du Four"]


def test_records_belong_to_the_heading_above_where_no_agenda_is_listed(read_text: ReadText) -> None:
    reading = read_text(HEADED, source="seance.md")
    found = link(reading, minutes_of(reading, *SENTENCES))
    assert titles(found) == ["Budget", "Rue du Four : réfection", "Rue du Four : réfection"]


def test_what_stands_before_the_first_item_belongs_to_none(read_text: ReadText) -> None:
    reading = read_text(LISTED, source="seance.md")
    found = link(reading, minutes_of(reading, ("Le bureau accueille un nouveau membre.",), ()))
    assert titles(found) == [None]


def test_an_item_with_a_number_but_other_words_is_not_linked(read_text: ReadText) -> None:
    reading = read_text(
        LISTED.replace("## 2. Rue du Four : réfection", "## 2. Élections du bureau"), source="seance.md"
    )
    found = link(reading, minutes_of(reading, ("Le devis est approuvé.",), ()))
    assert titles(found) == ["Budget"]


def extraction_of(reading: Reading, decisions: tuple[str, ...]) -> Extraction:
    minutes = link(reading, minutes_of(reading, decisions, ()))
    return identify(
        Extraction(
            sha256="0" * 64,
            source="seance.md",
            kind=Kind.MINUTES,
            status=ExtractionStatus.SUCCESS,
            agenda=minutes.agenda,
            decisions=minutes.decisions,
        ),
        reading.document,
    )


def test_ids_are_the_same_again_and_links_follow_them(read_text: ReadText) -> None:
    reading = read_text(LISTED, source="seance.md")
    once, again = (extraction_of(reading, ("Le budget est adopté.",)) for _ in range(2))
    assert once == again
    assert once.decisions[0].agenda_item == once.agenda[0].id
    assert len({record.id for record in (*once.agenda, *once.decisions)}) == 4


def test_ids_survive_another_record_before_them(read_text: ReadText) -> None:
    reading = read_text(LISTED, source="seance.md")
    alone = extraction_of(reading, ("Le devis est approuvé.",))
    second = extraction_of(reading, ("Le budget est adopté.", "Le devis est approuvé."))
    assert alone.decisions[0].id == second.decisions[1].id


def test_two_records_with_one_anchor_have_two_ids(read_text: ReadText) -> None:
    reading = read_text(LISTED, source="seance.md")
    found = extraction_of(reading, ("Le budget est adopté.", "Le budget est adopté."))
    assert found.decisions[0].id != found.decisions[1].id


def test_another_document_has_other_ids(read_text: ReadText) -> None:
    reading = read_text(LISTED, source="seance.md")
    found = extraction_of(reading, ("Le budget est adopté.",))
    longer = extraction_of(read_text(LISTED + "\nFin.\n", source="seance.md"), ("Le budget est adopté.",))
    assert {record.id for record in found.agenda} & {record.id for record in longer.agenda} == set()
