# SPDX-License-Identifier: GPL-2.0-or-later
"""The little language of the calculated indicators of Territoires en Transitions: ``val(cae_1.a)/val(terr_1)*1000``.

Numbers, ``+ - * /``, brackets, ``val(code)`` and ``opt_val(code)``; read by a parser of our own, never run as a program.
What is missing is not zero: ``val`` of a missing value makes the whole result missing; ``opt_val`` of one leaves its term
out of a sum, and a sum whose terms are all left out is missing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ..errors import RecordError, noop

LONGEST = 4000  # characters; the longest official one has 230
DEEPEST = 40  # brackets inside brackets

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(opt_val|val)\s*\(\s*([A-Za-z][\w.\-]*)\s*\)|([-+*/()]))")


@dataclass(frozen=True)
class Result:
    """A ``value`` rounded to what a float holds, or None with what is ``missing``: codes, or ``/0``."""

    value: float | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Formula:
    """A formula that was read; ``needed`` are the codes of ``val``, ``optional`` those of ``opt_val``."""

    text: str
    needed: tuple[str, ...]
    optional: tuple[str, ...]
    steps: tuple[tuple[str, float | str], ...]  # in postfix order: ("number", 1000.0), ("val", code), ("do", "+")

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code the formula names."""
        return tuple(dict.fromkeys((*self.needed, *self.optional)))

    @property
    def ratio(self) -> tuple[str, str] | None:
        """(numerator, denominator) of ``val(a)/val(b)``, with or without a constant factor; None for another formula."""
        values = [str(value) for kind, value in self.steps if kind in ("val", "opt_val")]
        signs = [value for kind, value in self.steps if kind == "do"]
        if len(values) != 2 or signs.count("/") == 0 or not set(signs) <= {"/", "*"}:
            return None
        above, below = self.evaluate({values[0]: 4.0, values[1]: 2.0}), self.evaluate({values[0]: 2.0, values[1]: 4.0})
        if not above.value or not below.value or values[0] == values[1]:
            return None
        share = above.value / below.value  # 4 for a / b, 1 for a * b, 1/4 for b / a
        first, second = values
        return (first, second) if share == 4 else (second, first) if share == 0.25 else None

    def evaluate(self, values: Mapping[str, float | None]) -> Result:
        """The result for ``values`` by code, each in the unit of its indicator; one that is absent is missing."""
        missing = tuple(code for code in self.needed if values.get(code) is None)
        if missing:
            return Result(None, missing)
        stack: list[float | None] = []
        for kind, value in self.steps:
            if kind == "number":
                stack.append(float(value))
            elif kind == "do":
                second, first = stack.pop(), stack.pop()
                if value == "/" and second == 0:
                    return Result(None, ("/0",))
                stack.append(_done(str(value), first, second))
            else:
                stack.append(values.get(str(value)))
        found = stack.pop()
        if found is None:
            return Result(None, self.optional)
        return Result(found) if math.isfinite(found) else Result(None, ("/0",))


def _done(sign: str, first: float | None, second: float | None) -> float | None:
    """One operation; what is left out is neutral in a sum, and leaves out a product."""
    if sign in "+-":
        if first is None and second is None:
            return None
        first, second = first or 0.0, second or 0.0
        return first + second if sign == "+" else first - second
    if first is None or second is None:
        return None
    return first * second if sign == "*" else first / second


class _Reader:
    """A descent by precedence: sums of products of numbers, values and brackets."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name, self.position, self.depth = text, name, 0, 0
        self.token: tuple[str, str] | None = None
        self.steps: list[tuple[str, float | str]] = []
        self.advance()

    def refuse(self) -> RecordError:
        return RecordError(
            noop("The formula of “{indicator}” cannot be read at “{place}” (character {position}): numbers, + - * /, brackets, val(code) and opt_val(code) are."),
            indicator=self.name, place=self.text[self.position : self.position + 20] or "…", position=self.position + 1,
        )  # fmt: skip

    def advance(self) -> None:
        if not self.text[self.position :].strip():
            self.token = None
            return
        found = _TOKEN.match(self.text, self.position)
        if not found:
            raise self.refuse()
        number, call, code, sign = found.groups()
        self.token = ("number", number) if number else (call, code) if call else ("sign", sign)
        self.next_position = found.end()

    def take(self) -> tuple[str, str]:
        token = self.token
        if token is None:
            raise self.refuse()
        self.position = self.next_position
        self.advance()
        return token

    def left_to_right(self, signs: str, operand: Callable[[], None]) -> None:
        operand()
        while self.token and self.token[0] == "sign" and self.token[1] in signs:
            _, sign = self.take()
            operand()
            self.steps.append(("do", sign))

    def sum(self) -> None:
        self.left_to_right("+-", self.product)

    def product(self) -> None:
        self.left_to_right("*/", self.factor)

    def factor(self) -> None:
        if self.token is None or (self.token[0] == "sign" and self.token[1] not in "(-"):
            raise self.refuse()
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.refuse()
        kind, text = self.take()
        if kind == "number":
            self.steps.append(("number", float(text)))
        elif kind != "sign":
            self.steps.append((kind, text))
        elif text == "-":
            self.steps.append(("number", -1.0))
            self.factor()
            self.steps.append(("do", "*"))
        else:
            self.sum()
            if self.token != ("sign", ")"):
                raise self.refuse()
            self.take()
        self.depth -= 1


def parse(text: str, name: str = "?") -> Formula:
    """The formula written ``text``, of the indicator ``name``. Raises ``RecordError`` saying where it cannot be read."""
    if len(text) > LONGEST:
        raise RecordError(
            noop("The formula of “{indicator}” has {count} characters; {limit} are read at most."),
            indicator=name, count=len(text), limit=LONGEST,
        )  # fmt: skip
    reader = _Reader(text, name)
    reader.sum()
    if reader.token is not None:
        raise reader.refuse()

    def codes(kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(value) for step, value in reader.steps if step == kind))

    return Formula(text, codes("val"), codes("opt_val"), tuple(reader.steps))


def in_order(formulas: Mapping[str, Formula]) -> list[str]:
    """The codes of ``formulas``, each after those it is made of. Raises ``RecordError`` naming a circle of them."""
    done: dict[str, bool] = {}
    ordered: list[str] = []
    for start in formulas:
        trail = [(start, iter(_known(formulas, start)))] if start not in done else []
        if trail:
            done[start] = False
        while trail:
            code, needed = trail[-1]
            following = next(needed, None)
            if following is None:
                done[code] = True
                ordered.append(code)
                trail.pop()
            elif following not in done:
                done[following] = False
                trail.append((following, iter(_known(formulas, following))))
            elif not done[following]:
                path = [name for name, _ in trail]
                circle = [*path[path.index(following) :], following]
                raise RecordError(
                    noop("The formulas {circle} go in a circle: none can be computed. Take one of them out of the formula of the next."),
                    circle=" → ".join(circle),
                )  # fmt: skip
    return ordered


def _known(formulas: Mapping[str, Formula], code: str) -> Iterable[str]:
    return (name for name in formulas[code].codes if name in formulas)


def computed(formulas: Mapping[str, Formula], given: Mapping[str, float | None]) -> dict[str, Result]:
    """The result of each of ``formulas``; a value that is ``given`` for a code stands before the one that is computed.

    Raises ``RecordError`` when formulas go in a circle.
    """
    values = dict(given)
    results: dict[str, Result] = {}
    for code in in_order(formulas):
        results[code] = formulas[code].evaluate(values)
        if values.get(code) is None:
            values[code] = results[code].value
    return results
