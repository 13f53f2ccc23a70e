"""Files inside files: each a document of its own, linked to its container, nothing lost and nothing twice."""

from made_extractions import FEBRUARY, LATER_STAGES, Office, pipeline, write_files
from test_ingest import all_rows, outcomes

from models.errors import StorageError
from models.vocabulary import ExtractionStatus, RunOutcome
from store.backup import backup, restore
from store.copying import copy_database
from store.database import Database
from store.ingest import documents_to_retry, reingest
from store.parts import containers_of, parts_called, parts_in
from store.queries import find_documents
from store.reading import rows

NEW, UNCHANGED, REEXTRACTED = RunOutcome.NEW, RunOutcome.UNCHANGED, RunOutcome.REEXTRACTED
SUCCESS, OTHER, FAILED = ExtractionStatus.SUCCESS, ExtractionStatus.NOT_MINUTES, ExtractionStatus.FAILED

ENVOI = f"""Bonjour, ci-joint le compte rendu.
@ annexes/fevrier.txt
{FEBRUARY}
@ casse.txt
broken
@- logo.png | a logo, no document.
@! secret.txt | it asks for a password.
"""
SENT = f"@ envoi.txt\n{ENVOI.replace(chr(10) + '@', chr(10) + chr(92) + '@')}"
"""The same inside another one."""


def told(report):
    return [(result.told, result.outcome, result.status) for result in report.results]


def test_a_container_comes_first_then_what_it_holds(office: Office):
    report = office.take(envoi=ENVOI)
    assert told(report) == [
        ("envoi.txt", NEW, OTHER),
        ("envoi.txt/annexes/fevrier.txt", NEW, SUCCESS),
        ("envoi.txt/casse.txt", None, FAILED),
        ("envoi.txt/secret.txt", None, FAILED),
    ]
    container, minutes, broken, secret = report.results
    assert container.left_out == (("logo.png", "a logo, no document."),)
    assert container.parts == tuple(result.path for result in report.results[1:])
    assert (minutes.source, broken.error) == ("fevrier.txt", "casse.txt: damaged. Ask for it again.")
    assert (secret.sha256, secret.error) == (None, "secret.txt: it asks for a password.")
    with office.database.reading() as reading:
        assert [row.held.name for row in parts_in(reading, container.sha256)] == [
            "annexes/fevrier.txt",
            "casse.txt",
            "logo.png",
            "secret.txt",
        ]
        (link,) = containers_of(reading, minutes.sha256)
        assert (link.container_source, link.held.name, link.status) == (
            "envoi.txt",
            "annexes/fevrier.txt",
            "success",
        )
        (document,) = find_documents(reading, "fevrier.txt")
        noted = [row["source"] for row in rows(reading, "SELECT source FROM run_items ORDER BY position")]
    assert noted == [result.told for result in report.results]
    assert document.sha256 == minutes.sha256
    assert office.archive.has(minutes.sha256)


def test_a_second_time_nothing_is_new(office: Office):
    office.take(envoi=ENVOI)
    before = all_rows(office)
    assert [result.outcome for result in office.take(envoi=ENVOI).results] == [UNCHANGED, UNCHANGED, None, None]
    after = all_rows(office)
    assert {name for name in after if after[name] != before[name]} == {"runs", "run_items"}


def test_containers_in_containers(office: Office):
    report = office.take(tout=SENT)
    assert told(report)[:3] == [
        ("tout.txt", NEW, OTHER),
        ("tout.txt/envoi.txt", NEW, OTHER),
        ("tout.txt/envoi.txt/annexes/fevrier.txt", NEW, SUCCESS),
    ]
    assert len({result.path for result in report.results}) == len(report.results) == 5


def test_one_document_in_two_containers_and_alone(office: Office):
    report = office.take(a=f"@ x.txt\n{FEBRUARY}", b=f"un autre\n@ y.txt\n{FEBRUARY}", fevrier=FEBRUARY)
    assert told(report) == [
        ("a.txt", NEW, OTHER),
        ("a.txt/x.txt", NEW, SUCCESS),
        ("b.txt", NEW, OTHER),
        ("b.txt/y.txt", UNCHANGED, SUCCESS),
        ("fevrier.txt", UNCHANGED, SUCCESS),
    ]
    with office.database.reading() as reading:
        (document,) = find_documents(reading, "fevrier.txt")
        assert parts_called(reading, "b.txt/y.txt") == parts_called(reading, "incoming/a.txt/x.txt")
        assert parts_called(reading, "b.txt/y.txt") == (document.sha256,)
        assert parts_called(reading, "b.txt/x.txt") == parts_called(reading, "y.txt") == ()
        assert [row.container_source for row in containers_of(reading, document.sha256)] == ["a.txt", "b.txt"]
        assert [row["container_source"] for row in rows(reading, "SELECT * FROM v1_document_parts ORDER BY name")] == [
            "a.txt",
            "b.txt",
        ]
    assert document.sources == ("x.txt", "y.txt", "fevrier.txt")


def test_a_container_that_cannot_be_read_gives_its_parts_all_the_same(office: Office):
    report = office.take(sec=f"broken\n@ fevrier.txt\n{FEBRUARY}")
    assert told(report) == [("sec.txt", None, FAILED), ("sec.txt/fevrier.txt", NEW, SUCCESS)]


