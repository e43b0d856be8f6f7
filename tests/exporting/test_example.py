from onrecord.model import Excerpt, Reading


def test_every_excerpt_of_the_example_is_what_stands_at_its_spans(example: Reading) -> None:
    text = example.article.text
    for a in example.attributions:
        for excerpt in (a.source, a.cue, a.content, a.addressee, a.occasion, a.place):
            if excerpt is not None:
                assert excerpt == Excerpt.of(text, excerpt.spans)


def test_the_example_has_what_makes_showing_hard(example: Reading) -> None:
    nested = [a for a in example.attributions if a.inside]
    assert len(nested) == 3
    assert any(a.content and len(a.content.spans) > 1 for a in example.attributions)
    assert any(a.content is None for a in example.attributions)
    assert any(a.source is None for a in example.attributions)
    assert any(a.cue is None for a in example.attributions)
    assert any(not a.asserted for a in example.attributions)
    sources = [a.source.spans for a in example.attributions if a.source]
    assert len(sources) > len(set(sources)), "two attributions share the words of their source"
