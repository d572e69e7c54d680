"""The text of a Word file (.docx, ISO/IEC 29500), through python-docx."""

from __future__ import annotations

import io
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table


def read_text(data: bytes) -> str:
    """Paragraphs as lines with blank lines between, tables as rows of cells with tabs. Raises `ValueError`."""
    try:
        document = Document(io.BytesIO(data))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise ValueError("docx") from error
    blocks = (_rows(block) if isinstance(block, Table) else block.text for block in document.iter_inner_content())
    return "\n\n".join(blocks)


def _rows(table: Table) -> str:
    return "\n".join("\t".join(cell.text.replace("\n", " ") for cell in row.cells) for row in table.rows)