def test_a_container_that_cannot_be_taken_apart_says_so_each_time(office: Office):
    for outcome in (NEW, UNCHANGED):
        report = office.take(envoi="Bonjour\n@bomb")
        assert told(report) == [("envoi.txt", outcome, OTHER), ("envoi.txt/(contents)", None, FAILED)]
        assert report.results[1].error == "(contents): a bomb. Do not send it."


def test_a_run_that_was_stopped_between_a_container_and_its_parts_is_made_up_for(office: Office, monkeypatch):
    from store.arrivals import Inside

    def stop(_self, _archive):
        raise KeyboardInterrupt

    text = f"Bonjour\n@ fevrier.txt\n{FEBRUARY}"
    monkeypatch.setattr(Inside, "arrival", stop)
    try:
        office.take(envoi=text)
    except KeyboardInterrupt:
        monkeypatch.undo()
    assert len(documents_to_retry(office.database)) == 1
    report = office.take(envoi=text)
    assert told(report) == [("envoi.txt", UNCHANGED, OTHER), ("envoi.txt/fevrier.txt", NEW, SUCCESS)]
    assert documents_to_retry(office.database) == ()


def test_a_part_whose_original_is_lost_comes_again_from_its_container(office: Office):
    text = f"Bonjour\n@ fevrier.txt\n{FEBRUARY}"
    lost = office.take(envoi=text).results[1].sha256
    office.archive.path_of(lost).unlink()
    assert [result.outcome for result in office.take(envoi=text).results] == [UNCHANGED, UNCHANGED]
    assert office.archive.has(lost)


def test_what_could_not_be_had_is_retried_with_its_container(office: Office):
    report = office.take(envoi=ENVOI)
    envoi, broken = report.results[0].sha256, report.results[2].sha256
    assert documents_to_retry(office.database) == (envoi, broken)
    again = reingest(
        documents_to_retry(office.database),
        database=office.database,
        archive=office.archive,
        pipeline=pipeline(),
        now=office.clock,
    )
    assert told(again) == [
        ("envoi.txt", UNCHANGED, OTHER),
        ("envoi.txt/annexes/fevrier.txt", UNCHANGED, SUCCESS),
        ("envoi.txt/casse.txt", None, FAILED),
        ("envoi.txt/secret.txt", None, FAILED),
    ]


def test_later_rules_read_container_and_parts_again_each_once(office: Office):
    office.take(envoi=f"Bonjour\n@ fevrier.txt\n{FEBRUARY}")
    again = reingest(
        documents_to_retry(office.database, LATER_STAGES),
        database=office.database,
        archive=office.archive,
        pipeline=pipeline(LATER_STAGES),
        now=office.clock,
    )
    assert told(again) == [("envoi.txt", REEXTRACTED, OTHER), ("envoi.txt/fevrier.txt", REEXTRACTED, SUCCESS)]


def test_a_container_that_holds_itself_ends(office: Office, monkeypatch):
    from pipeline.parts import Part, Parts
    from store.ingest import ingest_files
    from store.processing import Pipeline

    (path,) = write_files(office.folder, boucle="je me contiens")
    made = pipeline()
    loop = Pipeline(made.process, made.stages, lambda content, source, depth, meetings: Parts((Part(source, content),)))
    for _ in range(2):
        report = ingest_files([path], database=office.database, archive=office.archive, pipeline=loop)
        assert len(report.results) == 1


def test_a_tree_without_end_is_cut(office: Office, monkeypatch):
    from pipeline.parts import Part, Parts
    from store.ingest import ingest_files
    from store.processing import Pipeline

    monkeypatch.setattr("pipeline.parts.MAX_TREE", 5)
    (path,) = write_files(office.folder, arbre="0")
    made = pipeline()
    grow = Pipeline(
        made.process,
        made.stages,
        lambda content, source, depth, meetings: (
            Parts((Part("x.txt", content + b"0"), Part("y.txt", content + b"1"))) if depth < 3 else Parts()
        ),
    )
    report = ingest_files([path], database=office.database, archive=office.archive, pipeline=grow)
    assert [result.outcome for result in report.results[:6]] == [NEW] * 6
    assert {result.outcome for result in report.results[6:]} == {None}
    assert "more than the 5 documents" in report.results[6].error


def test_links_go_into_backup_and_copy(office: Office, tmp_path, second_postgres: Database):
    container = office.take(envoi=ENVOI).results[0].sha256
    assert container is not None

    def links(database: Database):
        with database.reading() as reading:
            return parts_in(reading, container)

    expected = links(office.database)
    assert len(expected) == 4
    backup(office.database, office.archive, tmp_path / "b.zip")
    copy_database(office.database, second_postgres)
    assert links(second_postgres) == expected
    restore(tmp_path / "b.zip", office.database, office.archive, replace=True)
    assert links(office.database) == expected


def test_a_full_disk_between_loses_nothing(office: Office, monkeypatch):
    text = f"Bonjour\n@ fevrier.txt\n{FEBRUARY}"

    def fail(_self, _archive):
        raise StorageError("locked")

    from store.arrivals import Inside

    monkeypatch.setattr(Inside, "arrival", fail)
    try:
        office.take(envoi=text)
    except StorageError:
        monkeypatch.undo()
    assert outcomes(office.take(envoi=text)) == [("envoi.txt", UNCHANGED, OTHER), ("fevrier.txt", NEW, SUCCESS)]
