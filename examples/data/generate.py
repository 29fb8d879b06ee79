#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write the example data.

    generate.py [--out DIR] [--check] [--us FILE] [--ietf FILE]

Without further options: municipal/ (UTF-8, LF) and municipal-gb18030/ (the same content in GB18030
with CR LF), municipal-dirty/ (its documents with planted faults). --us and --ietf also write the
cuts of real data from the given source files.
--check writes nothing: it makes the files again and compares them, byte by byte, with those in DIR;
exit status 1 and the names on standard error when they differ.
"""
import argparse
import sys
import tempfile
from pathlib import Path

from generator.base import write_files
from generator.dirty import dirty
from generator.ietf import ietf
from generator.municipal import municipal
from generator.us_register import us_register


def make(args):
    """{folder name: {file name: bytes}}"""
    city = municipal()
    out = {'municipal': city.files(), 'municipal-gb18030': city.files('gb18030', '\r\n')}
    out['municipal-dirty'] = dirty().files()
    if args.us:
        out['us-register'] = us_register(args.us).files()
    if args.ietf:
        out['ietf106'] = ietf(args.ietf).files()
    return out


def differences(made, there):
    with tempfile.TemporaryDirectory() as temporary:
        for name, files in made.items():
            folder = Path(temporary) / name
            write_files(folder, files)
            present = Path(there) / name
            old = {p.name for p in present.iterdir()} if present.is_dir() else set()
            for file in sorted(old | set(files)):
                if file not in old:
                    yield f'{name}/{file}: missing'
                elif file not in files:
                    yield f'{name}/{file}: not made by the generator'
                elif (folder / file).read_bytes() != (present / file).read_bytes():
                    yield f'{name}/{file}: differs'


def main():
    parser = argparse.ArgumentParser(description='Write the example data.')
    parser.add_argument('--out', default=str(Path(__file__).resolve().parent), metavar='DIR')
    parser.add_argument('--check', action='store_true', help='compare instead of writing')
    parser.add_argument('--us', metavar='FILE', help='us_regs_daily.csv or .csv.gz')
    parser.add_argument('--ietf', metavar='FILE', help='ietf106.json')
    args = parser.parse_args()
    made = make(args)
    if args.check:
        found = list(differences(made, args.out))
        print('\n'.join(found), file=sys.stderr, end='\n' if found else '')
        return 1 if found else 0
    for name, files in made.items():
        write_files(Path(args.out) / name, files)
    return 0


if __name__ == '__main__':
    sys.exit(main())
