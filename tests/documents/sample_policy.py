"""A small policy with every kind of field, as a person would fill it."""

from desktop.models.snapshot import Policy
from tests import factories as make
from tests.factories import words

ROW = {"ref": "part:decision_levels/l2"}
ANNEX = {"ref": "annex:P1"}
GONE = {"ref": "article:gone"}


def both(zh: str, en: str) -> dict:
    return {"zh": zh, "en": en}


def general() -> object:
    return make.chapter(
        "general",
        make.article(
            "purpose",
            make.field(
                "purpose", "rich", [both("为规范项目运营，制定本制度。", "This Policy is made.")]
            ),
            title=words("目的", "Purpose"),
            section="aims",
        ),
        make.article(
            "limits",
            make.field("days", "number", 10, unit=words("个工作日", "working days")),
            make.field("body", "role", "RB"),
            make.field("empty", "date"),
            make.field("name", "text", both("年审", "yearly"), title=words("名称", "Name")),
            make.field(
                "grade",
                "choice",
                "high",
                choices=make.choices(high="高", low="低"),
                title=words("等级", "Grade"),
            ),
            make.field("urgent", "bool", True, title=words("可以加急", "May be urgent")),
            make.field("fee", "money", 20000, title=words("费用上限", "Highest fee")),
            make.field(
                "ways",
                "multi",
                ["mail", "paper"],
                choices=make.choices(mail="邮件", paper="书面", talk="口头"),
                title=words("方式", "Ways"),
            ),
            title=words("评审", "Review"),
            text=[
                words(
                    "{body}在{days}内决定，自{empty}起执行；{unknown}原样。",
                    "The {body} decides within {days}, from {empty}; {unknown} stays.",
                ),
            ],
        ),
        make.article(
            "principles",
            make.field(
                "principles",
                "list",
                [
                    both("先立项后投入", "initiate before spending"),
                    both("一事一责。", "one owner."),
                ],
                title=words("原则", "Principles"),
            ),
            title=words("原则", "Principles"),
            section="rest",
        ),
        title=words("总则", "General provisions"),
    )


def tables() -> object:
    levels = (
        make.column("level", title=words("层级", "Level")),
        make.column("body", "role", many=True, title=words("机构", "Body")),
        make.column("cost", "money", title=words("金额不超过", "Amount up to")),
        make.column("days", "number", unit=words("日", "days"), title=words("时限", "Limit")),
        make.column("emergency", title=words("紧急做法", "In an emergency")),
    )
    kpi = {
        "code": both("KPI-01", "KPI-01"),
        "name": both("里程碑按期达成率", "On-time milestones"),
        "formula": both("按期数÷到期数", "on time ÷ due"),
        "unit": both("%", "%"),
        "direction": "higher",
        "green_from": 90,
        "amber_from": 80,
        "frequency": "month",
        "owner": "PMO",
    }
    return make.chapter(
        "tables",
        make.article(
            "raci",
            make.field(
                "raci",
                "raci",
                {
                    "roles": ["PM", "PMO", "RB"],
                    "rows": [
                        {"activity": both("项目章程", "Charter"), "cells": {"PM": "AR", "RB": "C"}}
                    ],
                },
                title=words("职责分配矩阵", "Responsibility matrix"),
            ),
            title=words("职责", "Duties"),
        ),
        make.article(
            "kpis",
            make.field("kpis", "kpi", [kpi], title=words("关键绩效指标", "KPIs")),
            make.field(
                "goals",
                "measure",
                [
                    {
                        "indicator": both("按期率", "On time"),
                        "baseline": "78",
                        "target": "90.5",
                        "unit": both("%", "%"),
                        "date": "2026-12-31",
                    }
                ],
                title=words("目标", "Goals"),
                note=words("每年更新。", "Updated yearly."),
            ),
            title=words("指标", "Indicators"),
        ),
        make.article(
            "levels",
            make.field(
                "decision_levels",
                "table",
                [
                    {
                        "id": "l1",
                        "level": both("L1", "L1"),
                        "body": ["PM"],
                        "cost": 20000,
                        "days": "0.5",
                        "emergency": both("口头同意后处置", "acts on oral consent"),
                    },
                    {"id": "l2", "level": both("L2", "L2"), "body": ["PMO", "RB"], "days": 10},
                ],
                columns=levels,
                caption=words("决策层级与时限", "Decision levels"),
                title=words("决策层级", "Decision levels"),
            ),
            make.field(
                "see",
                "rich",
                [
                    {
                        "zh": ["按照", ROW, "和", ANNEX, "办理，不按", GONE, "办理。"],
                        "en": ["See ", ROW, " and ", ANNEX, ", not ", GONE, "."],
                    }
                ],
            ),
            make.field(
                "basis", "reference", "article:purpose", title=words("依据条款", "Basis")
            ),
            title=words("决策", "Decisions"),
            text=[words("各级在下表时限内决定。", "Each level decides within the limits below.")],
        ),
        title=words("表格", "Tables"),
    )  # fmt: skip


