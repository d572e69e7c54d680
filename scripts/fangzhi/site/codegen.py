"""What a template becomes when it is compiled: Python that calls what it names and joins texts, with less in between.

Jinja looks at everything that is called for whether it wants a context, and makes an object of every value that is shown.
Nothing that templates are given here wants a context, and what is shown is joined at once.
"""

from __future__ import annotations

import re
from keyword import iskeyword

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

_SPECIAL = re.compile("[&<>'\"]").search


def shown(value: object) -> str:
    """A value as HTML, as `markupsafe.escape` gives it, and a plain text where nothing is to be escaped."""
    kind = type(value)
    if kind is Markup or (kind is str and not _SPECIAL(value)):  # type: ignore[call-overload]
        return value  # type: ignore[return-value]
    return escape(value)


class Direct(CodeGenerator):
    """Writes calls as calls, and shows values with `shown`."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """A whole template."""
        self.writeline(f"from {__name__} import shown")
        super().visit_Template(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - as above
        """A call; with a star among what it is given, or a name that Python keeps for itself, as Jinja has it."""
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(given.key) for given in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("shown(")
