"""A component for spaCy pipelines, ``nlp.add_pipe("onrecord")``; needs the extra ``spacy``.

It is found by its entry point where onrecord is installed. From a checkout that is not, ``import onrecord.spacy`` makes it known.
"""

from onrecord.errors import MissingPackage

try:
    from onrecord.spacy.component import OnRecord, make
except ModuleNotFoundError as error:
    if error.name and error.name.partition(".")[0] == "spacy":
        raise MissingPackage('the component needs spaCy; install it with: pip install "onrecord[spacy]"') from error
    raise

__all__ = ["OnRecord", "make"]
