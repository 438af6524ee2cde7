"""HTML that is safe by construction: a tag escapes whatever is not already Html."""

from html import escape


class Html(str):
    """Text that is mark-up already. Only this module and constant texts make it."""

    __slots__ = ()


Child = str | None


def tag(name: str, /, *children: Child, **attributes: str | int | float | bool | None) -> Html:
    """An element. Attributes None or False are left out, True stands alone.

    A final underscore of an attribute is dropped (`class_`), others become hyphens (`data_age`).
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(*children)}</{name}>")


def join(*children: Child) -> Html:
    """Children one after the other, escaped where they are plain text; None is nothing."""
    return Html("".join(one if isinstance(one, Html) else escape(one or "") for one in children))


def words(text: str, *, lang: str = "") -> Html:
    """A text by others, in its own direction and language."""
    return tag("bdi", text, dir="auto", lang=lang or None)


_VOID = frozenset(("meta", "link", "br", "hr", "input", "img"))


def _attribute(key: str, value: str | int | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value), quote=True)}"'
