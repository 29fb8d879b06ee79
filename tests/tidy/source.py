# SPDX-License-Identifier: Apache-2.0
"""Reads C source as far as the tidy checks need it: code without comments and texts, functions."""

import re
from dataclasses import dataclass

TOKEN = re.compile(r"[A-Za-z_]\w*|\d[\w.]*|->|\+\+|--|[=!<>+\-*/%&|^]=|&&|\|\||<<|>>|\.\.\.|\S")
CONTROL = ("if", "for", "while", "switch")


@dataclass
class Token:
    text: str
    line: int


@dataclass
class Function:
    name: str
    first: int         # line where the definition begins
    last: int          # line of the closing brace
    is_static: bool
    parameters: int
    nesting: int

    @property
    def length(self):
        return self.last - self.first + 1


def blank(text):
    """The same text with everything but line ends turned into spaces."""
    return re.sub(r"[^\n]", " ", text)


def without_comments(text, keep_texts=False):
    """Comments become spaces; so do the contents of texts, unless they are to be kept."""
    pattern = re.compile(
        r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.S)

    def replace(match):
        found = match.group()
        if found[0] == "/":
            return blank(found)
        return found if keep_texts else found[0] + blank(found[1:-1]) + found[-1]

    return pattern.sub(replace, text)


def without_preprocessor(code):
    """Directives become spaces, with their continuation lines."""
    return re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda m: blank(m.group()), code, flags=re.M)


def tokens_of(code):
    tokens = []
    for number, line in enumerate(code.split("\n"), 1):
        tokens.extend(Token(match.group(), number) for match in TOKEN.finditer(line))
    return tokens


def closing(tokens, index):
    """Index of the bracket that closes the one at index."""
    pairs = {"(": ")", "{": "}", "[": "]"}
    stack = []
    for position in range(index, len(tokens)):
        text = tokens[position].text
        if text in pairs:
            stack.append(pairs[text])
        elif stack and text == stack[-1]:
            stack.pop()
            if not stack:
                return position
    return len(tokens) - 1


class Nesting:
    """Depth of control statements, with and without braces; an `else if` stays on its level."""

    def __init__(self, tokens):
        self.tokens = tokens
        self.deepest = 0

    def text(self, index):
        return self.tokens[index].text if index < len(self.tokens) else ""

    def block(self, index, depth):
        """Statements from after `{` at index; returns the index after `}`."""
        index += 1
        while index < len(self.tokens) and self.text(index) != "}":
            index = self.statement(index, depth)
        return index + 1

    def statement(self, index, depth):
        self.deepest = max(self.deepest, depth)
        text = self.text(index)
        if text == "{":
            return self.block(index, depth)
        if text in CONTROL:
            after = closing(self.tokens, index + 1) + 1
            after = self.statement(after, depth + 1)
            if text == "if" and self.text(after) == "else":
                is_chain = self.text(after + 1) == "if"
                after = self.statement(after + 1, depth if is_chain else depth + 1)
            return after
        if text == "do":
            after = self.statement(index + 1, depth + 1)
            return closing(self.tokens, after + 1) + 2
        if text in ("case", "default"):
            while self.text(index) not in (":", ""):
                index += 1
            return index + 1
        return self.simple(index)

    def simple(self, index):
        """Up to and with the `;`; brackets in between are skipped whole."""
        while index < len(self.tokens) and self.text(index) not in (";", "}"):
            if self.text(index) in ("(", "{", "["):
                index = closing(self.tokens, index)
            index += 1
        return index + 1 if self.text(index) == ";" else index


def parameter_count(tokens):
    """Of the tokens between the brackets of a declaration."""
    if not tokens or [token.text for token in tokens] == ["void"]:
        return 0
    depth = 0
    count = 1
    for token in tokens:
        if token.text in "([{":
            depth += 1
        elif token.text in ")]}":
            depth -= 1
        elif token.text == "," and depth == 0:
            count += 1
    return count


def name_and_parameters(tokens):
    """Name and parameter count of `... name(parameters) ...`, or None."""
    for index, token in enumerate(tokens):
        if token.text == "(" and index > 0 and re.match(r"[A-Za-z_]\w*$", tokens[index - 1].text):
            if tokens[index - 1].text in ("__attribute__", "_Static_assert"):
                return None
            end = closing(tokens, index)
            return tokens[index - 1].text, parameter_count(tokens[index + 1:end])
    return None


def functions_of(text):
    """The function definitions of a C source."""
    tokens = tokens_of(without_preprocessor(without_comments(text)))
    functions = []
    start = index = 0
    while index < len(tokens):
        text = tokens[index].text
        if text == ";" or (text == "}" and index >= start):
            start = index + 1
        elif text in ("(", "["):
            index = closing(tokens, index)
        elif text == "{":
            end = closing(tokens, index)
            head = tokens[start:index]
            if is_extern_c(head):
                start = index + 1
                index += 1
                continue
            found = name_and_parameters(head) if is_function_head(head) else None
            if found:
                nesting = Nesting(tokens[index:end + 1])
                nesting.block(0, 0)
                functions.append(Function(
                    found[0], head[0].line, tokens[end].line,
                    "static" in [token.text for token in head], found[1], nesting.deepest))
                start = end + 1
            index = end
        index += 1
    return functions


def is_extern_c(head):
    return bool(head) and head[0].text == "extern" and head[-1].text in ('"', "extern")


def is_function_head(head):
    texts = [token.text for token in head]
    return ")" in texts and "=" not in texts and texts[0] not in ("typedef", "struct", "enum")


def declarations_of(text):
    """Top-level declarations of a header: (first line, text in one line, tokens)."""
    code = without_preprocessor(without_comments(text, keep_texts=True))
    code = re.sub(r'extern "C" \{', lambda m: blank(m.group()), code)
    tokens = tokens_of(code)
    found = []
    start = index = 0
    while index < len(tokens):
        text = tokens[index].text
        if text in ("(", "{", "["):
            is_body = text == "{" and index > start and tokens[index - 1].text == ")"
            index = closing(tokens, index)
            if is_body:
                start = index + 1
        elif text == ";":
            part = tokens[start:index]
            if part:
                found.append((part[0].line, " ".join(token.text for token in part), part))
            start = index + 1
        elif text == "}":
            start = index + 1
        index += 1
    return found
