"""Write every page of the reference, and the drawing of the house, into docs/."""

from tests.conftest import ROOT
from tests.reference.pages import written

for path, text in written().items():
    (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
    (ROOT / path).write_text(text, "utf-8", newline="\n")
