# SPDX-License-Identifier: GPL-2.0-or-later
"""What PostgreSQL says, kept to its sentence: the plan's own rule, or its message without severity, context and query."""

from __future__ import annotations

import re

from .rules import CONFLICT, RULES

OWN_SENTENCES = tuple(dict.fromkeys((CONFLICT, *(rule.sentence for rule in RULES))))
# PostgreSQL speaks the language of its server (lc_messages); the names of constraints are the same in all.
_SEVERITY = re.compile(r"(?:ERROR|ERREUR|FATAL|PANIC|FEHLER|ERRO|ERRORE|FOUT)\s*:\s+")
_AFTER = re.compile(
    r"\n\s*(?:CONTEXT|CONTEXTE|KONTEXT|CONTEXTO|CONTESTO|DETAIL|DÉTAIL|DETALLE|DETTAGLIO|HINT|ASTUCE|TIP|LINE \d|LIGNE \d)"
    r".*", re.DOTALL,
)  # fmt: skip
_REFERRED = re.compile(r"_fkey\b")
_TWICE = re.compile(r"_(?:once|uuid_key|code_key)\b")
_FORBIDDEN = re.compile(
    r"permission denied|droit refusé|keine Berechtigung|permiso denegado|permesso negato|permissão negada"
)
_GONE = re.compile(
    r"server closed the connection|terminating connection|could not connect|no connection to the server|connection to server"
    r"|could not receive data|could not send data|interruption de la connexion|fermé la connexion|aucune connexion"
    r"|n'a pas pu se connecter|connexion au serveur"
)  # fmt: skip


def own_sentences(text: str) -> list[str]:
    """The sentences of the plan's rules that ``text`` holds, in any language that surrounds them."""
    return [sentence for sentence in OWN_SENTENCES if sentence in text]


def reason(text: str) -> str:
    """One line of ``text``: the plan's own sentence when it has one, else PostgreSQL's message alone."""
    own = own_sentences(text)
    if own:
        return " ".join(own)
    said = _AFTER.sub("", _SEVERITY.split(text)[-1]).strip(" \n]")
    return " ".join(said.split())


def is_referred(text: str) -> bool:
    """True when a row could not be erased because others refer to it, or refers to one that is not there."""
    return bool(_REFERRED.search(text))


def is_twice(text: str) -> bool:
    """True when a row is one that the plan has already."""
    return bool(_TWICE.search(text))


def is_forbidden(text: str) -> bool:
    """True when the role lacks the right."""
    return bool(_FORBIDDEN.search(text))


def is_gone(text: str) -> bool:
    """True when the server no longer answers."""
    return bool(_GONE.search(text))
