"""Pictures and shapes: figures, logo, the place of the seal, the watermark."""

from dataclasses import replace

from desktop.documents.blocks import Figure, Seal
from desktop.writers.docx.making import Making, Picture
from desktop.writers.docx.markup import quoted, tag, twips
from desktop.writers.docx.text import Piece, paragraph, renumbered, run, tracked
from desktop.writers.figure_words import figure_lines
from desktop.writers.pdf.style import COLOUR_CODES, MM, PAGE_HEIGHT, PAGE_WIDTH

__all__ = ["figure", "picture_run", "seal", "watermark"]

_EMU = 12700
"""English metric units in a pt."""
_DOTS = 220
_WORDS = "http://schemas.openxmlformats.org/drawingml/2006"
_WATERMARK_SIZE = 96.0


def _emu(length: float) -> int:
    return round(length * _EMU)


def figure(block: Figure, making: Making, *props: str) -> list[str]:
    """Caption above, figure below it. Its words stand behind it for whoever hears it."""
    from desktop.writers.pdf.figure_picture import figure_picture

    change = block.change
    parts: list[str] = []
    if block.caption:
        content = renumbered(block.caption, block.caption_before, change=change)
        style = making.book.paragraph("caption", making.form)
        parts.append(tracked(making, style, content, change, *props, anchor=block.anchor))
        props = ()
    drawn = figure_picture(replace(block, caption="", caption_before=""), making.setter, _DOTS)
    words = "\n".join(figure_lines(block, making.language))
    made = making.picture(drawn.data, "png")
    inside = picture_run(making, made, drawn.width, drawn.height, block.caption, words)
    element = making.element(change)
    start, end = making.bookmark("" if block.caption else block.anchor)
    if element:
        inside = making.revised(element, inside)
    style = making.book.paragraph("figure", making.form)
    mark = making.revision(element) if element else ""
    parts.append(paragraph(style, start + inside + end, *props, mark=mark))
    return parts


def picture_run(
    making: Making, made: Picture, width: float, height: float, title: str, words: str
) -> str:
    """A run with a picture in the line. `words`: what a person hears instead of it."""
    size = {"cx": _emu(width), "cy": _emu(height)}
    number = making.id()
    about = {"id": number, "name": made.file_name, "descr": words, "title": title}
    picture = (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{made.file_name}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{made.relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/>{tag("a:ext", size)}</a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f"{tag('wp:extent', size)}{tag('wp:docPr', about)}<wp:cNvGraphicFramePr/>"
        f'<a:graphic><a:graphicData uri="{_WORDS}/picture">{picture}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def seal(block: Seal, making: Making, *props: str) -> list[str]:
    """A dashed circle over issuer and date, which lie slightly below its centre."""
    diameter = block.diameter_mm * MM
    page = making.page
    left = page.width - diameter - 14 * MM
    style = making.book.paragraph("seal")
    room = max(0.0, left - 40.0)
    indent = tag(
        "w:ind", {"w:left": twips(room), "w:right": twips(page.width - left - diameter - 40)}
    )
    above = tag("w:spacing", {"w:before": 200, "w:after": twips(diameter / 2 - 30)})
    mark = [Piece(making.say("seal"), making.book.mark("seal-mark"))]
    words = "".join(run(one.text, one.style) for one in mark)
    circle = _circle(making, left, diameter)
    below = tag("w:spacing", {"w:before": 0, "w:after": twips(max(0.0, diameter / 2 - 46))})
    keep = "<w:keepNext/>"
    return [
        paragraph(style, circle + words, *props, keep, indent, above),
        paragraph(style, run(block.issuer), keep, indent),
        paragraph(style, run(making.say("date_wide")), indent, below),
    ]


def _circle(making: Making, left: float, diameter: float) -> str:
    """Behind the text, at the paragraph's top."""
    size = {"cx": _emu(diameter), "cy": _emu(diameter)}
    number = making.id()
    shape = (
        '<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f"{tag('a:ext', size)}</a:xfrm>"
        '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom><a:noFill/>'
        f'<a:ln w="{_emu(0.9)}"><a:solidFill><a:srgbClr val="{COLOUR_CODES["seal"]}"/>'
        '</a:solidFill><a:prstDash val="dash"/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
    )
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        'behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="margin"><wp:posOffset>{_emu(left)}</wp:posOffset>'
        '</wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset>'
        f"</wp:positionV>{tag('wp:extent', size)}"
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f"{tag('wp:docPr', {'id': number, 'name': f'seal{number}', 'descr': making.say('seal')})}"
        "<wp:cNvGraphicFramePr/><a:graphic>"
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"{shape}</a:graphicData></a:graphic></wp:anchor>"
    )
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"{anchor}</w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>"
    )


def watermark(words: str, making: Making, number: int) -> str:
    """One line rising across the page behind the text, as Word makes its own watermarks."""
    style = making.book.role("chapter", False)._replace(face="sans-bold", size=_WATERMARK_SIZE)
    natural = max(making.setters[False].width(words, style), 1.0)
    width = min(natural, 0.78 * (PAGE_WIDTH**2 + PAGE_HEIGHT**2) ** 0.5)
    height = 0.95 * _WATERMARK_SIZE * width / natural
    where = (
        "position:absolute;margin-left:0;margin-top:0;"
        f"width:{width:.1f}pt;height:{height:.1f}pt;rotation:306;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        "mso-position-vertical:center;mso-position-vertical-relative:page"
    )
    shape_type = (
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
        '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
        '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" '
        'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
        '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" '
        'xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/>'
        "</v:shapetype>"
    )
    return (
        f"<w:r><w:pict>{shape_type}"
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}" '
        f'type="#_x0000_t136" style="{where}" o:allowincell="f" '
        f'fillcolor="#{COLOUR_CODES["watermark"]}" stroked="f">'
        f'<v:textpath style="font-family:&quot;SimHei&quot;;font-size:1pt;font-weight:bold" '
        f'string="{quoted(words)}"/></v:shape></w:pict></w:r>'
    )
