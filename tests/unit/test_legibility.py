"""Records that stand on recognised words are as sure as the words are legible."""

from models.document import BoundingBox, Document, PageBox, Span, Word
from models.evidence import Evidence
from models.records import DateMention, Extraction
from models.vocabulary import ExtractionStatus, Kind
from pipeline.doubts import doubts_of
from pipeline.legibility import weigh

TEXT = "Réunion du 3 mai"


def document(*confidences: float) -> Document:
    words = []
    start = 0
    for number, (text, confidence) in enumerate(zip(TEXT.split(), confidences, strict=True)):
        place = PageBox(1 + number // 2, BoundingBox(0, 0, 10, 10))
        words.append(Word(Span(start, start + len(text)), place, confidence))
        start += len(text) + 1
    return Document("a.png", "0" * 64, "image/png", TEXT, (), words=tuple(words))


def confidence_of(doc: Document, *spans: Span) -> float:
    evidence = Evidence(field="text", spans=spans, quote="", rule="dates.day")
    mention = DateMention(text="", confidence=0.8, evidence=(evidence,))
    extraction = Extraction(
        source="a.png", sha256="0" * 64, kind=Kind.MINUTES, status=ExtractionStatus.SUCCESS, dates=(mention,)
    )
    return weigh(extraction, doc).dates[0].confidence


def test_clear_words_change_nothing() -> None:
    assert confidence_of(document(0.95, 0.93, 0.9, 0.97), Span(0, 16)) == 0.8


def test_a_blurred_word_weighs_by_its_length() -> None:
    # "3" and "mai" of four letters: one at half, three full
    assert confidence_of(document(0.1, 0.1, 0.45, 0.9), Span(11, 16)) == 0.7


def test_words_outside_the_evidence_do_not_count() -> None:
    assert confidence_of(document(0.0, 0.0, 0.9, 0.9), Span(11, 16)) == 0.8


def test_a_quote_counts_once_however_often_it_proves() -> None:
    assert confidence_of(document(0.1, 0.1, 0.45, 0.9), Span(11, 16), Span(11, 12)) == 0.7


def test_pages_that_were_hard_to_read_are_named() -> None:
    codes = {issue.code.value: issue.message for issue in doubts_of(document(0.95, 0.95, 0.4, 0.4))}
    assert codes == {
        "TEXT_RECOGNISED": "The text of page(s) 1-2 was recognised in pictures (OCR).",
        "TEXT_RECOGNISED_BADLY": "Page(s) 2 were hard to read: compare what was found there with the page.",
    }
