"""Pasting from Word, WPS, browsers and sheets; copying to them."""

import json

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from desktop.models.wording import Run
from desktop.views.editors.prose.clipboard import OWN_FORMAT
from desktop.views.editors.prose.pasted_html import parts_of_html
from tests.views.editors.texts import Stage, no_error_in_an_event, put_on_clipboard
from tests.views.screen import application, clean_window

__all__ = ["application", "clean_window", "no_error_in_an_event"]

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

# As Word 2016 writes it: conditional comments, list numbers as hidden text, lines broken anywhere.
WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Word.Document><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- /* Style Definitions */ p.MsoNormal {margin:0cm; font-family:"DengXian";} --></style>
<!--[if gte mso 10]><style>table.MsoNormalTable {mso-style-name:普通表格;}</style>
<![endif]-->
</head><body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
<p class=MsoNormal><b><span style='font-family:等线'>立项</span></b><span
style='font-family:等线'>申请由项目经理
提出，</span><i><span lang=EN-US>within 5 days</span></i><span lang=EN-US><o:p></o:p></span></p>
<p class=MsoListParagraph style='margin-left:21.0pt;text-indent:-21.0pt;
mso-list:l0 level1 lfo1'><![if !supportLists]><span
lang=EN-US style='mso-fareast-font-family:等线'><span style='mso-list:Ignore'>（一）<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span
lang=ZH-CN>申请书</span></p>
<p class=MsoListParagraph style='margin-left:42.0pt;
mso-list:l0 level2 lfo1'><![if !supportLists]><span
lang=EN-US><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;
</span></span></span><![endif]><span>预算<span style='mso-hide:all'>x</span></span><span
style='mso-no-proof:yes'><img width=2 height=2 src="file:///C:/Temp/clip_image001.png"></span></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<!--EndFragment--></body></html>"""

# As WPS Writer writes it: comments instead of declarations, no `Ignore`.
WPS = """<html><head><meta name="Generator" content="WPS Office"><title></title>
<style>@font-face{font-family:"Times New Roman";} p.MsoNormal{mso-style-name:正文;}</style>
</head><body style="tab-interval:21pt;"><!--StartFragment-->
<p class="MsoNormal" style="text-indent:24.0pt;"><span
style="font-weight:bold;">第一句。</span><span
style="font-weight:normal;">第二句。</span></p>
<p class="MsoNormal" style="mso-list:l1 level1 lfo2;"><!--[if !supportLists]--><span
style="font-family:宋体;">1.&nbsp;</span><!--[endif]--><span>甲项</span></p>
<!--EndFragment--></body></html>"""

SHEET = """<html><body><table border=0><col width=72><tr height=19><td class=xl65>名称</td>
<td>天数</td></tr><tr><td><p>初审</p><p>复审</p></td><td align=right>5</td></tr></table>
</body></html>"""


def told(html: str) -> list[tuple[int, str]]:
    parts = parts_of_html(html)
    return [
        (one.level, "".join(run.text for run in one.runs if isinstance(run, Run))) for one in parts
    ]


def test_word() -> None:
    parts = parts_of_html(WORD)
    assert told(WORD) == [
        (0, "立项申请由项目经理提出，within 5 days"),
        (1, "申请书"),
        (2, "预算"),
    ]
    assert parts[0].runs == (
        Run("立项", bold=True),
        Run("申请由项目经理提出，"),
        Run("within 5 days", italic=True),
    )


def test_wps() -> None:
    assert told(WPS) == [(0, "第一句。第二句。"), (1, "甲项")]
    assert parts_of_html(WPS)[0].runs[0] == Run("第一句。", bold=True)


def test_a_sheet_becomes_lines_with_tabs() -> None:
    assert told(SHEET) == [(0, "名称\t天数"), (0, "初审 复审\t5")]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", [(1, "a"), (2, "b"), (1, "c")]),
        ("<p>a<br>b</p>c", [(0, "a"), (0, "b"), (0, "c")]),
        ("<script>alert(1)</script><style>p{}</style><p>a &amp; b</p>", [(0, "a & b")]),
        ("<!-- secret --><p>a<!-- b --></p>", [(0, "a")]),
        ("<p>one\ntwo</p><p>   </p>", [(0, "one two")]),
        ("<div>a</div><div><div>b</div></div>", [(0, "a"), (0, "b")]),
        ("a < b", [(0, "a < b")]),
        ("<p>unclosed <b>bold <p>next", [(0, "unclosed bold"), (0, "next")]),
        ("", []),
    ],
)
def test_what_browsers_write(html: str, expected: list[tuple[int, str]]) -> None:
    assert told(html) == expected


def test_pasting_goes_on_where_the_cursor_is() -> None:
    one = Stage("rich", [{"id": "a", "zh": "前后"}, {"id": "b", "zh": "末段"}])
    one.put_cursor(0, 1)
    put_on_clipboard(html=WORD, text="ignored")
    one.press(Qt.Key.Key_V, CONTROL)
    assert one.texts() == ["前立项申请由项目经理提出，within 5 days", "申请书", "预算后", "末段"]
    assert one.levels() == [0, 1, 2, 0]
    assert (one.ids()[0], one.ids()[3]) == ("a", "b")
    assert len(set(one.ids())) == 4


def test_plain_pasting_takes_the_letters_only() -> None:
    one = Stage("rich")
    one.focus()
    put_on_clipboard(html="<p><b>粗体</b></p>", text="粗体")
    one.press(Qt.Key.Key_V, CONTROL | SHIFT)
    assert [part.runs for part in one.edit.parts()] == [(Run("粗体"),)]


def test_typed_numbers_become_levels() -> None:
    one = Stage("rich")
    one.focus()
    put_on_clipboard(
        text="总则如下：\r\n（一）申请书；\r\n1．预算；\r\n2．进度；\r\n（二）纪要。\r\n3.5 天"
    )
    one.press(Qt.Key.Key_V, CONTROL)
    assert one.texts() == ["总则如下：", "申请书；", "预算；", "进度；", "纪要。", "3.5 天"]
    assert one.levels() == [0, 1, 2, 2, 1, 0]


def test_characters_that_no_text_can_hold_are_left_out() -> None:
    one = Stage("rich")
    one.focus()
    put_on_clipboard(text="a\u202eb\x07c")
    one.press(Qt.Key.Key_V, CONTROL)
    assert one.now() == [{"id": one.ids()[0], "level": 0, "text": {"zh": "abc"}}]


def test_cut_and_paste_keeps_the_part_its_translation_and_its_references() -> None:
    value = [
        {"id": "a", "zh": "甲", "en": "One"},
        {"id": "b", "item": {"zh": ["见", {"ref": "article:risk"}], "en": "Two"}},
        {"id": "c", "zh": "丙"},
    ]
    one = Stage("rich", value)
    one.put_cursor(1, 0, to=(2, 0))
    one.press(Qt.Key.Key_X, CONTROL)
    assert one.ids() == ["a", "c"]
    one.put_cursor(0, 0)
    one.press(Qt.Key.Key_V, CONTROL)
    assert one.ids()[0] == "b"
    assert one.now()[0] == {  # type: ignore[index]
        "id": "b",
        "level": 1,
        "text": {"zh": ["见", {"ref": "article:risk"}], "en": "Two"},
    }


def test_a_copy_is_another_part() -> None:
    one = Stage("rich", [{"id": "a", "zh": "甲", "en": "One"}])
    one.put_cursor(0, 0, to=(0, 1))
    one.press(Qt.Key.Key_C, CONTROL)
    one.put_cursor(0, 1)
    one.press(Qt.Key.Key_Return)
    one.press(Qt.Key.Key_V, CONTROL)
    assert one.texts() == ["甲", "甲"]
    assert len(set(one.ids())) == 2


def test_copying_gives_html_and_text_that_others_understand() -> None:
    value = [
        {"id": "a", "zh": ["按", {"ref": "article:risk"}, {"text": "<必须>", "bold": True}]},
        {"id": "b", "item": "甲"},
    ]
    one = Stage("rich", value)
    one.focus()
    one.press(Qt.Key.Key_A, CONTROL)
    one.press(Qt.Key.Key_C, CONTROL)
    data = one.copied()
    assert data.text() == "按第二条<必须>\n（一）甲"
    assert data.html() == "<p>按第二条<b>&lt;必须&gt;</b></p><ol><li>甲</li></ol>"


def test_another_program_cannot_slip_in_what_no_text_holds() -> None:
    bad = {"language": "zh", "value": [{"id": "a", "zh": {"script": 1}}]}
    for own in (json.dumps(bad), "no json", '{"language": "xx"}'):
        data = QMimeData()
        data.setData(OWN_FORMAT, own.encode())
        data.setText("plain")
        QGuiApplication.clipboard().setMimeData(data)
        one = Stage("rich")
        one.focus()
        one.press(Qt.Key.Key_V, CONTROL)
        assert one.texts() == ["plain"]


def test_into_a_line_comes_one_line() -> None:
    one = Stage("text", "名称")
    one.put_cursor(0, 2)
    put_on_clipboard(text="甲\n乙\n")
    one.press(Qt.Key.Key_V, CONTROL)
    assert one.now() == {"zh": "名称甲 乙"}
    one.press(Qt.Key.Key_Return)
    assert one.texts() == ["名称甲 乙"]


def test_into_a_list_come_items() -> None:
    one = Stage("list", [{"id": "a", "zh": "甲"}])
    one.put_cursor(0, 1)
    one.press(Qt.Key.Key_Return)
    put_on_clipboard(text="乙\n丙\n1. 丁")
    one.press(Qt.Key.Key_V, CONTROL)
    assert one.texts() == ["甲", "乙", "丙", "丁"]
    assert set(one.levels()) == {1}
