"""Parsing the output of apt, and choosing packages."""

from telemetry_graph.runtime.debian import (
    DebianArchives,
    DebianPackage,
    parse_archives,
    parse_printed_uris,
)
from telemetry_graph.runtime.package_tree import is_needed


def test_only_debians_own_archives_are_chosen() -> None:
    targets = """\
https://apt.example.org/pub/ trixie-pgdg main
https://docker.example.org/linux/debian/ bookworm stable
https://z.example.org/debian/ bookworm main
https://z.example.org/debian/ bookworm-updates main
https://z.example.org/debian-security/ bookworm-security main
https://z.example.org/debian-security/ bookworm-security contrib
"""

    assert parse_archives(targets) == DebianArchives(
        packages="https://z.example.org/debian",
        security="https://z.example.org/debian-security",
    )


def test_mirror_lists_of_cloud_images_are_accepted() -> None:
    targets = """\
mirror+file:/etc/apt/mirrors/debian.list trixie main
mirror+file:/etc/apt/mirrors/debian-security.list trixie-security main
"""

    assert parse_archives(targets) == DebianArchives(
        packages="mirror+file:/etc/apt/mirrors/debian.list",
        security="mirror+file:/etc/apt/mirrors/debian-security.list",
    )


def test_another_distribution_has_no_archive() -> None:
    assert parse_archives("https://a.example.org/ubuntu/ noble main\n") is None
    assert parse_archives("") is None


def test_sources_contain_each_suite_once() -> None:
    assert DebianArchives("https://a/debian", "https://a/security").format_sources(
        "arch=amd64"
    ) == (
        "deb [arch=amd64] https://a/debian trixie main\n"
        "deb [arch=amd64] https://a/debian trixie-updates main\n"
        "deb [arch=amd64] https://a/security trixie-security main\n"
    )
    assert DebianArchives("https://a/debian", None).format_sources("x").count("\n") == 2


def test_packages_have_names_versions_and_sizes() -> None:
    printed = """\
Reading package lists...
'https://a/libc6_2.41-12%2bdeb13u5_amd64.deb' libc6_2.41-12+deb13u5_amd64.deb 2850108 MD5Sum:3c
'https://a/libaudit1_4.0.2-2_amd64.deb' libaudit1_1%3a4.0.2-2_amd64.deb 57680 SHA256:00
"""

    assert parse_printed_uris(printed) == [
        DebianPackage("libc6", "2.41-12+deb13u5", 2850108),
        DebianPackage("libaudit1", "1:4.0.2-2", 57680),
    ]


def test_only_servers_libraries_and_time_zones_are_unpacked() -> None:
    packages = (
        "postgresql-17 postgresql-17-hll postgresql-client-17 postgresql-common redis-server "
        "redis-tools libc6 libicu76 libllvm19 libz3-4 libperl5.40 libjson-perl zlib1g tzdata perl"
    )

    assert [name for name in packages.split() if is_needed(name)] == [
        "postgresql-17",
        "postgresql-17-hll",
        "postgresql-client-17",
        "redis-server",
        "redis-tools",
        "libc6",
        "libicu76",
        "zlib1g",
        "tzdata",
    ]
