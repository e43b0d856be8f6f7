"""From the words of a source to a person, organisation, group, place, document or outlet of the article; "unknown" rather than a guess."""

from msgspec.structs import replace

from onrecord.model import Article, Attribution, Excerpt
from onrecord.speakers.addressed import addressee_of
from onrecord.speakers.describing import LEAST, Describer
from onrecord.speakers.entities import named
from onrecord.speakers.known import KnownSpeakers
from onrecord.speakers.mentions import Mentions
from onrecord.speakers.network import SpeakerNetwork
from onrecord.speakers.resolving import Resolver, Target
from onrecord.speakers.via import via_chains
from onrecord.speakers.wires import wire

__all__ = ["spoken"]


def spoken(
    article: Article,
    attributions: tuple[Attribution, ...],
    mentions: Mentions,
    network: SpeakerNetwork,
    known: KnownSpeakers | None = None,
) -> tuple[Article, tuple[Attribution, ...]]:
    """An article with its wire, and its attributions with their speakers and carriers.

    Args:
        article: The article.
        attributions: What was found in it.
        mentions: What was gathered while it was read.
        network: Ranks what pronouns and descriptions stand for.
        known: Speakers that the user knows, with their ids.
    """
    names = named(mentions, article.byline)
    resolver = Resolver(mentions, names, attributions, network)
    describer = Describer(mentions, names, resolver.offices_of, known)

    def target_of(a: Attribution) -> Target | None:
        answer = resolver.answer(a)
        return answer.target if answer is not None and answer.confidence >= LEAST else None

    chains = via_chains(mentions, names, attributions, target_of)

    def resolved(a: Attribution) -> Attribution:
        speaker = describer.speaker(a, resolver.answer(a))
        span = addressee_of(a, mentions)
        addressee = Excerpt.of(article.text, (span,)) if span else None
        answer = resolver.of(a, span) if span else None
        told = describer.of(addressee, answer) if addressee and answer else None
        return replace(a, speaker=speaker, via=chains.get(a.id, ()), addressee=addressee, addressee_speaker=told)

    return replace(article, wire=wire(article.text, article.wire)), tuple(map(resolved, attributions))
