"""Addresses of Redis servers: what they say, and how they are shown without their passwords."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

SENTINEL_PORT = 26379
NODE_PORT = 6379
SCHEMES = ("redis", "rediss", "unix", "redis+sentinel", "rediss+sentinel", "redis+cluster", "rediss+cluster")
_SECRET_FIELDS = ("password", "sentinel_password")


@dataclass(frozen=True, slots=True)
class SentinelAddress:
    """`redis+sentinel://user:password@host:port,host:port/service/db?sentinel_password=...`, taken apart."""

    sentinels: tuple[tuple[str, int], ...]
    service: str
    db: int
    tls: bool
    username: str | None
    password: str | None
    sentinel_username: str | None
    sentinel_password: str | None
    rest: tuple[tuple[str, str], ...]

    @classmethod
    def parse(cls, url: str) -> "SentinelAddress":
        """Raises ValueError, naming what is wrong and nothing secret."""
        split = urlsplit(url)
        user, _, hosts = split.netloc.rpartition("@")
        username, _, password = user.partition(":")
        service, _, db = split.path.strip("/").partition("/")
        if not service:
            raise ValueError("after the sentinels' hosts comes /NAME-OF-THE-SERVICE")
        query = dict(parse_qsl(split.query))
        return cls(
            sentinels=tuple(_host(host, SENTINEL_PORT) for host in hosts.split(",")),
            service=unquote(service),
            db=_number(db or "0"),
            tls=split.scheme.startswith("rediss"),
            username=unquote(username) or None,
            password=unquote(password) or None,
            sentinel_username=query.pop("sentinel_username", None),
            sentinel_password=query.pop("sentinel_password", None),
            rest=tuple(query.items()),
        )


def _number(text: str) -> int:
    if not text.isdigit():
        raise ValueError("after the service's name comes the number of a database, or nothing")
    return int(text)


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """`redis+cluster://user:password@host:port,host:port?...`, taken apart. Any node leads to all of them."""

    nodes: tuple[tuple[str, int], ...]
    tls: bool
    username: str | None
    password: str | None
    rest: tuple[tuple[str, str], ...]

    @classmethod
    def parse(cls, url: str) -> "ClusterAddress":
        """Raises ValueError, naming what is wrong and nothing secret."""
        split = urlsplit(url)
        user, _, hosts = split.netloc.rpartition("@")
        username, _, password = user.partition(":")
        if split.path.strip("/") not in ("", "0"):
            raise ValueError("a cluster has no databases: nothing may follow the hosts but /0")
        return cls(
            nodes=tuple(_host(host, NODE_PORT) for host in hosts.split(",")),
            tls=split.scheme.startswith("rediss"),
            username=unquote(username) or None,
            password=unquote(password) or None,
            rest=tuple(parse_qsl(split.query)),
        )


def _host(text: str, usual_port: int) -> tuple[str, int]:
    # [::1]:26379, host:26379 or a bare host
    host, colon, port = text.rpartition(":")
    if not colon or (port and not port.isdigit()):
        host, port = text, ""
    if not host.strip("[]"):
        raise ValueError("a host is missing")
    return host.strip("[]"), int(port or usual_port)


def secrets_of(url: str) -> tuple[str, ...]:
    """The passwords in an address, as written and as meant, longest first."""
    split = urlsplit(url)
    found = {value for name, value in parse_qsl(split.query) if name in _SECRET_FIELDS}
    user, _, _ = split.netloc.rpartition("@")
    found.add(user.partition(":")[2])
    found |= {unquote(secret) for secret in found}
    return tuple(sorted(filter(None, found), key=len, reverse=True))


def without_password(url: str) -> str:
    """The address as it may be shown: no password, no query."""
    split = urlsplit(url)
    user, at, hosts = split.netloc.rpartition("@")
    name = user.partition(":")[0]
    return f"{split.scheme}://{f'{name}@' if name else ''}{hosts}{split.path}" if at else url.partition("?")[0]
