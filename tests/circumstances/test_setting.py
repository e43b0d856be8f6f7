from onrecord.attribution.words import split
from onrecord.circumstances.setting import Stage
from tests.circumstances.marked import attribution, setting


def test_an_attribution_is_set_in_the_sentence_of_its_cue() -> None:
    s = setting("It rained. [Lind] <said> {it would stop}. It did not.")
    assert s.text[s.first : s.last] == ["lind", "said", "it", "would", "stop", "."]
    assert s.cue_words() == ["said"]
    assert s.content_words() == ["it", "would", "stop"]


def test_without_a_cue_it_is_that_of_the_content() -> None:
    s = setting('It rained. {"It will stop."} It did not.')
    assert s.text[s.first : s.last][:4] == ['"', "it", "will", "stop"]


def test_a_content_over_several_sentences_does_not_stretch_the_sentence() -> None:
    s = setting('{"It rains. It will stop,"} [Lind] <said>. It did not.')
    assert s.text[s.first : s.last] == ["it", "will", "stop", ",", '"', "lind", "said", "."]


def test_a_sentence_without_end_is_cut() -> None:
    s = setting("word " * 5000 + "[Lind] <said> {so} " + "word " * 5000)
    assert s.last - s.first < 400


def test_an_excerpt_is_what_stands_there() -> None:
    text, _ = attribution("[Lind]  <said> {so}.")
    stage = Stage(split(text))
    found = stage.excerpt(0, 2)
    assert found is not None
    assert found.text == "Lind  said"
    assert stage.excerpt(2, 2) is None
