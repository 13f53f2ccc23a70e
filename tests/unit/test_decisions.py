"""Decisions: invented French minutes, whole lists compared."""

import pytest

from extractors.decisions import extract_decisions
from extractors.decisions.cues import find_signal
from extractors.reading import Reading
from models.folding import view_of
from models.records import Decision, Minutes
from pipeline.readers import read_document
from pipeline.segment import segment


def decisions(text: str, *, source: str = "minutes.md") -> tuple[Decision, ...]:
    document = read_document(text.encode(), source=source)
    return extract_decisions(Reading(document, segment(document)), Minutes()).decisions


def texts(text: str) -> list[str]:
    return [decision.text for decision in decisions(text)]


def rule(sentence: str, body: str | None = None) -> str | None:
    view = view_of(sentence)
    signal = find_signal(view.cased, view.folded, body)
    return signal.rule.removeprefix("decisions.") if signal else None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Le conseil, après en avoir délibéré, approuve la convention.", "deliberation"),
        ("Le bureau valide le devis de l'imprimeur.", "performative"),
        ("Les membres du comité ont décidé de changer de banque.", "performative"),
        ("Le CA DÉCIDE de louer la salle.", "performative"),
        ("Il est convenu que le site sera refait.", "impersonal"),
        ("Il a été décidé de ne pas renouveler le bail.", "impersonal"),
        ("Le règlement intérieur est donc adopté.", "passive"),
        ("Les dates ont été retenues.", "passive"),
        ("La liste a été validée par le bureau.", "passive"),
        ("La variante B est conservée.", "passive"),
        ("La cotisation reste fixée à dix euros.", "passive"),
        ("Décision 4 : achat d'un four, reporté.", "label"),
        ("Six intervenants maximum par table.", "habit"),
        ("Le point 6 est retiré de l'ordre du jour.", "passive"),
        ("Nous avons choisi le traiteur du village.", "we"),
        ("Décision d'annuler la régie.", "noun"),
        ("Les thèmes retenus : le sport et la santé.", "noun"),
        ("Les réunions auront lieu tous les deux mois.", "habit"),
        # labels that open a line
        ("Acté : le bal aura lieu au gymnase.", "label"),
        ("✅ Validé – nouvelle charte graphique", "label"),
        ("**Reporté** – choix du traiteur", "label"),
        # verdicts without a verb
        ("Devis de la société Marbrex accepté.", "verdict"),
        ("Variante béton lavé : non retenue.", "verdict"),
        ("Le prix du plant passe à 2 €, adopté !", "verdict"),
        ("Hall : choix du modèle Lys validé par la MOA.", "verdict"),
        # a group that speaks for itself
        ("On décide de vendre la remorque.", "spoken"),
        ("La sortie en mer : on laisse tomber.", "spoken"),
        ("Le bilan lasse, on l'écarte de la une.", "spoken"),
        ("La cotisation passe à 9 €, tout le monde d'accord sauf Rose.", "we"),
        # building sites, Belgium, works councils
        ("Le maître d'ouvrage retient la brique rouge.", "performative"),
        ("Peinture : la MOA opte pour le gris perle.", "performative"),
        ("Le Collège marque son accord sur la vente.", "performative"),
        ("Le CSE rend à l'unanimité un avis favorable.", "performative"),
        ("Les élus rendent un avis défavorable sur le projet.", "performative"),
        # put off, withdrawn
        ("L'examen du bail est remis à la séance de juin.", "passive"),
        ("Le rapport est renvoyé en commission.", "passive"),
        ("La motion est retirée par ses auteurs.", "passive"),
        ("M. Roy retire son amendement.", "passive"),
    ],
)
def test_signals(sentence: str, expected: str) -> None:
    assert rule(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Le conseil souhaite que la route soit refaite.",
        "Il faudrait décider d'une date.",
        "Le conseil a-t-il validé ce devis ?",
        "Si le conseil approuve ce projet, les travaux commenceront.",
        "Le budget sera voté en avril.",
        "Le préfet a décidé de fermer le pont.",
        "La loi prévoit que le conseil approuve les comptes.",
        "Le conseil départemental a voté une aide.",
        "Vu la délibération du conseil approuvant le plan,",
        "Considérant que le bureau a validé le devis,",
        "Il avait été décidé de vendre le tracteur.",
        "Le budget voté en 2019 était plus large.",
        "Le maire rappelle que le conseil a voté cette aide.",
        "Le permis a été accordé par la préfecture.",
        "Une fois ce bureau adopté, la réunion se poursuit.",
        "L'avis du conseil compte beaucoup.",
        "Lors de la préparation du salon, nous avons choisi la grande salle.",
        "Rien n'a été décidé.",
        "Les baux qui sont approuvés par l'assemblée sont rares.",
        "La fontaine a été supprimée.",
        "Onze adhérents avaient donné pouvoir.",
        "Les données sont gratuites, elles sont supprimées chaque mois.",
        "Le plan a été voté en mars 2011.",
        "Accord de coopération avec la Suisse",
        "Tout est décidé par une loi.",
        "Une demande d'aide a été acceptée par la Fondation.",
        "Acte : vente du terrain",
        "Reporté : 1 254 €",
        "Le devis accepté en mai couvre la toiture.",
        "Devis accepté par le préfet.",
        "Les propositions non retenues seront archivées.",
        "Statut : validé",
        "On garde le sourire malgré la pluie.",
        "On reste sur dix bateaux à réparer.",
        "Si on annule, il faut prévenir le traiteur.",
        "Omar préférerait qu'on garde l'argent.",
        "Nous ne sommes pas tous d'accord sur la date.",
        "Le collège décide de ses horaires.",
        "La direction attend que les élus rendent un avis.",
        "Le dossier a été remis à la secrétaire.",
        "La plaque commémorative est retirée.",
        # other bodies, other days
        "Le conseil du 3 mars a voté le budget.",
        "Le bureau a voté une aide en juin.",
        "Leur comité a adopté une charte.",
        "Le plan a été validé par Betonia.",
        "Claire observe que les comptes sont validés.",
        "L'usage du parking est validé (pour information).",
    ],
)
def test_silence(sentence: str) -> None:
    assert rule(sentence) is None


