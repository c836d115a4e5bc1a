"""The composite rate: the published figures, and exact arithmetic on whatever a caller passes."""

import decimal
import fractions
import pathlib
import subprocess
import sys

import numpy as np
import pytest
from tables import read

import pilotzones
from pilotzones import Dataset, InvalidRateError, RateTypeError, RuleNotInForceError

DATA = Dataset.bundled()
EXAMPLES = read(pathlib.Path(pilotzones.__file__).parent / "data", "tax_examples")


def test_the_published_figures_come_out():
    """9.1 %, 6.3 %, 17.9 % for wine, 23.1 % for high-end cosmetics: each to the digits in which it is printed."""
    rates = {
        "general goods": ("0.13", 0, "0.091"),
        "olive oil": ("0.09", 0, "0.063"),
        "wine": ("0.13", "0.10", "0.179"),
        "cosmetics": ("0.13", "0.15", "0.231"),
    }
    for vat, consumption, printed in rates.values():
        rate = DATA.composite_rate(vat, consumption, "2019-04-01")
        assert str(rate.quantize(decimal.Decimal("0.001"))) == printed
    assert str(DATA.composite_rate("0.13", date="2019-04-01")) == "0.091"
    assert str(DATA.composite_rate("0.09", date="2019-04-01")) == "0.063"
    assert f"{DATA.composite_rate('0.13', '0.10', '2019-04-01'):.1%}" == "17.9%"
    assert f"{DATA.composite_rate('0.13', '0.15', '2019-04-01'):.1%}" == "23.1%"


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["goods"])
def test_every_example_of_the_table_comes_out(row):
    """To the digits in which it is printed; by the words for the rate as well."""
    printed = decimal.Decimal(row["composite_rate"])
    word = "reduced" if "reduced" in row["goods"] else "standard"
    for vat in (row["vat"], decimal.Decimal(row["vat"]), float(row["vat"]), word):
        rate = DATA.composite_rate(vat, row["consumption"], row["date"])
        assert rate.quantize(printed) == printed


@pytest.mark.parametrize(
    ("vat", "consumption"),
    [
        (0.1, 0.2),
        (0.13, 0.15),
        (0.07, 0.03),
        (np.float64(0.13), np.float64(0.56)),
        (" 0.13 ", "0.360"),
        (0, 0),
        (0.0, -0.0),
    ],
)
def test_a_rate_is_rounded_once_to_28_digits(vat, consumption):
    """Against fractions, which round nothing; a float is what its shortest text says."""
    v, c = (fractions.Fraction(str(value).strip()) for value in (vat, consumption))
    exact = (c + v) / (1 - c) * fractions.Fraction(7, 10)
    found = DATA.composite_rate(vat, consumption, "2020-01-01")
    assert abs(fractions.Fraction(found) - exact) <= exact * fractions.Fraction(1, 2 * 10**27)
    assert "E" not in str(found)
    assert str(found)[-1] != "0" or found == 0


def test_the_caller_s_precision_and_traps_change_nothing():
    """Of decimal arithmetic, which each thread may set as it likes."""
    expected = DATA.composite_rate("0.13", "0.15", "2020-01-01")
    with decimal.localcontext(decimal.Context(prec=2, rounding=decimal.ROUND_UP, traps=[decimal.Inexact])):
        assert DATA.composite_rate("0.13", "0.15", "2020-01-01") == expected
    assert str(expected) == "0.2305882352941176470588235294"


