"""Fetching Debian packages with apt, checked and unprivileged, beside the host's own packages."""

import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from telemetry_graph.runtime.errors import RuntimeUnavailable
from telemetry_graph.runtime.process import run

SUITE = "trixie"

_KEYRINGS = Path("/usr/share/keyrings")
_TARGET_FORMAT = "$(REPO_URI) $(RELEASE) $(COMPONENT)"

# The hooks of the host's own apt (cleaning, notifying the desktop) are none of our business.
_APT_CONFIGURATION = """\
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
APT::Update::Error-Mode "any";
APT::Sandbox::User "root";
APT::Install-Recommends "false";
APT::Get::AllowUnauthenticated "false";
Acquire::AllowInsecureRepositories "false";
Acquire::Languages "none";
Acquire::Retries "3";
Dir::Etc::SourceList "{work}/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
Dir::State "{work}";
Dir::State::Lists "{work}/lists";
Dir::State::status "{work}/status";
Dir::Cache "{work}/cache";
Dir::Cache::pkgcache "pkgcache.bin";
Dir::Cache::srcpkgcache "";
"""


@dataclass(frozen=True, slots=True)
class Archives:
    """Addresses of Debian's packages and of its security updates."""

    packages: str
    security: str | None

    def sources(self, options: str) -> str:
        suites = [(self.packages, SUITE), (self.packages, f"{SUITE}-updates")]
        if self.security:
            suites.append((self.security, f"{SUITE}-security"))
        return "".join(f"deb [{options}] {uri} {suite} main\n" for uri, suite in suites)


@dataclass(frozen=True, slots=True)
class Package:
    name: str
    version: str
    size_bytes: int


def parse_archives(index_targets: str) -> Archives | None:
    """Of apt's index targets, a line each: address, release, component."""
    targets = [line.split() for line in index_targets.splitlines()]
    main = {(uri.rstrip("/"), suite) for uri, suite, component in targets if component == "main"}
    security = sorted(uri for uri, suite in main if suite.endswith("-security"))
    # "debian.list" is how a mirror list is named in cloud images.
    packages = sorted(uri for uri, suite in main if re.search(r"/debian(\.list)?$", uri))
    if not packages:
        return None
    return Archives(packages[0], security[0] if security else None)


def parse_plan(printed_uris: str) -> list[Package]:
    """Of `apt-get --print-uris install`, a line each: quoted address, file name, size, digest."""
    lines = re.findall(r"^'\S+' ([^\s_]+)_([^\s_]+)_\S+ (\d+) ", printed_uris, re.MULTILINE)
    return [Package(name, version.replace("%3a", ":"), int(size)) for name, version, size in lines]


class Apt:
    """An apt of our own: its lists, its cache, and a system on which nothing is installed."""

    def __init__(self, work: Path) -> None:
        self._downloads = work / "downloads"
        self._command = ("apt-get", "-qq", "-c", str(work / "apt.conf"))
        _require_tools()
        for folder in ("lists/partial", "cache/archives/partial", "downloads"):
            (work / folder).mkdir(parents=True)
        (work / "status").touch()
        (work / "apt.conf").write_text(_APT_CONFIGURATION.format(work=work))
        (work / "sources.list").write_text(_host_archives().sources(_source_options()))
        self._run("update")

    def plan(self, roots: Iterable[str]) -> list[Package]:
        """The given packages and everything they depend on."""
        return parse_plan(self._run("--yes", "--print-uris", "install", *roots))

    def download(self, packages: Iterable[Package], progress: Callable[[str], None]) -> list[Path]:
        wanted = list(packages)
        megabytes = sum(package.size_bytes for package in wanted) / 1e6
        progress(f"downloading {megabytes:.0f} MB of database packages")
        self._run("download", *(f"{package.name}={package.version}" for package in wanted))
        return sorted(self._downloads.glob("*.deb"))

    def _run(self, *arguments: str) -> str:
        return run([*self._command, *arguments], cwd=self._downloads)


def _require_tools() -> None:
    missing = [tool for tool in ("apt-get", "dpkg", "dpkg-deb") if not shutil.which(tool)]
    if missing:
        raise RuntimeUnavailable(f"this host has no {' or '.join(missing)} to fetch packages with")


def _host_archives() -> Archives:
    archives = parse_archives(run(["apt-get", "indextargets", "--format", _TARGET_FORMAT]))
    if archives is None:
        raise RuntimeUnavailable("the apt sources of this host name no Debian archive")
    return archives


def _source_options() -> str:
    keyrings = sorted(_KEYRINGS.glob("debian-archive-keyring.[gp]*"))
    if not keyrings:
        raise RuntimeUnavailable("this host has no debian-archive-keyring to check packages with")
    architecture = run(["dpkg", "--print-architecture"]).strip()
    return f"arch={architecture} target=Packages signed-by={keyrings[0]}"
