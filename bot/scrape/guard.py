"""Which addresses a page may be fetched from: public ones, checked where a connection is made.

A check of the name alone is bypassed by literal addresses and by names that resolve differently the next time; so
the resolver drops private addresses, and the socket for any other is refused at the moment of connecting.
"""

import ipaddress
import socket
from typing import TypeAlias

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
AddrInfo: TypeAlias = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[object, ...]]

_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_V4_COMPATIBLE = ipaddress.IPv6Network("::/96")


class RefusedAddress(OSError):
    """The address is private, reserved or local, and no setting allows it."""


def is_public(text: str) -> bool:
    """Whether an IP address, as text, is one of the open internet; False for what is no address at all.

    Addresses that carry an IPv4 address inside (mapped, compatible, 6to4, Teredo, NAT64) are judged by it too.
    """
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if address in _NAT64[0]:
        # The way to the IPv4 internet from networks that have none: reserved, and as open as what it leads to.
        return _is_open(_last_four_bytes(address))
    return all(_is_open(each) for each in (address, *_inside(address)))


def _is_open(address: Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inside(address: Address) -> tuple[Address, ...]:
    if isinstance(address, ipaddress.IPv4Address):
        return ()
    found: list[Address] = []
    if address.ipv4_mapped is not None:
        found.append(address.ipv4_mapped)
    if address.sixtofour is not None:
        found.append(address.sixtofour)
    if address.teredo is not None:
        found.extend(address.teredo)
    if address in _V4_COMPATIBLE or any(address in net for net in _NAT64):
        found.append(_last_four_bytes(address))
    return tuple(found)


def _last_four_bytes(address: Address) -> ipaddress.IPv4Address:
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


class GuardedResolver(AbstractResolver):
    """Resolves names to public addresses only."""

    def __init__(self, inner: AbstractResolver | None = None) -> None:
        self._inner = inner or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Raises RefusedAddress when the name leads to private addresses only, OSError when it leads nowhere."""
        results = await self._inner.resolve(host, port, family)
        public = [each for each in results if is_public(each["host"])]
        if not results:
            raise OSError(f"{host} leads to no address")
        if not public:
            raise RefusedAddress(f"{host} leads to the private address {results[0]['host']}")
        return public

    async def close(self) -> None:
        await self._inner.close()


def guarded_socket(addr_info: AddrInfo) -> socket.socket:
    """A socket for an address about to be connected to. Raises RefusedAddress for a private one."""
    family, kind, proto, _, sockaddr = addr_info
    if not is_public(str(sockaddr[0])):
        raise RefusedAddress(f"{sockaddr[0]} is a private address")
    return socket.socket(family, kind, proto)