def test_what_a_program_makes_the_default_of_decimal_changes_nothing():
    """Contexts that are made later take over what is not given."""
    code = (
        "import decimal\n"
        "decimal.DefaultContext.traps[decimal.Inexact] = True\n"
        "decimal.DefaultContext.rounding = decimal.ROUND_UP\n"
        "import pilotzones; print(pilotzones.composite_rate('0.13', '0.15', '2020-01-01'))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "0.2305882352941176470588235294"  # 0.196 / 0.85 = 0.23058823529411764705882352941...


def test_a_share_and_a_rate_of_a_user_count(folder):
    """A share of nothing, and a rate that is none."""
    row = {"unit": "ratio", "document": "made up", "evidence": "unsourced", "effective_from": "2027-01-01"}
    share = {**row, "parameter": "import_tax_share_within_limits", "value": "0"}
    data = Dataset.load(folder(tax_parameters=[share, {**row, "parameter": "vat_standard", "value": "13"}]))
    assert str(data.composite_rate("0.13", date="2027-01-01")) == "0"
    with pytest.raises(InvalidRateError, match="vat must be a rate") as caught:
        data.composite_rate("standard", date="2027-01-01")
    assert (caught.value.argument, caught.value.value) == ("vat", "Decimal('13')")


def test_a_rate_just_below_one_is_exact():
    """30 decimal places are kept, and the answer is a plain number."""
    nearly = "0." + "9" * 30
    assert str(DATA.composite_rate(0, nearly, "2020-01-01")) == "7" + "0" * 29  # 0.7 x 999...999, to 28 digits
    assert str(DATA.composite_rate(nearly, 0, "2020-01-01")) == "0.7"


def test_the_words_for_a_rate_are_those_of_the_day():
    """17 %, then 16 %, then 13 %; any rule named vat_... has one."""
    assert str(DATA.composite_rate("standard", date="2018-04-30")) == "0.119"
    assert str(DATA.composite_rate("standard", date="2018-05-01")) == "0.112"
    assert str(DATA.composite_rate(" reduced", date="2017-07-01")) == "0.077"
    assert DATA.composite_rate("standard") == DATA.composite_rate("standard", 0, DATA.verified_through("rules"))


@pytest.mark.parametrize(
    "value", [1, 13, "13", -0.01, "-0.1", float("nan"), float("inf"), "NaN", "0,13", "13%", "", "１", "1e-2", "0.13.1"]
)
def test_nonsense_is_refused(value):
    """With what to pass."""
    for argument, call in (
        ("vat", lambda: DATA.composite_rate(value)),
        ("consumption", lambda: DATA.composite_rate(0, value)),
    ):
        with pytest.raises(InvalidRateError, match=r"Decimal\('0.13'\) or '0.13' for 13 %") as caught:
            call()
        assert caught.value.argument == argument
        assert str(caught.value).startswith(f"{argument} must be a rate from 0 to less than 1, not ")
        assert isinstance(caught.value, ValueError)
    with pytest.raises(InvalidRateError, match=r"for 13 %, or 'standard' or 'reduced'\.$"):
        DATA.composite_rate(value)
    with pytest.raises(InvalidRateError, match=r"for 13 %\.$"):
        DATA.composite_rate(0, value)


@pytest.mark.parametrize(
    "value", [decimal.Decimal("NaN"), decimal.Decimal("sNaN"), decimal.Decimal("-Infinity"), decimal.Decimal(1)]
)
def test_decimal_numbers_that_are_no_rates_are_refused(value):
    """A signaling NaN too, of which nothing may be asked."""
    with pytest.raises(InvalidRateError):
        DATA.composite_rate(value)


@pytest.mark.parametrize("value", [True, False, None, [0.13], fractions.Fraction(13, 100), b"0.13", 0.13j])
def test_other_types_are_refused(value):
    """A bool is one of them: it is not a rate of 0 or 1."""
    with pytest.raises(RateTypeError, match="consumption cannot be") as caught:
        DATA.composite_rate(0, value)
    assert isinstance(caught.value, TypeError)
    assert isinstance(caught.value, InvalidRateError)


@pytest.mark.parametrize("value", [decimal.Decimal("1e-31"), 5e-324, "0." + "0" * 30 + "1"])
def test_more_than_30_places_are_refused(value):
    """They would be rounded."""
    with pytest.raises(InvalidRateError, match="more than 30 decimal places"):
        DATA.composite_rate(value)


def test_a_subclass_is_taken_for_what_it_holds():
    """Whatever its own methods say."""

    class Loud(decimal.Decimal):
        def __le__(self, other):
            raise AssertionError

        __lt__ = __rsub__ = __add__ = __le__

    class Word(str):
        __slots__ = ()

        def strip(self):
            raise AssertionError

    assert str(DATA.composite_rate(Loud("0.13"), date="2020-01-01")) == "0.091"
    assert str(DATA.composite_rate(Word("0.13"), date="2020-01-01")) == "0.091"


def test_before_the_tax_on_retail_imports_there_is_no_rate():
    """The share is in force since 2016-04-08, and nothing stands for it before."""
    assert str(DATA.composite_rate("standard", date="2016-04-08")) == "0.119"
    with pytest.raises(RuleNotInForceError, match="import_tax_share_within_limits was not in force on 2016-04-07"):
        DATA.composite_rate("0.17", date="2016-04-07")
    with pytest.raises(pilotzones.BeyondVerifiedDataError):
        DATA.composite_rate("0.13", date="2027-01-01", max_age=3)
