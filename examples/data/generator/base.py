# SPDX-License-Identifier: Apache-2.0
"""Random numbers and spreadsheet files: the same bytes on every platform."""
import json
from pathlib import Path

MASK = (1 << 64) - 1
SEED = 20230101


class Random:
    """SplitMix64. `stream` separates the parts, so that one part never moves another."""

    def __init__(self, stream):
        self.state = SEED
        for byte in stream.encode('ascii'):
            self.state = (self.state * 1099511628211 + byte) & MASK

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def below(self, n):
        return (self.next() * n) >> 64

    def pick(self, items):
        return items[self.below(len(items))]

    def shuffled(self, items):
        out = list(items)
        for i in range(len(out) - 1, 0, -1):
            j = self.below(i + 1)
            out[i], out[j] = out[j], out[i]
        return out

    def sample(self, items, count):
        """`count` of the items, in their own order."""
        kept = sorted(self.shuffled(range(len(items)))[:count])
        return [items[i] for i in kept]


def shares(total, weights):
    """`total` split over the weights by largest remainder; ties go to the first."""
    whole = sum(weights)
    parts = [total * w // whole for w in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in order[:total - sum(parts)]:
        parts[i] += 1
    return parts


def field(value):
    text = '' if value is None else str(value)
    if any(c in text for c in ',"\r\n'):
        text = '"' + text.replace('"', '""') + '"'
    return text


def csv_text(header, rows, line_end='\n'):
    assert all(len(row) == len(header) for row in rows), header
    lines = [','.join(field(v) for v in row) for row in [header, *rows]]
    return ''.join(line + line_end for line in lines)


def json_text(value):
    return json.dumps(value, ensure_ascii=False, indent=1) + '\n'


class Folder:
    """Files of one data set, held in memory until they are written or compared."""

    def __init__(self):
        self.tables = {}
        self.texts = {}

    def table(self, name, header, rows):
        self.tables[name] = (header.split(), [list(row) for row in rows])

    def text(self, name, text):
        self.texts[name] = text

    def row_counts(self):
        return {name: len(rows) for name, (_, rows) in sorted(self.tables.items())}

    def files(self, encoding='utf-8', line_end='\n'):
        out = {name: csv_text(*table, line_end).encode(encoding)
               for name, table in self.tables.items()}
        out.update((name, text.encode('utf-8')) for name, text in self.texts.items())
        return out


def write_files(folder, files):
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, data in sorted(files.items()):
        (Path(folder) / name).write_bytes(data)
