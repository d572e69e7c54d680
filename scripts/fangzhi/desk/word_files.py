"""The text of a Word file (.docx, ISO/IEC 29500), through python-docx."""

from __future__ import annotations

import io
from zipfile import ZipFile

from docx import Document
from docx.table import Table

_LARGEST = 50_000_000  # bytes of all parts together, when they are unpacked


def read_text(data: bytes) -> str:
    """Paragraphs as lines with blank lines between, tables as rows of cells with tabs. Raises `ValueError`."""
    try:
        _check_size(data)
        document = Document(io.BytesIO(data))
        blocks = [_rows(block) if isinstance(block, Table) else block.text for block in document.iter_inner_content()]
    except Exception as error:  # what a damaged file raises is said nowhere: zlib.error, lxml's, AttributeError
        raise ValueError("no whole Word file") from error
    return "\n\n".join(blocks)


def _check_size(data: bytes) -> None:
    """A few bytes can unpack to any number, so what the parts say of their sizes is asked first."""
    with ZipFile(io.BytesIO(data)) as parts:
        if sum(part.file_size for part in parts.infolist()) > _LARGEST:
            raise ValueError("no whole Word file")


def _rows(table: Table) -> str:
    return "\n".join("\t".join(cell.text.replace("\n", " ") for cell in row.cells) for row in table.rows)
