# SPDX-License-Identifier: GPL-2.0-or-later
"""Small office files written by hand or by GDAL, which has its own writers, and what is read of a file."""

from __future__ import annotations

import zipfile
from pathlib import Path

from atlas_pcaet.records.reading.formats import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PLANS = Path(__file__).resolve().parents[1] / "data" / "plans"
TET = ["Axe (x)", "Sous-axe (x.x)", "Titre de l'action", "Titre de la sous-action", "Statut ", "Financeur 1", "Montant € HT", "Date de début", "Date de fin"]  # fmt: skip


def only(path: Path, form: str = "auto", mapping: dict[str, str] | None = None):
    """What is read of a file that holds one document."""
    (document,) = read(path, form, mapping).documents
    return document


def workbook(path: Path, rows: list[list[str]], sheet: str = "Feuille", driver: str = "XLSX") -> Path:
    """A workbook of texts written by GDAL."""
    from osgeo import ogr

    source = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    layer = source.CreateLayer(sheet)
    width = max(len(row) for row in rows)
    names = [rows[0][n] if n < len(rows[0]) and rows[0][n] else f"Champ{n}" for n in range(width)]
    for name in names:
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    for row in rows[1:]:
        feature = ogr.Feature(layer.GetLayerDefn())
        for n, cell in enumerate(row):
            if cell != "":
                feature.SetField(n, cell)
        layer.CreateFeature(feature)
    layer = source = None
    return path


def raw_workbook(path: Path, sheet_data: str, extra: dict[str, bytes] | None = None, styles: str = "") -> Path:
    """A workbook whose sheet is the XML given."""
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        made.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        made.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}">{sheet_data}</worksheet>')
        if styles:
            made.writestr("xl/styles.xml", f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>')
        for name, content in (extra or {}).items():
            made.writestr(name, content)
    return path


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of a .docx."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def box(label: str, ticked: bool, glyph: str = "☐") -> str:
    """A content control whose glyph may lie: the state is what counts."""
    state = "1" if ticked else "0"
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{glyph}</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> {label} </w:t></w:r>"
    )


def table(*rows: list[str]) -> str:
    """A table of a .docx; a cell is text, or runs when it begins with ``<``."""
    made = ""
    for row in rows:
        cells = "".join(
            f"<w:tc><w:p>{c}</w:p></w:tc>" if c.startswith("<") else f"<w:tc>{paragraph(c)}</w:tc>" for c in row
        )
        made += f"<w:tr>{cells}</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"


def docx(path: Path, *body: str) -> Path:
    """A .docx with a heading style in French."""
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{W}" xmlns:w14="{W14}"><w:body>{"".join(body)}</w:body></w:document>',
        )
        made.writestr(
            "word/styles.xml",
            f'<w:styles xmlns:w="{W}"><w:style w:styleId="Titre1"><w:name w:val="heading 1"/></w:style></w:styles>',
        )
    return path


def odt(path: Path, body: str, forms: str = "") -> Path:
    """A .odt."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    )
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:text>{forms}{body}</office:text></office:body></office:document-content>",
        )
    return path
