# ruff: noqa: E501  (every example text stands on one line)
import re

import pytest

from onrecord.errors import NotEnglish
from onrecord.reading import from_text
from onrecord.reading.language import language_of
from onrecord.reading.languages import NAMES, name_of

FOREIGN = {
    "de": "Die Bundesregierung hat am Montag angekündigt, dass sie die Hilfen fortsetzen werde. „Wir werden nicht nachlassen“, sagte der Kanzler in Berlin. Die Opposition kritisierte das Vorhaben scharf und verlangte eine Abstimmung.",
    "nl": "De minister zei maandag dat de regering niet van plan is om af te treden. Volgens hem is er geen reden om te twijfelen aan de cijfers van het ministerie, die vorige week werden gepubliceerd.",
    "fr": "Le président a déclaré lundi que son gouvernement ne céderait pas à la pression. « Nous allons continuer », a-t-il ajouté devant les journalistes réunis à Paris.",
    "es": "El presidente dijo el lunes que su gobierno no cederá a la presión. Según el ministro, la medida entrará en vigor la próxima semana en todo el país.",
    "pl": "Prezydent powiedział w poniedziałek, że rząd nie ugnie się pod presją. Minister dodał, że środek wejdzie w życie w przyszłym tygodniu.",
    "ru": "Президент заявил в понедельник, что правительство не уступит давлению. По словам министра, мера вступит в силу на следующей неделе.",
    "zh": "总统星期一表示，政府不会屈服于压力。部长说，这项措施将于下周在全国生效，并将持续到年底。",
    "ar": "قال الرئيس يوم الاثنين إن حكومته لن ترضخ للضغوط، وأضاف الوزير أن الإجراء سيدخل حيز التنفيذ الأسبوع المقبل.",
    "he": "הנשיא אמר ביום שני כי ממשלתו לא תיכנע ללחץ והשר הוסיף כי הצעד ייכנס לתוקף בשבוע הבא",
    "el": "Ο πρόεδρος δήλωσε τη Δευτέρα ότι η κυβέρνηση δεν θα υποκύψει στις πιέσεις, πρόσθεσε ο υπουργός.",
}

ENGLISH = [
    "Officials from five states — Sadyr Japarov, Shavkat Mirziyoyev, Emomali Rahmon and Recep Tayyip Erdoğan among them — met in Ankara on Monday, the Hürriyet Daily News said. The talks with Mateusz Morawiecki and Andrzej Duda were put off.",
    "Prime Minister Phạm Minh Chính told Nguyễn Phú Trọng and Võ Văn Thưởng that the Đà Nẵng plant would be closed by the end of the year, according to Tuổi Trẻ.",
    "In the Sejm, Jarosław Kaczyński of Prawo i Sprawiedliwość accused Platforma Obywatelska of lying. The speaker, Szymon Hołownia, called the words of the chairman a disgrace.",
    "THE PRESIDENT SAID ON MONDAY THAT HIS GOVERNMENT WOULD NOT GIVE IN TO THE PRESSURE OF ANY FOREIGN POWER IN THE REGION.",
    'The Kremlin spokesman, Dmitry Peskov, answered in Russian: "Это неправда." He then repeated in English that the report was false and that nobody had been detained.',
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_news_full_of_foreign_names_is_english(text: str) -> None:
    assert from_text(text).language == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Kyrgyz, Uzbek and Tajik officials — Japarov, Mirziyoyev, Rahmon — met Erdoğan, Morawiecki, Duda, Meloni in Ankara, Łódź and Tashkent on Monday, said Hürriyet.",
        "Ankara protests, Erdoğan warns Mitsotakis; Kılıçdaroğlu rejects Yıldırım claims, Davutoğlu says. Özgür Özel, Ekrem İmamoğlu address rally. Bahçeli silent.",
        "Arsenal 3 Chelsea 1; Fulham 0 Everton 0; Leeds 2 Burnley 2; Brighton 1 Wolves 4; Spurs 2 Villa 2; Palace 0 Luton 1; Forest 3 Brentford 3",
        "Er sagte nichts.",
        "Non.",
        "…",
        '"' * 1000,
        "12 34 56 78 " * 100,
        "Дмитрий Песков",
    ],
)
def test_what_cannot_be_told_is_never_refused(text: str) -> None:
    assert from_text(text).language in {None, "en"}


@pytest.mark.parametrize("code", FOREIGN)
def test_another_language_is_refused_by_name(code: str) -> None:
    with pytest.raises(NotEnglish) as refused:
        from_text(FOREIGN[code], name="news.txt")
    assert str(refused.value).startswith(f"news.txt: is in {NAMES[code]} ({code}), ")
    assert "--force" in str(refused.value)


@pytest.mark.parametrize("code", FOREIGN)
def test_force_takes_it_and_says_what_it_is(code: str) -> None:
    assert from_text(FOREIGN[code], force=True).language == code


def test_a_foreign_text_with_an_english_headline_is_refused() -> None:
    with pytest.raises(NotEnglish, match="German"):
        from_text("Minister denies all claims\n\n" + (FOREIGN["de"] + "\n\n") * 20)


def test_an_english_text_with_a_long_foreign_quotation_is_read() -> None:
    assert from_text(f"{ENGLISH[0]}\n\n“{FOREIGN['es']}”\n\n{ENGLISH[2]}").language == "en"


def test_a_script_that_is_surely_not_latin_is_refused_even_where_the_language_is_unclear() -> None:
    with pytest.raises(NotEnglish):
        from_text("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎠᏓᏅᏖᎵᏓᏍᏗ ᎤᎾᏓᏤᎵᎦ ᎢᎦᏓ ᎠᏂᏲᏍᎩ ᎠᏂᏣᎳᎩ ᎠᏰᎵ ᎤᎾᏙᏢᏒ")


def test_a_long_text_costs_no_more_than_a_short_one() -> None:
    assert language_of("The mayor said that the bridge was closed. " * 250_000) == "en"


def test_every_language_that_can_be_recognised_has_a_name() -> None:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    labels = set(LanguageIdentifier.from_model_file(MODEL_FILE).labels)
    assert labels - set(NAMES) == {"zxx"}
    assert all(re.fullmatch("[a-z]{2,3}", code) and 2 <= len(name) <= 30 for code, name in NAMES.items())
    assert name_of("zu") == "Zulu (zu)"
    assert name_of("de") == "German (de)"
    assert name_of("xx") == "the language 'xx'"
