"""Whether a number of the prose says what its source says."""

from decimal import ROUND_HALF_UP, Decimal

from portal.linking.figures.scanning import Number
from portal.linking.figures.targets import Quoted
from portal.model.figures import Closeness


def agrees(number: Number, quoted: Quoted) -> bool:
    """Whether a written number holds for what it quotes.

    - Exact: 31 holds for 31 alone.
    - Rounded (2.15万, 98.5%): the source rounded half up to the last written place; but 100% and
      0% say all and none and are exact. Where the source is in a larger unit than the prose
      (21,483元 against 2.15 in 万元), the prose is rounded to the last place of the source instead.
    - 约 rounds to the last place that is not zero; 余, 超 … hold up to one more of that place, 近,
      不足 … down to one less.
    - A number without sign holds for a negative source where a word of decrease stands before it.
    - 0 holds for a blank cell; nothing holds for a cell that is not applicable.
    """
    source = quoted.value
    if any(part.is_not_applicable for part in quoted.sources):
        return False
    if source is None:
        return number.value == 0
    written = -number.value if number.sign < 0 else number.value
    if source < 0 and number.is_decrease and not number.sign:
        written = -written
    elif source < 0 <= written or written < 0 <= source:
        return written == source
    written, source = abs(written), abs(source)
    match number.closeness:
        case Closeness.OVER:
            return written <= source < written + number.place
        case Closeness.UNDER:
            return written - number.place <= source < written
        case Closeness.ABOUT:
            return abs(written - source) <= number.place / 2
    return _is_rounded(source, written, number, quoted)


def _is_rounded(source: Decimal, written: Decimal, number: Number, quoted: Quoted) -> bool:
    if written == source:
        return True
    if number.is_percent and not number.is_rounded and written in (0, 1):
        return False
    if number.is_rounded or number.is_percent:
        return _rounded(source, number.place) == written
    if quoted.scale > 1 and number.place < quoted.scale:
        return _rounded(written, _place(quoted)) == source
    return False


def _place(quoted: Quoted) -> Decimal:
    """What the last written place of the source is worth."""
    places = [
        Decimal(1).scaleb(-len(source.written.partition(".")[2])) * source.scale
        for source in quoted.sources
    ]
    return min(places)


def _rounded(value: Decimal, place: Decimal) -> Decimal:
    return (value / place).to_integral_value(ROUND_HALF_UP) * place
