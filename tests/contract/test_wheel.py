"""The wheel contains the migrations, the alert templates and the built dashboard."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUNDLED = {
    "migrations": ROOT / "migrations",
    "alerts": ROOT / "alerts",
    "web": ROOT / "web" / "dist",
}


def test_the_wheel_contains_migrations_templates_and_the_dashboard(tmp_path: Path) -> None:
    build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run([sys.executable, "-m", "pip", "--quiet", *build], check=True, timeout=50)

    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for name, folder in BUNDLED.items():
        files = {file.relative_to(folder) for file in folder.rglob("*") if file.is_file()}
        assert files, f"{folder} is empty: run `make web` first"
        assert {f"telemetry_graph/_bundled/{name}/{file}" for file in files} <= names
