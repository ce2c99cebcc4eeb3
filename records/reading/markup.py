# SPDX-License-Identifier: GPL-2.0-or-later
"""HTML and Word's XML found inside texts, taken out; and what their check boxes say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from .normalised import tidy, without_bullet

CHECKED, UNCHECKED = "☒", "☐"
_TAG = re.compile(
    r"</?(?:p|br|div|span|ul|ol|li|b|i|u|strong|em|table|tr|td|th|tbody|thead|h[1-6]|a|img|font|input|label|sup|sub|style|"
    r"script|meta|xml|html|body|head|[a-z]\w*:\w+)(?:\s[^<>]*)?/?>|<(?:w|m|o|v):[a-z]+|<!--|<!\[|<\?xml|&(?:[a-z]+|#\d+|#x[0-9a-f]+);",
    re.IGNORECASE,
)
_DROPPED = re.compile(
    r"<!--.*?-->|<!\[(?:if|endif|CDATA).*?\]>|<\?.*?\?>|<(style|script|xml)\b.*?</\1\s*>|<(?:w|m|o):(?:LatentStyles|WordDocument)\b.*?</(?:w|m|o):(?:LatentStyles|WordDocument)>|"
    r"<(?:w|m|o|v):(?:LatentStyles|LsdException|WordDocument|OfficeDocumentSettings)\b[^>]*(?:>|$)|<!--.*$|<(?:style|xml)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_BLOCKS = {"p", "div", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"}


@dataclass(frozen=True)
class Plain:
    """Text without markup; ``cleaned`` when there was any."""

    text: str
    cleaned: bool


class _Text(HTMLParser):
    """Gathers the text: one line per block, a dash before an item, a box for a check box."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "br" or tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag == "li":
            self.pieces.append("\n- ")
        elif tag in ("td", "th"):
            self.pieces.append("\t")
        elif tag == "input" and facts.get("type") == "checkbox":
            self.pieces.append(f" {CHECKED if 'checked' in facts else UNCHECKED} ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def plain(text: str) -> Plain:
    """``text`` without tags, comments, styles and entities; a lone ``<`` (``a < b``) is left alone."""
    if not _TAG.search(text):
        return Plain(tidy(text), False)
    parser = _Text()
    parser.feed(_DROPPED.sub(" ", text))
    parser.close()
    lines = []
    for line in tidy(unescape("".join(parser.pieces))).split("\n"):
        item = line.startswith("- ")
        body = without_bullet(line) if item else line
        if body or not item:
            lines.append(f"- {body}" if item else line)
    return Plain(re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip(), True)


_BOX = re.compile(r"☒|☑|☐|✔|✓|✘|✗|\[[xX ]\]|[\uf0fe\uf0a8\uf06f\uf078\uf0fd]")
_ON = {"☒", "☑", "✔", "✓", "[x]", "[X]", "\uf0fe", "\uf0fd", "\uf078"}
_OFF = {"☐", "[ ]", "\uf0a8", "\uf06f", "✘", "✗"}


def boxes(text: str) -> dict[str, bool | None]:
    """The check boxes of ``text``: label → ticked or not; None where it cannot be told which box a label has.

    A box stands before its label, or after it when the text begins with a label and ends with a box.
    """
    written = plain(text).text
    found = list(_BOX.finditer(written))
    if not found:
        return {}
    states = [True if m[0] in _ON else False if m[0] in _OFF else None for m in found]
    labels = [part.strip(" \t\n:;,|/") for part in _BOX.split(written)]
    if not labels[0]:
        pairs = list(zip(labels[1:], states, strict=True))
    elif not labels[-1]:
        pairs = list(zip(labels[:-1], states, strict=True))
    else:
        return {label: None for label in labels if label}
    return {label: state for label, state in pairs if label}
