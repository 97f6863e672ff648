"""Which addresses alerts are sent to."""

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_graph.alerting.channels.http.address_policy import EVERY_ADDRESS, AddressPolicy

STRICT = AddressPolicy()


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.216.34", "100.63.255.255", "100.128.0.0", "172.32.0.1", "2606:4700::1111",
     "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::1"],
)  # fmt: skip
def test_a_public_address_may_be_reached(address: str) -> None:
    assert STRICT.refuse(address) is None


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("0.0.0.0", "unspecified"),
        ("0.1.2.3", "private"),
        ("10.0.0.1", "private"),
        ("172.16.0.1", "private"),
        ("192.168.1.1", "private"),
        ("198.18.0.1", "private"),
        ("192.0.0.8", "reserved for protocols"),
        ("169.254.169.254", "link-local"),
        ("100.64.0.1", "shared by a provider's customers"),
        ("100.100.100.200", "shared by a provider's customers"),
        ("168.63.129.16", "a cloud's metadata service"),
        ("192.88.99.1", "a 6to4 relay"),
        ("224.0.0.1", "multicast"),
        ("239.255.255.250", "multicast"),
        ("255.255.255.255", "private"),
        ("240.0.0.1", "private"),
        ("::1", "loopback"),
        ("::", "unspecified"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("fd00:ec2::254", "private"),
        ("fec0::1", "site-local"),
        ("ff02::1", "multicast"),
        ("2001:db8::1", "private"),
        ("2001::1", "a Teredo tunnel"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:169.254.169.254", "link-local"),
        ("::ffff:10.0.0.1", "private"),
        ("64:ff9b::7f00:1", "loopback"),
        ("64:ff9b::a9fe:a9fe", "link-local"),
        ("64:ff9b:1::1", "a local translator"),
        ("2001:20::1", "reserved for protocols"),
        ("3fff::1", "reserved for documentation"),
        ("2002:7f00:1::1", "loopback"),
        ("2002:a9fe:a9fe::1", "link-local"),
        ("2002:c0a8:101::1", "private"),
        ("::7f00:1", "reserved"),
        ("2606:4700::5efe:10.0.0.1", "private"),
        ("2606:4700::200:5efe:192.168.1.1", "private"),
    ],
)
def test_any_other_address_is_refused_with_the_reason(address: str, reason: str) -> None:
    refusal = STRICT.refuse(address)

    assert refusal is not None
    assert refusal.endswith(f"is {reason}")


@pytest.mark.parametrize("text", ["", "hooks.example.com", "1.2.3", "0x7f.1", "1.2.3.4/8"])
def test_an_invalid_address_is_refused(text: str) -> None:
    assert STRICT.refuse(text) == f"{text} is not a network address"


@given(st.ip_addresses(v=4))
def test_ipv6_forms_of_an_ipv4_address_are_treated_like_it(address: IPv4Address) -> None:
    number = int(address)
    written = (
        IPv6Address((0xFFFF << 32) | number),  # mapped
        IPv6Address((0x0064_FF9B << 96) | number),  # NAT64
    )
    tunnel = IPv6Address((0x2002 << 112) | (number << 80) | 1)  # 6to4

    plain = STRICT.refuse(str(address))
    assert [STRICT.refuse(str(each)) is None for each in written] == [plain is None] * 2
    assert plain is None or STRICT.refuse(str(tunnel)) is not None


@given(st.ip_addresses())
def test_accepted_addresses_are_global(address: IPv4Address | IPv6Address) -> None:
    if STRICT.refuse(str(address)) is None:
        assert not address.is_private or address.version == 6
        assert not address.is_loopback
        assert not address.is_multicast


def test_an_operator_can_allow_networks() -> None:
    policy = AddressPolicy((ip_network("10.1.0.0/16"), ip_network("fd00::/8")))

    for allowed in ("10.1.2.3", "::ffff:10.1.2.3", "fd00::1"):
        assert policy.refuse(allowed) is None
    for refused in ("10.2.0.1", "127.0.0.1", "169.254.169.254", "::1"):
        assert policy.refuse(refused) is not None


def test_addresses_of_operators_are_not_checked() -> None:
    for address in ("127.0.0.1", "10.0.0.1", "::1", "169.254.0.1"):
        assert EVERY_ADDRESS.refuse(address) is None
