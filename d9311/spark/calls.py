"""What the overrides are written in: calls of Spark's functions, conditions, and the kind of a node."""

from __future__ import annotations

from sqlglot import exp

from d9311.spark.macros import Node

KIND = exp.DataType.Type


def call(name: str, *arguments: Node) -> Node:
    """A call of one of Spark's functions, of copies of its arguments."""
    return exp.Anonymous(this=name, expressions=[argument.copy() for argument in arguments])


def number(value: int) -> Node:
    """A whole number."""
    return exp.Neg(this=exp.Literal.number(-value)) if value < 0 else exp.Literal.number(value)


def text(value: str) -> Node:
    """A text."""
    return exp.Literal.string(value)


def is_null(node: Node) -> Node:
    """The condition that a value is null."""
    return exp.Is(this=exp.Paren(this=node.copy()), expression=exp.null())


def either(condition: Node, then: Node, otherwise: Node | None = None) -> Node:
    """`if(condition, then, otherwise)`."""
    return exp.If(this=condition.copy(), true=then.copy(), false=(otherwise or exp.null()).copy())


def lambda_of(name: str, body: Node) -> Node:
    """A function of one element."""
    return exp.Lambda(this=body, expressions=[exp.to_identifier(name)])


def is_kind(node: Node, *kinds: exp.DataType.Type) -> bool:
    """Whether a node is known to be of one of these types."""
    return node.type is not None and node.type.this in kinds


def is_date(node: Node) -> bool:
    """Whether a node is a date."""
    return is_kind(node, KIND.DATE)


def is_text(node: Node) -> bool:
    """Whether a node is a text."""
    return is_kind(node, *exp.DataType.TEXT_TYPES)
