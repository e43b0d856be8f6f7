import pytest

from onrecord.claims.boilerplate import is_boilerplate


@pytest.mark.parametrize(
    "foot",
    [
        "This is a developing story.",
        "It is a developing news story and will be updated.",
        "More to follow.",
        "Developing ...",
        "This article has been updated with the minister's words.",
        "This report was supplied by an agency.",
        "This story first appeared elsewhere.",
        "Please check back later for more.",
        "Sign up for our morning newsletter.",
        "Follow us on Telegram.",
        "Click here to read it in the app.",
        "Read more: The year of the ferries",
        "See also: Fog",
        "Photo: A. Ruiz",
        "Editor's note: the spelling of a name was put right.",
        "Reporting by Ana Ruiz; editing by Odd Lind",
        "(Additional reporting by Ana Ruiz)",
        "Ana Ruiz contributed to this report.",
        "© 2026 Morning Courier",
        "Copyright© 2026 Morning Courier",
        "Copyright 2026. All rights reserved.",
        "This material may not be published, broadcast or copied.",
        "See our privacy policy.",
        "Contact the newsroom with tips.",
        "The views expressed here are those of the author.",
        "Support our work with five crowns a month.",
        "Support us!",
        "By reading on you accept our terms of service.",
        "This broadcast will be updated.",
    ],
)
def test_feet_belong_to_no_story(foot: str) -> None:
    assert is_boilerplate(foot)
    assert is_boilerplate(foot.upper()) or "eporting" in foot


@pytest.mark.parametrize(
    "news",
    [
        "The story is developing fast, the minister said.",
        "The report was published on Monday and says that the bridge is safe.",
        "Independent reporting by the newspaper showed that the ministry knew.",
        "The ministry's note says that the source of the leak is known.",
        "The article was first published by a rival.",
        "Voters may sign up at the town hall until Friday.",
        "He will support the reform.",
        "The editor was arrested in her newsroom.",
        "We will sail to support our allies in the strait, she said.",
        "The network said the posts had been against its terms of service.",
        "She waited in the cafÃ© until he came.",  # as a page shows it that was read as another encoding
        "",
        "this is a developing story " * 50,
    ],
)
def test_news_is_kept(news: str) -> None:
    assert not is_boilerplate(news)