def test_the_body_of_the_meeting_decides() -> None:
    assert rule("Le club des marcheurs décide de partir en mai.", "club des marcheurs") == "performative"
    assert rule("Le club voisin décide de partir en mai.", "club des marcheurs") is None
    assert rule("Le club décide donc de partir en mai.", "club des marcheurs") == "performative"
    assert rule("Le club de Lens décide de partir en mai.", "club des marcheurs") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "## Budget\n\nPaul présente les comptes.\n\nPour : 9\n\nContre : 2\n",
            ["Budget Paul présente les comptes. Pour : 9 Contre : 2"],
        ),
        ("## Approbation du procès-verbal\n\nVote : unanimité\n", ["Approbation du procès-verbal Vote : unanimité"]),
        (
            "## Prêt\n\nLe local est trop petit. Le maire propose de louer la grange. Un échange s'engage. "
            "La proposition est adoptée à l'unanimité.\n",
            ["Le maire propose de louer la grange. La proposition est adoptée à l'unanimité."],
        ),
        (
            "## Bilan\n\nLe bilan est approuvé à l'unanimité.\n\n## Divers\n\nLa salle est froide.\n",
            ["Le bilan est approuvé à l'unanimité."],
        ),
        (
            "## Pont\n\nLe conseil, après délibération, décide :\n\n- d'approuver le plan ;\n- de vendre le bac.\n",
            ["Le conseil, après délibération, décide : d'approuver le plan ;", "de vendre le bac."],
        ),
        (
            "## Fête\n\nDécisions :\n\n- Achat d'une tente\n- Bal le samedi soir\n\nLa tente est grande.\n",
            ["Achat d'une tente", "Bal le samedi soir"],
        ),
        (
            "## Fête\n\nAnne propose d'ajouter un point sur le bal. Le bureau accepte cet ajout.\n",
            ["Anne propose d'ajouter un point sur le bal. Le bureau accepte cet ajout."],
        ),
        (
            "## Bilan\n\nAnne lit le bilan. Vote : 9 pour, 1 contre. Le bilan moral est adopté.\n",
            ["Vote : 9 pour, 1 contre. Le bilan moral est adopté."],
        ),
        # a resolution, its remarks, its result
        (
            "## Toit\n\nL'assemblée donne quitus au syndic.\n\nM. Darbois est mécontent.\n\n"
            "Pour : 5 120 – Contre : 2 300\n\nCette résolution est adoptée à la majorité des voix exprimées.\n",
            [
                "L'assemblée donne quitus au syndic. Pour : 5 120 – Contre : 2 300 "
                "Cette résolution est adoptée à la majorité des voix exprimées."
            ],
        ),
        (
            "## Lift\n\nL'assemblée décide le remplacement de la cabine.\n\nPour : 2 110 ; contre : 5 310.\n\n"
            "N'ayant pas recueilli la majorité de l'article 25, la résolution est rejetée.\n",
            [
                "L'assemblée décide le remplacement de la cabine. Pour : 2 110 ; contre : 5 310. "
                "N'ayant pas recueilli la majorité de l'article 25, la résolution est rejetée."
            ],
        ),
        (
            "## Élection\n\nInès Dorval se présente.\n\nPour : 11\n\nInès Dorval est élue trésorière.\n",
            ["Pour : 11 Inès Dorval est élue trésorière."],
        ),
        # Québec: mover, seconder, resolution, result
        (
            "## Prêt\n\nIl est proposé par Mme Savard\n\nAppuyé par M. Fortin\n\nEt résolu de louer la grange.\n\n"
            "Mme Roy demande le vote.\n\nPour : 4. Contre : 1 (M. Paquet).\n\nAdoptée à la majorité.\n",
            [
                "Il est proposé par Mme Savard Appuyé par M. Fortin Et résolu de louer la grange. "
                "Mme Roy demande le vote. Pour : 4. Contre : 1 (M. Paquet). Adoptée à la majorité."
            ],
        ),
        (
            "## Fin\n\nIl est proposé par M. Lebel que la réunion prenne fin.\n\nADOPTÉ\n",
            ["Il est proposé par M. Lebel que la réunion prenne fin. ADOPTÉ"],
        ),
        ("## Fin\n\nIl est proposé par M. Lebel que la réunion prenne fin. On en reparlera.\n", []),
        # a cut list of voters
        (
            "## Bac\n\nLe conseil vend le bac.\n\nPour : 9\n\nContre : 2 (MM. Roy et\n\nLebel)\n\nAdopté.\n",
            ["Bac Le conseil vend le bac. Pour : 9 Contre : 2 (MM. Roy et Lebel) Adopté."],
        ),
        # a declaration read out, and a resolution read out and voted
        ("## Plan\n\nM. Roy lit :\n\n« Le comité refuse ce plan. »\n\nLe président remercie.\n", []),
        (
            "## Plan\n\n« Le comité refuse ce plan. »\n\nVotes : 6 pour, 1 contre.\n",
            ["« Le comité refuse ce plan. Votes : 6 pour, 1 contre."],
        ),
        # voices of others
        ("## Divers\n\nLe conseil provincial a voté une aide (34 pour, 2 contre).\n", []),
        ("## Divers\n\nNadia rappelle que la charte est passée (31 pour, 4 contre).\n", []),
        (
            "## Stand\n\nBruno propose un stand en juin. Tout le monde est d'accord.\n",
            ["Bruno propose un stand en juin. Tout le monde est d'accord."],
        ),
        (
            "## Pain\n\nLe Collège décide :\n\nArticle 1er : d'attribuer la place.\n\nArticle 2 : de payer.\n",
            ["Le Collège décide : Article 1er : d'attribuer la place.", "Article 2 : de payer."],
        ),
        ("## Fête\n\nLe bal sera soumis au vote. Anne souhaite un orchestre.\n", []),
        (
            "## Ordre du jour\n\n- Vote du budget\n- Élection du bureau\n\n## Budget\n\nPaul parle.\n",
            [],
        ),
        (
            "## Prêt\n\nLa dette est lourde. Pas de vote. Il faut attendre le bilan.\n",
            ["Pas de vote. Il faut attendre le bilan."],
        ),
    ],
)
def test_decisions_of_minutes(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_results_on_lines_of_one_paragraph_are_told_apart() -> None:
    text = "Bilan : adopté à l'unanimité\nComptes : 8 pour, 1 contre\nTarif maintenu,\nadopté à l'unanimité\n"
    assert [decision.text for decision in decisions(text)] == [
        "Bilan : adopté à l'unanimité",
        "Comptes : 8 pour, 1 contre",
        "Tarif maintenu, adopté à l'unanimité",
    ]


def test_a_result_below_is_given_to_all_items_of_the_list() -> None:
    text = "## Pont\n\nLe conseil décide :\n\n- d'approuver le plan ;\n- de vendre le bac.\n\nVote : 9 pour, 1 contre\n"
    found = decisions(text)
    assert [d.text for d in found] == [
        "Le conseil décide : d'approuver le plan ;",
        "de vendre le bac. Vote : 9 pour, 1 contre",
    ]
    assert [(d.vote.in_favour, d.vote.against) for d in found if d.vote] == [(9, 1), (9, 1)]


def test_a_table_of_votes_gives_one_decision_a_row() -> None:
    text = (
        "## Élection\n\n| Candidat | Pour | Contre | Abstention |\n|---|---|---|---|\n"
        "| Anne Roy, présidente | 10 | 0 | 1 |\n| Paul Lange, trésorier | 8 | 2 | 1 |\n"
    )
    assert [(d.text, d.vote.in_favour, d.vote.against) for d in decisions(text) if d.vote] == [
        ("Anne Roy, présidente", 10, 0),
        ("Paul Lange, trésorier", 8, 2),
    ]


def test_rows_of_one_vote_belong_to_the_sentence_after_them() -> None:
    text = (
        "## Projet\n\n| Votent pour | 10 |\n|---|---|\n| Votent contre | 1 |\n\nLe club participera donc au projet.\n"
    )
    found = decisions(text)
    assert [(d.text, d.vote and d.vote.in_favour, d.vote and d.vote.against) for d in found] == [
        ("Le club participera donc au projet.", 10, 1)
    ]


def test_the_number_of_the_deliberation() -> None:
    text = (
        "## Délibération n° 2024-12 : Pont\n\nLe conseil décide de fermer le pont.\n\n"
        "## Bac\n\nLe conseil décide de vendre le bac.\n"
    )
    assert [decision.number for decision in decisions(text)] == ["2024-12", None]


def test_every_quote_is_the_text_at_its_spans() -> None:
    text = "## Pont\n\nLe maire propose\nde fermer le pont.\n\nPour : 9, contre : 1\n"
    document = read_document(text.encode(), source="minutes.md")
    found = extract_decisions(Reading(document, segment(document)), Minutes()).decisions
    evidence = [e for decision in found for e in decision.evidence]
    assert [e.field for e in evidence] == ["text", "vote", "vote"]
    assert all(e.quote == " ".join(document.text[s.start : s.end] for s in e.spans) for e in evidence)


def test_what_is_put_off_without_a_vote_has_none() -> None:
    (found,) = decisions("## Borne\n\nFaute de plans, la résolution n'est pas mise aux voix et est reportée à mars.\n")
    assert found.vote is None


def test_a_number_belongs_to_its_own_deliberation() -> None:
    text = (
        "Délibération n° 2024-12 : tarifs de la cantine\n\nLe conseil municipal approuve les tarifs à l'unanimité.\n\n"
        "La vente du tracteur est adoptée par 9 voix pour.\n"
    )
    assert [decision.number for decision in decisions(text, source="seance.txt")] == ["2024-12", None]
