"""Rules about the files of the SDKs."""

from tests.conftest import REPOSITORY


def test_the_lock_file_of_the_javascript_sdk_names_no_registry() -> None:
    text = (REPOSITORY / "sdk" / "javascript" / "package-lock.json").read_text(encoding="utf-8")

    assert '"resolved"' not in text
    assert text.count('"integrity"') > 10


def test_the_sdks_need_no_other_package() -> None:
    project = (REPOSITORY / "sdk" / "python" / "pyproject.toml").read_text(encoding="utf-8")
    package = (REPOSITORY / "sdk" / "javascript" / "package.json").read_text(encoding="utf-8")

    assert "\ndependencies = []\n" in project
    assert '"dependencies"' not in package
