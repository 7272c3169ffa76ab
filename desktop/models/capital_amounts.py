"""Amounts of money in capital Chinese words, as contracts and vouchers write them.

Rules: 支付结算办法, 附件一《正确填写票据和结算凭证的基本规定》 (中国人民银行, 银发〔1997〕393号).
"""

from decimal import ROUND_HALF_UP, Decimal

from desktop.models.numeral_groups import group_in_words

__all__ = ["capital_amount"]

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_MOST = Decimal(10) ** 16


def capital_amount(amount: Decimal) -> str:
    """`人民币贰万元整`, `人民币壹佰零伍元叁角整`, `人民币陆元零伍分`.

    "" from 10^16 yuan on, and for amounts finer than a fen.
    """
    cents = amount.quantize(Decimal("0.01"), ROUND_HALF_UP) if abs(amount) < _MOST else None
    if cents is None or cents != amount:
        return ""
    sign = "负" if cents < 0 else ""
    whole, rest = divmod(int(abs(cents) * 100), 100)
    jiao, fen = divmod(rest, 10)
    text = _whole(whole) + "元" if whole else ""
    if jiao:
        # 人民币壹万元零叁角: a zero before the jiao where the yuan end with zero may stand or not;
        # the shorter form is taken.
        text += _DIGITS[jiao] + "角"
    elif fen and whole:
        text += _DIGITS[0]
    text += _DIGITS[fen] + "分" if fen else "整"
    if not whole and not rest:
        text = "零元整"
    return f"人民币{sign}{text}"


def _whole(number: int) -> str:
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    words = ""
    gap = False
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if group == 0:
            gap = True
            # 壹万亿元: the 亿 of 万亿 is said by its own group only if that is empty.
            if index == 2 and len(groups) == 4:
                words += "亿"
            continue
        if words and (gap or group < 1_000):
            words += _DIGITS[0]
        name = _GROUPS[index]
        if index == 3:
            name = "万"  # its 亿 follows with the group below
        words += group_in_words(group, _DIGITS, _PLACES) + name
        gap = False
    return words
