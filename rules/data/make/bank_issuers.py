#!/usr/bin/python3
"""Makes cn-bank-issuers.tsv: first digits of bank cards issued in China, with length and issuer.

Source: npm bankcardinfo 2.0.6 (ISC), its index.js. Usage:
    npm pack bankcardinfo@2.0.6 && tar xzf bankcardinfo-2.0.6.tgz
    bank_issuers.py package/index.js > cn-bank-issuers.tsv
"""
import re
import sys

HEAD = """\
# First digits of bank cards issued in mainland China, the length of the whole number, who issues it.
# Facts only raise confidence: an unknown prefix does not make a number invalid, tables of issuers
# are never complete. kind: DC debit, CC credit, SCC semi-credit, PC prepaid.
# Source: npm bankcardinfo 2.0.6 (ISC; published 2018, from a table of Alipay's); read 2026-11.
# Made by make/bank_issuers.py.
prefix\tdigits\tkind\tissuer
"""


def rows(text):
    for bank in re.finditer(r'bankName: "([^"]+)".*?patterns: \[(.*?)\]\s*\}', text, re.DOTALL):
        for one in re.finditer(r"reg: /\^\(([\d|]+)\)\\d\{(\d+)\}\$/g,\s*cardType: \"(\w+)\"",
                               bank.group(2)):
            for prefix in one.group(1).split("|"):
                if len(prefix) >= 4:  # shorter ones claim whole schemes
                    yield prefix, len(prefix) + int(one.group(2)), one.group(3), bank.group(1)


def main():
    with open(sys.argv[1], encoding="utf-8") as source:
        found = sorted(set(rows(source.read())))
    print(HEAD, end="")
    for prefix, digits, kind, issuer in found:
        print(f"{prefix}\t{digits}\t{kind}\t{issuer}")


if __name__ == "__main__":
    main()