def process() -> object:
    phases = make.choices(initiation="立项", planning="计划")
    columns = (
        make.column("no", title=words("步骤", "Step")),
        make.column("phase", "choice", choices=phases, title=words("阶段", "Phase")),
        make.column("name", title=words("名称", "Name")),
        make.column("role", "role", title=words("角色", "Role")),
        make.column("gate", "bool", title=words("关口", "Gate")),
        make.column("next", title=words("下一步", "Next")),
        make.column("next_note", title=words("条件", "Condition")),
        make.column("return_to", title=words("退回", "Back to")),
        make.column("return_note", title=words("退回条件", "When")),
    )

    def step(number: str, phase: str, name: str, role: str, **more: object) -> dict:
        return {
            "no": both(number, number),
            "phase": phase,
            "name": both(name, f"Step {number}"),
            "role": role,
            **more,
        }

    bands = (
        make.column("from", "number", title=words("起分", "From")),
        make.column("to", "number", title=words("止分", "To")),
        make.column(
            "level",
            "choice",
            choices=make.choices(low="低", high="高"),
            title=words("等级", "Level"),
        ),
        make.column(
            "colour",
            "choice",
            choices=make.choices(green="绿", red="红"),
            title=words("颜色", "Colour"),
        ),
    )
    return make.chapter(
        "process",
        make.article(
            "flow",
            make.field(
                "steps",
                "table",
                [
                    step("1", "initiation", "编制章程", "PM", next=both("G1", "G1")),
                    step(
                        "G1",
                        "initiation",
                        "立项评审",
                        "RB",
                        gate=True,
                        next=both("2", "2"),
                        next_note=both("通过", "go"),
                        return_to=both("1", "1"),
                        return_note=both("退回，5日", "back, 5 days"),
                    ),
                    step("2", "planning", "编制计划", "PM"),
                ],
                columns=columns,
                title=words("流程步骤", "Process steps"),
            ),
            make.field(
                "chart",
                "diagram",
                {"caption": both("全流程泳道图", "Process chart")},
                diagram="swimlane",
                source="steps",
                title=words("泳道图", "Flow chart"),
            ),
            title=words("流程", "Process"),
        ),
        make.article(
            "risk",
            make.field(
                "risk_bands",
                "table",
                [
                    {"from": 1, "to": 9, "level": "low", "colour": "green"},
                    {"from": 10, "to": 25, "level": "high", "colour": "red"},
                ],
                columns=bands,
                title=words("风险等级", "Risk levels"),
            ),
            make.field(
                "matrix",
                "diagram",
                {},
                diagram="risk_matrix",
                source="risk_bands",
                title=words("风险矩阵", "Risk matrix"),
            ),
            title=words("风险", "Risk"),
        ),
        make.article(
            "card",
            make.field("goal", "text", both("决定是否实施", "Decide"), title=words("目标", "Goal")),
            make.field(
                "inputs", "list", [both("商机单", "Form"), both("战略", "Strategy")],
                title=words("输入", "Inputs"),
            ),
            make.field(
                "outputs",
                "table",
                [{"output": both("章程", "Charter"), "owner": "PM"}],
                columns=(make.column("output"), make.column("owner", "role")),
                title=words("输出", "Outputs"),
            ),
            make.field("records", "list", title=words("记录", "Records")),
            title=words("立项要求", "Initiation phase"),
            layout="card",
        ),
        title=words("流程", "Process"),
    )  # fmt: skip


def closing() -> object:
    return make.chapter(
        "supplementary",
        make.article(
            "unwritten", make.field("none", "rich"), title=words("解释", "Interpretation")
        ),
        make.article("annexes", title=words("附件", "Annexes")),
        title=words("附则", "Supplementary"),
    )


def sample_policy() -> Policy:
    return make.policy(general(), tables(), process(), closing())
