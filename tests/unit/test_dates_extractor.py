"""The dates of a record: what is listed, what is left out, and the doubts that are raised."""

import datetime as dt

import pytest

from extractors.dates import extract_dates, latest_head_date
from extractors.reading import Reading
from models.issues import IssueCode
from models.records import DateRange, Meeting, Minutes
from pipeline.readers import read_document
from pipeline.segment import segment

MEETING = dt.date(2024, 3, 11)


def reading_of(text: str) -> Reading:
    document = read_document(text.encode(), source="invented.md")
    return Reading(document, segment(document))


def dates_of(text: str, meeting: dt.date | None = MEETING) -> Minutes:
    return extract_dates(reading_of(text), Minutes(meeting=Meeting(date=meeting)))


def listed(minutes: Minutes) -> list[tuple[str, str, str]]:
    return [(date.text, str(date.start or ""), str(date.end or "")) for date in minutes.dates]


def test_dates_of_headings_paragraphs_items_and_cells() -> None:
    text = """# Comité du 11 mars 2024

La salle est réservée du 29 avril au 3 mai.

- Relire le règlement avant le 20 mars
- Les ateliers auront lieu les 4 et 11 juin.

| Action | Échéance |
|---|---|
| Envoyer le devis | fin mai |
| Réunir les parents | 12/06 |
"""
    assert listed(dates_of(text)) == [
        ("11 mars 2024", "2024-03-11", "2024-03-11"),
        ("du 29 avril au 3 mai", "2024-04-29", "2024-05-03"),
        ("avant le 20 mars", "", "2024-03-20"),
        ("4", "2024-06-04", "2024-06-04"),
        ("11 juin", "2024-06-11", "2024-06-11"),
        ("fin mai", "2024-05-21", "2024-05-31"),
        ("12/06", "2024-06-12", "2024-06-12"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Le bail date de 2015.",
        "Les comptes de l'année scolaire 2023-2024 sont clos.",
        "Le quorum est atteint ce jour.",
        "Le point a été vu hier et la semaine dernière.",
        "La réunion commence à 18 h 30 et dure deux heures.",
        "La permanence a lieu tous les lundis.",
        "Cette année, le budget est stable ; l'année prochaine aussi.",
    ],
)
def test_what_a_record_leaves_out(text: str) -> None:
    assert listed(dates_of(text)) == []


def test_evidence_is_the_text_at_its_spans() -> None:
    reading = reading_of("Le devis est attendu d’ici la\u00a0fin du mois.")
    (date,) = extract_dates(reading, Minutes(meeting=Meeting(date=MEETING))).dates
    (evidence,) = date.evidence
    assert (evidence.field, evidence.rule) == ("text", "dates.deadline")
    assert evidence.quote == "d’ici la\u00a0fin du mois"
    assert " ".join(reading.document.text[s.start : s.end] for s in evidence.spans) == evidence.quote


def test_issues_for_impossible_days_and_wrong_weekdays() -> None:
    minutes = dates_of("Rendez-vous le mardi 5 mars 2018, puis le 31 février 2024.")
    assert listed(minutes) == [("mardi 5 mars 2018", "2018-03-05", "2018-03-05")]
    assert [issue.code for issue in minutes.issues] == [IssueCode.WEEKDAY_MISMATCH, IssueCode.DATE_IMPOSSIBLE]
    assert [evidence.quote for issue in minutes.issues for evidence in issue.evidence] == [
        "mardi 5 mars 2018",
        "31 février 2024",
    ]


def test_the_year_stated_elsewhere_holds_for_the_same_month() -> None:
    text = "Le forum aura lieu les 4 et 5 décembre 2023.\n\nPrévoir les badges pour le forum de décembre."
    assert listed(dates_of(text, dt.date(2023, 2, 1)))[-1] == ("décembre", "2023-12-01", "2023-12-31")


def test_without_a_meeting_date_the_head_of_the_document_is_the_reference() -> None:
    text = "Lyon, le 4 mars 2024\n\nRéunion du 11 mars 2024\n\nLe devis sera signé demain."
    assert latest_head_date(reading_of(text)) == dt.date(2024, 3, 11)
    assert listed(dates_of(text, None))[-1] == ("demain", "2024-03-12", "2024-03-12")


def test_dates_stand_beside_other_facts() -> None:
    before = Minutes(meeting=Meeting(date=MEETING, title="Comité"))
    after = extract_dates(reading_of("Rien."), before)
    assert after == before


def test_numbers_of_items_are_no_days() -> None:
    text = """# Conseil du 11 mars 2024

2024-03-01 Finances : virement de crédits.

2024-03-02 Voirie : marché.

2024-03-03 École : convention.
"""
    assert [words for words, _, _ in listed(dates_of(text))] == ["11 mars 2024"]
    rows = "| N° | Objet |\n|---|---|\n| 24/02 | Rampe |\n| 24/03 | Porte |\n| 24/07 | Hall |\n"
    assert listed(dates_of(rows)) == []


def test_days_at_the_start_of_items_are_days() -> None:
    text = "- 04/03 : visite\n- 18/03 : tri\n- 15/04 : bilan\n"
    assert [start for _, start, _ in listed(dates_of(text))] == ["2024-03-04", "2024-03-18", "2024-04-15"]


def test_the_next_meeting_is_a_deadline_where_it_is_known() -> None:
    text = "Jo relit le texte d'ici la prochaine séance. Le point sera vu lors de la prochaine séance.\n"
    day = dt.date(2024, 4, 8)
    after = Meeting(date=MEETING, next_meeting=DateRange(start=day, end=day, text="8 avril"))
    assert listed(extract_dates(reading_of(text), Minutes(meeting=after))) == [
        ("d'ici la prochaine séance", "", "2024-04-08")
    ]
    assert listed(dates_of(text)) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("On en reparle à la rentrée.", [("rentrée", "2024-09-01", "2024-09-30")]),
        ("Il reste onze bons de Noël.", []),
        ("Les travaux se feront aux vacances de printemps.", []),
        (
            "Le devis est attendu avant les vacances de printemps.",
            [("avant les vacances de printemps", "", "2024-04-05")],
        ),
    ],
)
def test_feasts_and_holidays(text: str, days: list[tuple[str, str, str]]) -> None:
    assert listed(dates_of(text)) == days
