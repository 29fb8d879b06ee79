/* SPDX-License-Identifier: Apache-2.0 */
/* Characters are told apart by their bytes; a byte is looked at only when those before it fit, so
 * nothing behind the NUL of the text is ever read. */
#include "register/glyph.h"

/* Ten to the ninth is the first number that digits are not taken for. */
#define DIGIT_MOST 9

static jf__glyph chinese_at(const char *text)
{
    static const struct {
        char bytes[4];
        uint8_t value;
        uint16_t unit;
    } known[] = {
        {"\xE4\xB8\x80", 1, 0},  {"\xE4\xBA\x8C", 2, 0},   {"\xE4\xB8\x89", 3, 0},
        {"\xE5\x9B\x9B", 4, 0},  {"\xE4\xBA\x94", 5, 0},   {"\xE5\x85\xAD", 6, 0},
        {"\xE4\xB8\x83", 7, 0},  {"\xE5\x85\xAB", 8, 0},   {"\xE4\xB9\x9D", 9, 0},
        {"\xE3\x80\x87", 0, 0},  {"\xE2\x97\x8B", 0, 0},   {"\xE9\x9B\xB6", 0, 0},
        {"\xE5\x8D\x81", 0, 10}, {"\xE7\x99\xBE", 0, 100}, {"\xE5\x8D\x83", 0, 1000},
    };
    jf__glyph none = {0, 0, 0, 0};

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (jf__begins(text, known[i].bytes)) {
            jf__glyph found = {3, JF__SCRIPT_CHINESE, known[i].value, known[i].unit};

            return found;
        }
    return none;
}

jf__glyph jf__glyph_at(const char *text)
{
    jf__glyph found = {0, 0, 0, 0};
    unsigned char lead = (unsigned char)text[0];

    if (lead >= '0' && lead <= '9') {
        found.size = 1;
        found.script = JF__SCRIPT_ASCII;
        found.value = (uint8_t)(lead - '0');
    } else if (jf__begins(text, "\xEF\xBC") && (unsigned char)text[2] >= 0x90 &&
               (unsigned char)text[2] <= 0x99) {
        found.size = 3;
        found.script = JF__SCRIPT_WIDE;
        found.value = (uint8_t)((unsigned char)text[2] - 0x90);
    } else if (lead >= 0xE2 && lead <= 0xE9) {
        found = chinese_at(text);
    }
    return found;
}

/* A numeral with units while it is read: what the next digit or unit may be. */
typedef struct units {
    int32_t value;
    int32_t digit;   /* that waits for its unit; -1 = none */
    uint16_t lowest; /* unit so far */
    bool is_filled;  /* a zero stands for the units left out */
} units;

/* false where units do not fall, a digit is missing, or a zero fills no place. */
static bool add_unit(units *self, uint16_t unit)
{
    if (unit >= self->lowest || self->digit == 0 || (self->digit < 0 && unit > 10) ||
        (self->is_filled && unit * 10 == self->lowest))
        return false;
    self->value += (self->digit < 0 ? 1 : self->digit) * unit;
    self->lowest = unit;
    self->digit = -1;
    self->is_filled = false;
    return true;
}

static bool add_digit(units *self, uint8_t digit)
{
    if (self->digit > 0)
        return false;
    if (digit == 0) {
        if (self->digit == 0 || self->lowest == UINT16_MAX || self->lowest == 10)
            return false;
        self->is_filled = true;
    }
    self->digit = digit;
    return true;
}

/* Two hundred and a five behind it may be 205 or 250: a zero has to say which. */
static bool may_end(const units *self)
{
    return self->digit < 0 || (self->digit > 0 && (self->lowest == 10 || self->is_filled));
}

/* A numeral with units, at most 9999: a digit stands before its unit or at the end. */
static jf__numeral read_units(const char *text)
{
    jf__numeral none = {0};
    jf__numeral read = {.scripts = JF__SCRIPT_CHINESE};
    units so_far = {0, -1, UINT16_MAX, false};
    jf__glyph glyph = jf__glyph_at(text);

    for (; glyph.size > 0; glyph = jf__glyph_at(text + read.size)) {
        read.scripts |= glyph.script;
        if (!(glyph.unit > 0 ? add_unit(&so_far, glyph.unit) : add_digit(&so_far, glyph.value)))
            return none;
        read.size += glyph.size;
    }
    if (!may_end(&so_far))
        return none;
    read.value = so_far.value + (so_far.digit > 0 ? so_far.digit : 0);
    return read;
}

jf__numeral jf__numeral_read(const char *text, int32_t digit_max)
{
    jf__numeral read = {0};
    jf__glyph glyph = jf__glyph_at(text);

    if (digit_max > DIGIT_MOST)
        digit_max = DIGIT_MOST;
    for (; glyph.size > 0; glyph = jf__glyph_at(text + read.size)) {
        if (glyph.unit > 0)
            return read_units(text);
        if (read.digits == digit_max) {
            read.is_cut = true;
            break;
        }
        read.leading_zero |= read.digits == 1 && read.value == 0;
        read.value = read.value * 10 + glyph.value;
        read.scripts |= glyph.script;
        read.digits++;
        read.size += glyph.size;
    }
    return read;
}

static size_t space_at(const char *text)
{
    static const char known[][4] = {
        "\xC2\xA0",     "\xE3\x80\x80", "\xE2\x80\x8B", "\xE2\x80\x8C",
        "\xE2\x80\x8D", "\xE2\x81\xA0", "\xEF\xBB\xBF",
    };
    unsigned char lead = (unsigned char)text[0];

    if (lead == ' ' || (lead >= '\t' && lead <= '\r'))
        return 1;
    if (lead != 0xC2 && lead != 0xE2 && lead != 0xE3 && lead != 0xEF)
        return 0;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (jf__begins(text, known[i]))
            return lead == 0xC2 ? 2 : 3;
    return 0;
}

size_t jf__space_run(const char *text)
{
    size_t run = 0;
    size_t size;

    while ((size = space_at(text + run)) > 0)
        run += size;
    return run;
}
