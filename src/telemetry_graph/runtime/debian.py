"""Downloads Debian packages with apt, without root and separate from the host's own packages."""

import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from telemetry_graph.runtime.errors import RuntimeUnavailable
from telemetry_graph.runtime.process import run

SUITE = "trixie"

_KEYRINGS = Path("/usr/share/keyrings")
_TARGET_FORMAT = "$(REPO_URI) $(RELEASE) $(COMPONENT)"

# The hooks of the host's own apt, which clean up or notify the desktop, must not run.
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
class DebianArchives:
    """The addresses of Debian's packages and of its security updates."""

    packages: str
    security: str | None

    def format_sources(self, options: str) -> str:
        suites = [(self.packages, SUITE), (self.packages, f"{SUITE}-updates")]
        if self.security:
            suites.append((self.security, f"{SUITE}-security"))
        return "".join(f"deb [{options}] {uri} {suite} main\n" for uri, suite in suites)


@dataclass(frozen=True, slots=True)
class DebianPackage:
    name: str
    version: str
    size_bytes: int


def parse_archives(index_targets: str) -> DebianArchives | None:
    """Parse apt's index targets. A line has an address, a release and a component."""
    targets = [line.split() for line in index_targets.splitlines()]
    main = {(uri.rstrip("/"), suite) for uri, suite, component in targets if component == "main"}
    security = sorted(uri for uri, suite in main if suite.endswith("-security"))
    # Cloud images name their mirror list "debian.list".
    packages = sorted(uri for uri, suite in main if re.search(r"/debian(\.list)?$", uri))
    if not packages:
        return None
    return DebianArchives(packages[0], security[0] if security else None)


def parse_printed_uris(output: str) -> list[DebianPackage]:
    """Parse the output of `apt-get --print-uris install`.

    A line has a quoted address, a file name, a size and a digest.
    """
    lines = re.findall(r"^'\S+' ([^\s_]+)_([^\s_]+)_\S+ (\d+) ", output, re.MULTILINE)
    return [
        DebianPackage(name, version.replace("%3a", ":"), int(size)) for name, version, size in lines
    ]


class PrivateApt:
    """apt with private lists, a private cache, and a status that lists no installed package."""

    def __init__(self, work: Path) -> None:
        self._downloads = work / "downloads"
        self._command = ("apt-get", "-qq", "-c", str(work / "apt.conf"))
        _check_tools()
        for folder in ("lists/partial", "cache/archives/partial", "downloads"):
            (work / folder).mkdir(parents=True)
        (work / "status").touch()
        (work / "apt.conf").write_text(_APT_CONFIGURATION.format(work=work))
        (work / "sources.list").write_text(
            _read_host_archives().format_sources(_read_source_options())
        )
        self._run("update")

    def resolve(self, names: Iterable[str]) -> list[DebianPackage]:
        """Return the named packages and everything that they depend on."""
        return parse_printed_uris(self._run("--yes", "--print-uris", "install", *names))

    def download(
        self, packages: Sequence[DebianPackage], progress: Callable[[str], None]
    ) -> list[Path]:
        megabytes = sum(package.size_bytes for package in packages) / 1e6
        progress(f"downloading {megabytes:.0f} MB of database packages")
        self._run("download", *(f"{package.name}={package.version}" for package in packages))
        return sorted(self._downloads.glob("*.deb"))

    def _run(self, *arguments: str) -> str:
        return run([*self._command, *arguments], cwd=self._downloads)


def _check_tools() -> None:
    missing = [tool for tool in ("apt-get", "dpkg", "dpkg-deb") if not shutil.which(tool)]
    if missing:
        raise RuntimeUnavailable(f"{' and '.join(missing)} not found: cannot download packages")


def _read_host_archives() -> DebianArchives:
    archives = parse_archives(run(["apt-get", "indextargets", "--format", _TARGET_FORMAT]))
    if archives is None:
        raise RuntimeUnavailable("no Debian archive in the apt sources of this host")
    return archives


def _read_source_options() -> str:
    keyrings = sorted(_KEYRINGS.glob("debian-archive-keyring.[gp]*"))
    if not keyrings:
        raise RuntimeUnavailable("debian-archive-keyring not found: cannot verify packages")
    architecture = run(["dpkg", "--print-architecture"]).strip()
    return f"arch={architecture} target=Packages signed-by={keyrings[0]}"
