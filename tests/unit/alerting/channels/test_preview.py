"""What `alerts preview` writes, and how a browser displays it."""

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
from tests.unit.alerting.examples import crash_mail

from telemetry_graph.alerting.channels.registry import KINDS
from telemetry_graph.alerting.content.payload import SUMMARY_KINDS, AlertKind
from telemetry_graph.cli import main

SUFFIXES = {
    "email.html",
    "email.txt",
    "log.txt",
    *(f"{kind.name}.json" for kind in KINDS if kind.formats[0].is_json),
}
WIDTHS = (600, 360)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")

# Loads each mail into its own frame and measures it.
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


class Page(msgspec.Struct):
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
def pages(previews: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """Every mail at every width, in the layout of Chromium."""
    mails = {kind.value: (previews / f"{kind}.email.html").read_text() for kind in AlertKind}
    mails["unbroken"] = unbroken()
    frames = "".join(
        f'<iframe id="{name} {width}" style="width:{width}px;height:1400px;border:0" '
        f'srcdoc="{html.escape(content, quote=True)}"></iframe>'
        for name, content in mails.items()
        for width in WIDTHS
    )
    page = tmp_path_factory.mktemp("page") / "page.html"
    page.write_text(MEASURING.replace("FRAMES", frames), encoding="utf-8")
    dumped = in_browser("--virtual-time-budget=5000", "--dump-dom", page.as_uri())
    title = re.search(r"<title>([\w+/=]+)</title>", dumped)
    assert title is not None, dumped[:200]
    results = msgspec.json.decode(base64.b64decode(title[1]), type=list[Page])
    return {page.name: page for page in results}


def unbroken() -> str:
    """A mail about a crash with texts of one word of 2,000 letters."""
    word = "x" * 2_000
    return crash_mail(
        kind=AlertKind.REGRESSION, app_name=word, crash_type=word, message=word, stack_trace=word,
        app_version=word, screen=word, fingerprint=word, app_id=word,
    ).html  # fmt: skip


def in_browser(*arguments: str) -> str:
    names = (os.environ.get("CHROMIUM", ""), *BROWSERS)
    program = next(filter(None, map(shutil.which, names)), None)
    assert program, f"install a browser, one of {', '.join(BROWSERS)}: previews need it"
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
    ran = subprocess.run(
        [program, *flags, *arguments], capture_output=True, text=True, check=True, timeout=90
    )
    return ran.stdout


@pytest.mark.parametrize("name", [*AlertKind, "unbroken"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_mail_fits_a_mail_client_and_a_phone(
    pages: dict[str, Page], name: str, width: int
) -> None:
    page = pages[f"{name} {width}"]

    assert page.width == width
    assert page.needed <= width
    assert page.text > 100
    assert all(pixels == 560 for pixels in page.pictures)
    assert page.scripts == 0
    assert page.resources == []


def test_mails_about_a_group_with_a_trend_have_its_image(pages: dict[str, Page]) -> None:
    with_image = {name.split()[0] for name, page in pages.items() if page.pictures}

    assert with_image == {"regression", "velocity", "spike", "escalation"}


class Loaded(HTMLParser):
    """What a page runs or loads without a click."""

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

    assert Loaded(page).found == []
    assert "url(" not in page
    assert "@import" not in page


@pytest.mark.parametrize("kind", AlertKind)
def test_every_alert_kind_is_written_in_every_format(previews: Path, kind: AlertKind) -> None:
    for suffix in sorted(SUFFIXES):
        content = (previews / f"{kind}.{suffix}").read_text()
        assert "Notes" in content
        if suffix.endswith(".json"):
            assert msgspec.json.decode(content)
    assert len(list(previews.iterdir())) == len(AlertKind) * len(SUFFIXES)


@pytest.mark.parametrize("kind", sorted(SUMMARY_KINDS))
def test_a_summary_has_no_rule_and_cannot_be_muted(previews: Path, kind: AlertKind) -> None:
    text = (previews / f"{kind}.email.txt").read_text()

    assert "Acknowledge" in text
    assert "Mute" not in text
    assert "Rule" not in text


def test_one_kind_is_written_with_custom_templates(tmp_path: Path) -> None:
    custom, out = tmp_path / "custom", tmp_path / "out"
    custom.mkdir()
    (custom / "alert.email.subject.j2").write_text("MINE {{ words.subject }}")

    arguments = ["--out", str(out), "--kind", "spike", "--templates", str(custom)]
    assert main(["alerts", "preview", *arguments]) == 0

    assert sorted(path.name for path in out.iterdir()) == sorted(
        f"spike.{suffix}" for suffix in sorted(SUFFIXES)
    )
    assert (out / "spike.email.txt").read_text().startswith("Subject: MINE Spike")


def test_an_unknown_kind_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["alerts", "preview", "--out", str(tmp_path), "--kind", "earthquake"])

    assert ended.value.code == 2
    assert "earthquake" in capsys.readouterr().err


def test_a_broken_custom_template_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    custom, out = tmp_path / "custom", tmp_path / "out"
    custom.mkdir()
    (custom / "spike.words.j2").write_text("{{ nothing }}")

    with pytest.raises(SystemExit) as ended:
        main(["alerts", "preview", "--out", str(out), "--templates", str(custom)])

    assert "spike.words.j2: UndefinedError: 'nothing' is undefined" in str(ended.value.code)
    assert not out.exists()


def test_a_missing_folder_of_templates_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    away = str(tmp_path / "away")
    with pytest.raises(SystemExit) as ended:
        main(["alerts", "preview", "--out", str(tmp_path), "--templates", away])

    assert ended.value.code == 2
    assert f"{away} is not a folder" in capsys.readouterr().err


def test_a_failure_to_write_previews_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()

    with pytest.raises(SystemExit) as ended:
        main(["alerts", "preview", "--out", str(file)])

    assert ended.value.code == f"telemetry-graph: cannot write {file}: File exists"
