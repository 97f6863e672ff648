"""What `alerts preview` writes, and how a browser shows it."""

import base64
import html
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from tests.unit.alerting.examples import crash_facts, message_about

from telemetry_graph.alerting.content.payload import WITH_A_LIST, AlertKind
from telemetry_graph.cli import main

FORMS = ("email.html", "email.txt", "slack.json", "teams.json", "discord.json", "webhook.json",
         "log.txt")  # fmt: skip
WIDTHS = (600, 360)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")

# Loads each mail into a frame of its own and tells what it measures there.
MEASURING = """
<!doctype html><meta charset="utf-8"><title></title><body style="margin:0">FRAMES
<script>
addEventListener('load', () => {
  const measured = [...document.querySelectorAll('iframe')].map((frame) => {
    const page = frame.contentDocument;
    return {
      name: frame.id,
      width: frame.clientWidth,
      needed: page.documentElement.scrollWidth,
      text: page.body.innerText.length,
      pictures: [...page.images].map((image) => image.naturalWidth),
      scripts: page.scripts.length,
      resources: frame.contentWindow.performance.getEntriesByType('resource')
        .map((entry) => entry.name).filter((name) => !name.startsWith('data:')),
    };
  });
  document.title = btoa(unescape(encodeURIComponent(JSON.stringify(measured))));
});
</script>
"""


class Measured(msgspec.Struct):
    name: str
    width: int
    needed: int
    text: int
    pictures: list[int]
    scripts: int
    resources: list[str]


@pytest.fixture(scope="module")
def previews(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("previews")
    assert main(["alerts", "preview", "--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def measured(previews: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measured]:
    """Every mail at every width, as Chromium lays it out."""
    pages = {kind.value: (previews / f"{kind}.email.html").read_text() for kind in AlertKind}
    pages["unbroken"] = unbroken()
    frames = "".join(
        f'<iframe id="{name} {width}" style="width:{width}px;height:1400px;border:0" '
        f'srcdoc="{html.escape(content, quote=True)}"></iframe>'
        for name, content in pages.items()
        for width in WIDTHS
    )
    page = tmp_path_factory.mktemp("page") / "page.html"
    page.write_text(MEASURING.replace("FRAMES", frames), encoding="utf-8")
    dumped = in_browser("--virtual-time-budget=5000", "--dump-dom", page.as_uri())
    found = re.search(r"<title>([\w+/=]+)</title>", dumped)
    assert found is not None, dumped[:200]
    results = msgspec.json.decode(base64.b64decode(found[1]), type=list[Measured])
    return {each.name: each for each in results}


def unbroken() -> str:
    """A mail about a crash whose every text is one word of 2,000 letters."""
    word = "x" * 2_000
    crash = crash_facts(
        app_name=word, crash_type=word, message=word, stack_trace=word, app_version=word,
        screen=word, fingerprint=word, app_id=word,
    )  # fmt: skip
    return message_about(crash, AlertKind.REGRESSION).html


def in_browser(*arguments: str) -> str:
    names = (os.environ.get("CHROMIUM", ""), *BROWSERS)
    program = next(filter(None, map(shutil.which, names)), None)
    assert program, f"install a browser, one of {', '.join(BROWSERS)}: pictures need it"
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
    ran = subprocess.run(
        [program, *flags, *arguments], capture_output=True, text=True, check=True, timeout=90
    )
    return ran.stdout


@pytest.mark.parametrize("name", [*AlertKind, "unbroken"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_mail_fits_a_mailbox_and_a_telephone(
    measured: dict[str, Measured], name: str, width: int
) -> None:
    page = measured[f"{name} {width}"]

    assert page.width == width
    assert page.needed <= width
    assert page.text > 100
    assert all(pixels == 560 for pixels in page.pictures)
    assert page.scripts == 0
    assert page.resources == []


def test_mails_about_a_group_with_a_past_have_its_picture(measured: dict[str, Measured]) -> None:
    with_picture = {name.split()[0] for name, page in measured.items() if page.pictures}

    assert with_picture == {"regression", "velocity", "spike", "escalation"}


class Fetched(HTMLParser):
    """What a page would run or fetch by itself; links wait for a click."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "link", "iframe", "object", "embed", "form", "base", "svg"}:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in {"srcset", "background", "poster"}:
                self.found.append(name)
            if name == "src" and not (value or "").startswith("data:image/png;base64,"):
                self.found.append(str(value))
            if name == "href" and not (value or "").startswith("https://telemetry.example.com/"):
                self.found.append(str(value))


@pytest.mark.parametrize("kind", AlertKind)
def test_a_mail_runs_nothing_and_fetches_nothing(previews: Path, kind: AlertKind) -> None:
    page = (previews / f"{kind}.email.html").read_text()

    assert Fetched(page).found == []
    assert "url(" not in page
    assert "@import" not in page


@pytest.mark.parametrize("kind", AlertKind)
def test_every_form_of_every_kind_is_written(previews: Path, kind: AlertKind) -> None:
    for form in FORMS:
        content = (previews / f"{kind}.{form}").read_text()
        assert "Notes" in content
        if form.endswith(".json"):
            assert msgspec.json.decode(content)
    assert len(list(previews.iterdir())) == len(AlertKind) * len(FORMS)


@pytest.mark.parametrize("kind", sorted(WITH_A_LIST))
def test_a_summary_is_of_many_rules_and_cannot_be_muted(previews: Path, kind: AlertKind) -> None:
    text = (previews / f"{kind}.email.txt").read_text()

    assert "Acknowledge" in text
    assert "Mute" not in text
    assert "Rule" not in text


def test_one_kind_alone_and_templates_of_ones_own(tmp_path: Path) -> None:
    own, out = tmp_path / "own", tmp_path / "out"
    own.mkdir()
    (own / "alert.email.subject.j2").write_text("MINE {{ words.subject }}")

    arguments = ["--out", str(out), "--kind", "spike", "--templates", str(own)]
    assert main(["alerts", "preview", *arguments]) == 0

    assert sorted(path.name for path in out.iterdir()) == sorted(f"spike.{form}" for form in FORMS)
    assert (out / "spike.email.txt").read_text().startswith("Subject: MINE Spike")


def test_an_unknown_kind_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["alerts", "preview", "--out", str(tmp_path), "--kind", "earthquake"])

    assert ended.value.code == 2
    assert "earthquake" in capsys.readouterr().err


def test_a_broken_template_of_ones_own_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    own, out = tmp_path / "own", tmp_path / "out"
    own.mkdir()
    (own / "spike.words.j2").write_text("{{ nothing }}")

    with pytest.raises(SystemExit) as ended:
        main(["alerts", "preview", "--out", str(out), "--templates", str(own)])

    assert "spike.words.j2: UndefinedError: 'nothing' is undefined" in str(ended.value.code)
    assert not out.exists()


def test_a_folder_of_templates_that_is_not_there_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    away = str(tmp_path / "away")
    with pytest.raises(SystemExit) as ended:
        main(["alerts", "preview", "--out", str(tmp_path), "--templates", away])

    assert ended.value.code == 2
    assert f"{away} is not a folder" in capsys.readouterr().err


def test_previews_that_cannot_be_written_end_with_a_reason(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.touch()

    with pytest.raises(SystemExit) as ended:
        main(["alerts", "preview", "--out", str(taken)])

    assert ended.value.code == f"telemetry-graph: {taken} cannot be written: File exists"
