"""How numbers are written: patterns of digits, signs, percentages and English number words."""

import re
from decimal import Decimal

from portal.linking.figures import numerals

PERCENT = Decimal("0.01")
SCALES = {"十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}
ROUNDING = ("万", "亿", *numerals.ENGLISH_SCALES)

DIGITS = (
    r"(?:[0-9]{1,3}(?:[,\u00a0\u2009\u202f][0-9]{3})+(?![0-9])|[0-9]+"
    r"|[０-９]{1,3}(?:，[０-９]{3})+(?![０-９])|[０-９]+)(?:[.．][0-9０-９]+)?"
)
SIGN = r"(?:(?<![0-9０-９A-Za-z年月日号条%％])[-－–]|[−+＋])?"
NOT_A_NAME = r"(?<![0-9０-９A-Za-z])(?<![0-9０-９][.．])(?<![A-Za-z][-–])"
"""The digits of OA2, H5, PM2.5 and COVID-19 are letters of a name."""

PERCENT_BEFORE = rf"(?:[{numerals.CHINESE}]+分之)"
PARTS = {"百": Decimal("0.01"), "千": Decimal("0.001"), "万": Decimal("0.0001")}
FRACTION = re.compile(rf"{PERCENT_BEFORE}[{numerals.CHINESE}]")
PERCENT_AFTER = r"(?:\s*[%％]|\s*per\s?cent\b|\s*percentage points?\b|个百分点)"

_ONES = f"(?:{'|'.join(sorted(numerals.ONES, key=len, reverse=True))})"
_TENS = f"(?:{'|'.join(numerals.TENS)})"
_BELOW_100 = rf"(?:{_TENS}(?:[\s-]{_ONES})?|{_ONES})"
_BELOW_1000 = rf"(?:(?:an?|{_ONES})\s+hundred(?:\s+(?:and\s+)?{_BELOW_100})?|{_BELOW_100})"
_WORD_SCALE = r"(?:thousand|million|billion)"
ENGLISH = (
    rf"\b(?:an?\s+{_WORD_SCALE}|{_BELOW_1000}(?:\s+{_WORD_SCALE})*)"
    rf"(?:\s+(?:and\s+)?{_BELOW_1000}(?:\s+{_WORD_SCALE})+)*"
    rf"(?:(?<=thousand|.million|.billion)\s+(?:and\s+)?{_BELOW_1000})?\b"
)
DIGIT_SCALE = rf"(?:\s+(?:(?:ten|hundred)\s+)?{_WORD_SCALE}\b|\s+hundred\b)"
