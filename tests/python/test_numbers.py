# SPDX-License-Identifier: Apache-2.0
"""Document numbers against a reader that shares nothing with the library, on shapes seen in real
records and on the corpus of JIANFU_DATA."""

import collections
import csv
import gzip
import io
import os
import pathlib
import random
import unittest

import jianfu
import number_reader

FORMS = {jianfu.NumberForm.BRACKET: "bracket", jianfu.NumberForm.PLAIN: "plain",
         jianfu.NumberForm.YEAR: "year", jianfu.NumberForm.CODE: "code"}

# What is said of each string of the domain: (series, year, serial), or the offset of the error.
STATED = {
    "中办发〔2012〕14号": ("中办发", 2012, 14),
    "国办发明电〔2018〕15号": ("国办发明电", 2018, 15),
    "国令第707号": ("国令", 0, 707),
    "国务院令第783号": ("国务院令", 0, 783),
    "主席令第二十号": ("主席令", 0, 20),
    "深办[2005]37号": ("深办", 2005, 37),
    "国发[2000]23号": ("国发", 2000, 23),
    "高办发〔2019〕126号": ("高办发", 2019, 126),
    "成安办函〔2020〕102号": ("成安办函", 2020, 102),
    "汕府办〔2014〕24号": ("汕府办", 2014, 24),
    "黔府发〔2017〕25号": ("黔府发", 2017, 25),
    "汉市考办发〔20166号": 22,
    "财行2013531号": 6,
    "HHCR-2023-01005": ("HHCR", 2023, 1005),
    "怀政办发〔2023〕9号": ("怀政办发", 2023, 9),
    "镇政发〔2024〕7号": ("镇政发", 2024, 7),
    "国资发［２０２３］０７号": ("国资发", 2023, 7),
}


def read(text):
    """As number_reader.read; (None, status, offset) for an error."""
    try:
        number = jianfu.doc_number_parse(text)
    except jianfu.Error as error:
        return None, type(error).__name__, error.actual
    series = text.encode()[number.series_at:number.series_at + number.series_length].decode()
    series = "".join(chr(ord(c) - 0xfee0) if "Ａ" <= c <= "ｚ" else c for c in series)
    return FORMS[number.form], series, number.year, number.serial


def corpus():
    """Distinct document numbers of JIANFU_DATA, or None."""
    folder = os.environ.get("JIANFU_DATA")
    path = folder and pathlib.Path(folder, "issuance", "cn_docnumbers.csv.gz")
    if not path or not path.is_file():
        return None
    with gzip.open(path) as file:
        rows = csv.DictReader(io.TextIOWrapper(file, encoding="utf-8", newline=""))
        return list(dict.fromkeys(row["document_number"] for row in rows))


def class_of(text, outcome):
    """Why a string of the corpus gives no number, in words."""
    if text.rstrip().endswith(("：", ":")):
        return "a label and nothing behind it"
    if "号〔〕" in text:
        return "empty brackets behind the number"
    if "〕号" in text:
        return "the serial stands behind the word for number"
    if outcome[2] == len(text.encode()):
        return "the word for number is missing at the end"
    return "other"


class Stated(unittest.TestCase):
    def test_every_string_of_the_domain_reads_as_stated(self):
        for text, wanted in STATED.items():
            with self.subTest(text):
                found = read(text)
                if isinstance(wanted, int):
                    self.assertEqual(found, (None, "TextError", wanted))
                    self.assertIsNone(number_reader.read(text))
                else:
                    self.assertEqual(found[1:], wanted)
                    self.assertEqual(number_reader.read(text), found)

    def test_all_pairs_of_brackets_are_read_with_a_finding(self):
        for opening in "〔[（(【［":
            for closing in "〕]）)】］":
                text = f"国发{opening}2019{closing}5号"
                number = jianfu.doc_number_parse(text)
                self.assertEqual(jianfu.doc_number_print(number, text), "国发〔2019〕5号")
                self.assertEqual(bool(number.findings), opening + closing != "〔〕")

    def test_made_up_strings_read_as_the_other_reader_reads_them(self):
        draw = random.Random(20230101)
        pieces = ["国", "发", "函", "令", "第", "号", "年", "〔", "〕", "[", "]", "2019", "2023", "7",
                  "07", "０７", "二十", "二", "百", "零", "○", "〇", " ", "\u200b", "-", "A", "Ｂ",
                  "发文字号：", "文号", ":", "、", "9"]
        shapes = ["国发〔2019〕5号", "国令第7号", "公告2018年第14号", "AB-2023-01"]
        read_count = 0
        for _ in range(20000):
            text = draw.choice(shapes)
            for _ in range(draw.randrange(4)):
                at = draw.randrange(len(text) + 1)
                end = min(len(text), at + draw.randrange(3))
                text = text[:at] + draw.choice(pieces) + text[end:]
            found, other = read(text), number_reader.read(text)
            self.assertEqual(None if found[0] is None else found, other, ascii(text))
            read_count += other is not None
        self.assertGreater(read_count, 2000)


class Corpus(unittest.TestCase):
    def test_real_numbers_read_as_the_other_reader_reads_them(self):
        numbers = corpus()
        if numbers is None:
            self.skipTest("JIANFU_DATA is not set")
        whole = dated = 0
        classes = collections.Counter()
        for text in numbers:
            found, other = read(text), number_reader.read(text)
            self.assertEqual(None if found[0] is None else found, other, text)
            whole += other is not None and other[2] > 0
            dated += other is not None
            if other is None:
                classes[class_of(text, found)] += 1
            else:
                printed = jianfu.doc_number_print(jianfu.doc_number_parse(text), text)
                self.assertFalse(jianfu.doc_number_parse(printed).findings, text)
        print(f"\n{len(numbers)} different numbers: {whole} with series, year and serial, {dated} "
              f"with those without a year; not read: {dict(classes)}")
        self.assertGreaterEqual(whole * 100, 99 * len(numbers))
        self.assertGreaterEqual(dated * 1000, 999 * len(numbers))
        self.assertNotIn("other", classes)


if __name__ == "__main__":
    unittest.main()
