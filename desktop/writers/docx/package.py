"""The file: its parts, how they lead to each other, what is said about the whole of it."""

import io
import zipfile
from datetime import UTC

from desktop.documents.blocks import Document
from desktop.writers.docx.making import Picture
from desktop.writers.docx.markup import DECLARATION, NAMESPACES, quoted, tag

__all__ = ["pack"]

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def pack(
    document: Document,
    body: str,
    styles: str,
    furniture: dict[str, str],
    pictures: list[Picture],
) -> bytes:
    """The file. `body`: what stands in `w:body`; `furniture`: name (header1, footer2 …) → what
    stands in that part. Equal arguments give equal bytes."""
    texts = {
        "[Content_Types].xml": _content_types(furniture, pictures),
        "_rels/.rels": _relations(
            (
                ("rId1", f"{_RELATIONS}/officeDocument", "word/document.xml"),
                ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                ("rId3", f"{_RELATIONS}/extended-properties", "docProps/app.xml"),
            )
        ),
        "docProps/core.xml": _core(document),
        "docProps/app.xml": _application(document),
        "word/document.xml": _part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": _part("styles", styles),
        "word/settings.xml": _part("settings", _settings(document)),
        "word/fontTable.xml": _part("fonts", _fonts()),
        "word/_rels/document.xml.rels": _relations(_links(furniture, pictures)),
    }
    for name, content in furniture.items():
        texts[f"word/{name}.xml"] = _part("hdr" if name.startswith("header") else "ftr", content)
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, text in texts.items():
            _add(archive, document, name, text.encode("utf-8"))
        for one in pictures:
            _add(archive, document, f"word/media/{one.file_name}", one.data)
    return sink.getvalue()


def _add(archive: zipfile.ZipFile, document: Document, name: str, data: bytes) -> None:
    when = document.printed
    moment = (max(when.year, 1980), when.month, when.day, when.hour, when.minute, when.second)
    about = zipfile.ZipInfo(name, moment)
    about.compress_type = zipfile.ZIP_DEFLATED
    about.create_system = 0  # the same on every system
    archive.writestr(about, data)


def _part(root: str, content: str) -> str:
    return f'{DECLARATION}<w:{root} {NAMESPACES} mc:Ignorable="w14">{content}</w:{root}>'


def _relations(links: tuple[tuple[str, str, str], ...]) -> str:
    inside = "".join(
        tag("Relationship", {"Id": name, "Type": kind, "Target": target})
        for name, kind, target in links
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _links(furniture: dict[str, str], pictures: list[Picture]) -> tuple[tuple[str, str, str], ...]:
    return (
        ("rIdStyles", f"{_RELATIONS}/styles", "styles.xml"),
        ("rIdSettings", f"{_RELATIONS}/settings", "settings.xml"),
        ("rIdFonts", f"{_RELATIONS}/fontTable", "fontTable.xml"),
        *(
            (f"rId_{name}", f"{_RELATIONS}/{name.rstrip('0123456789')}", f"{name}.xml")
            for name in furniture
        ),
        *((one.relation, f"{_RELATIONS}/image", f"media/{one.file_name}") for one in pictures),
    )


def _content_types(furniture: dict[str, str], pictures: list[Picture]) -> str:
    suffixes = sorted({one.file_name.rpartition(".")[2] for one in pictures})
    parts = [
        tag("Default", {"Extension": "rels", "ContentType": _PACKAGE_RELATIONS}),
        tag("Default", {"Extension": "xml", "ContentType": "application/xml"}),
        *(tag("Default", {"Extension": one, "ContentType": f"image/{one}"}) for one in suffixes),
    ]
    kinds = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": (
            "application/vnd.openxmlformats-officedocument.extended-properties+xml"
        ),
    }
    for name in furniture:
        kinds[f"/word/{name}.xml"] = f"{_WORD}.{name.rstrip('0123456789')}+xml"
    parts += [tag("Override", {"PartName": n, "ContentType": kind}) for n, kind in kinds.items()]
    return f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{"".join(parts)}</Types>'


_PACKAGE_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"


def _core(document: Document) -> str:
    when = document.printed
    written = (when.astimezone(UTC) if when.tzinfo else when).strftime("%Y-%m-%dT%H:%M:%SZ")
    language = "zh-CN" if document.language == "zh" else "en-GB"
    time = 'xsi:type="dcterms:W3CDTF"'
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{quoted(document.title)}</dc:title>"
        f"<dc:subject>{quoted(document.subject)}</dc:subject>"
        f"<dc:creator>{quoted(document.author)}</dc:creator>"
        f"<cp:keywords>{quoted(', '.join(document.keywords))}</cp:keywords>"
        f"<cp:lastModifiedBy>{quoted(document.author)}</cp:lastModifiedBy>"
        f"<dcterms:created {time}>{written}</dcterms:created>"
        f"<dcterms:modified {time}>{written}</dcterms:modified>"
        f"<dc:language>{language}</dc:language></cp:coreProperties>"
    )


def _application(document: Document) -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        f'{DECLARATION}<Properties xmlns="{space}"><Application>PolicyDesk 制度台</Application>'
        f"<Company>{quoted(document.author)}</Company></Properties>"
    )


def _settings(document: Document) -> str:
    latin = "zh-CN" if document.language == "zh" else "en-GB"
    modern = {
        "w:name": "compatibilityMode",
        "w:uri": "http://schemas.microsoft.com/office/word",
        "w:val": 15,
    }
    return (
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="480"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        f"<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
        f"<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/>"
        f"<w:useFELayout/>{tag('w:compatSetting', modern)}</w:compat>"
        f'<w:themeFontLang w:val="{latin}" w:eastAsia="zh-CN"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    )


def _fonts() -> str:
    """Other names of the faces, for systems that know them by those."""
    faces = (
        ("SimSun", "宋体", "02010600030101010101", "86", "auto"),
        ("SimHei", "黑体", "02010609060101010101", "86", "modern"),
        ("KaiTi", "楷体", "02010609060101010101", "86", "modern"),
        ("Times New Roman", "", "02020603050405020304", "00", "roman"),
        ("Arial", "", "020B0604020202020204", "00", "swiss"),
        ("Segoe UI Symbol", "", "020B0502040204020203", "00", "swiss"),
    )
    return "".join(
        tag(
            "w:font",
            {"w:name": name},
            f'<w:altName w:val="{other}"/>' if other else "",
            f'<w:panose1 w:val="{shape}"/><w:charset w:val="{signs}"/><w:family w:val="{family}"/>',
        )
        for name, other, shape, signs, family in faces
    )
