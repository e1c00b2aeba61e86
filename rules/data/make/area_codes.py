#!/usr/bin/python3
"""Makes cn-area-codes.tsv: area codes of Chinese fixed lines with the length of local numbers.

Needs Debian's python3-phonenumbers (a port of libphonenumber with its data).
Usage: area_codes.py > cn-area-codes.tsv
"""
import phonenumbers
from phonenumbers import geocoder

HEAD = """\
# Area codes of fixed lines in mainland China (with the trunk 0) and how many digits the local
# numbers behind them have today. Papers from before a city's change keep the shorter form.
# Source: python3-phonenumbers {version} (Apache-2.0; Google's libphonenumber data), read 2026-11.
# Made by make/area_codes.py.
code\tdigits\tname
"""
FIXED = (phonenumbers.PhoneNumberType.FIXED_LINE,
         phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)


def number(code, first, digits):
    return phonenumbers.PhoneNumber(country_code=86,
                                    national_number=int(code + first + "0" * (digits - 1)))


def lengths(code):
    return [digits for digits in (7, 8)
            if sum(phonenumbers.number_type(number(code, first, digits)) in FIXED
                   for first in "2345678") >= 4]


def main():
    print(HEAD.format(version=phonenumbers.__version__), end="")
    for code in ["10"] + [str(n) for n in range(20, 30)] + [str(n) for n in range(300, 1000)]:
        digits = lengths(code)
        if digits:
            name = geocoder.description_for_number(number(code, "3", digits[-1]), "zh")
            print(f"0{code}\t{'/'.join(map(str, digits))}\t{name}")


if __name__ == "__main__":
    main()
