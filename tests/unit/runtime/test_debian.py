"""Reading what apt says."""

from telemetry_graph.runtime.debian import Archives, Package, parse_archives, parse_plan
from telemetry_graph.runtime.package_tree import is_needed


def test_archives_are_told_from_strangers() -> None:
    targets = """\
https://apt.example.org/pub/ trixie-pgdg main
https://docker.example.org/linux/debian/ bookworm stable
https://z.example.org/debian/ bookworm main
https://z.example.org/debian/ bookworm-updates main
https://z.example.org/debian-security/ bookworm-security main
https://z.example.org/debian-security/ bookworm-security contrib
"""

    assert parse_archives(targets) == Archives(
        packages="https://z.example.org/debian",
        security="https://z.example.org/debian-security",
    )


def test_mirror_lists_of_cloud_images_are_archives() -> None:
    targets = """\
mirror+file:/etc/apt/mirrors/debian.list trixie main
mirror+file:/etc/apt/mirrors/debian-security.list trixie-security main
"""

    assert parse_archives(targets) == Archives(
        packages="mirror+file:/etc/apt/mirrors/debian.list",
        security="mirror+file:/etc/apt/mirrors/debian-security.list",
    )


def test_another_distribution_has_no_archive() -> None:
    assert parse_archives("https://a.example.org/ubuntu/ noble main\n") is None
    assert parse_archives("") is None


def test_sources_name_every_suite_once() -> None:
    assert Archives("https://a/debian", "https://a/security").sources("arch=amd64") == (
        "deb [arch=amd64] https://a/debian trixie main\n"
        "deb [arch=amd64] https://a/debian trixie-updates main\n"
        "deb [arch=amd64] https://a/security trixie-security main\n"
    )
    assert Archives("https://a/debian", None).sources("x").count("\n") == 2


def test_plan_has_names_versions_and_sizes() -> None:
    printed = """\
Reading package lists...
'https://a/libc6_2.41-12%2bdeb13u5_amd64.deb' libc6_2.41-12+deb13u5_amd64.deb 2850108 MD5Sum:3c
'https://a/libaudit1_4.0.2-2_amd64.deb' libaudit1_1%3a4.0.2-2_amd64.deb 57680 SHA256:00
"""

    assert parse_plan(printed) == [
        Package("libc6", "2.41-12+deb13u5", 2850108),
        Package("libaudit1", "1:4.0.2-2", 57680),
    ]


def test_only_servers_libraries_and_time_zones_are_kept() -> None:
    offered = (
        "postgresql-17 postgresql-17-hll postgresql-client-17 postgresql-common redis-server "
        "redis-tools libc6 libicu76 libllvm19 libz3-4 libperl5.40 libjson-perl zlib1g tzdata perl"
    )

    assert [name for name in offered.split() if is_needed(name)] == [
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
