/* SPDX-License-Identifier: Apache-2.0 */
/* Characters are told apart by their bytes; a byte is looked at only when those before it fit, so
 * nothing behind the NUL of the text is ever read. */
#include "register/glyph.h"

/* Ten to the ninth is the first number that digits are not taken for. */
#define DIGIT_MOST 9

/* The three bytes of a character as one number; 0 when there are none. */
static uint32_t code_of(const char *text)
{
    const unsigned char *byte = (const unsigned char *)text;

    if (byte[0] < 0xE2 || byte[0] > 0xE9 || byte[1] == 0 || byte[2] == 0)
        return 0;
    return (uint32_t)byte[0] << 16 | (uint32_t)byte[1] << 8 | byte[2];
}

static jf__glyph chinese_at(const char *text)
{
    static const uint32_t units[] = {0xE58D81, 0xE799BE, 0xE58D83};
    static const uint32_t digits[] = {0xE4B880, 0xE4BA8C, 0xE4B889, 0xE59B9B, 0xE4BA94, 0xE585AD,
                                      0xE4B883, 0xE585AB, 0xE4B99D, 0xE38087, 0xE2978B, 0xE99BB6};
    jf__glyph found = {3, JF__SCRIPT_CHINESE, 0, 0};
    uint32_t code = code_of(text);
    uint16_t unit = 10;

    for (size_t i = 0; i < sizeof digits / sizeof digits[0]; i++)
        if (code == digits[i]) {
            found.value = i < 9 ? (uint8_t)(i + 1) : 0;
            return found;
        }
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++, unit = (uint16_t)(unit * 10))
        if (code == units[i]) {
            found.unit = unit;
            return found;
        }
    found.size = 0;
    return found;
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

/* The ASCII digits at the front of a numeral, which most have no other than. */
static void read_ascii(const char *text, int32_t digit_max, jf__numeral *read)
{
    const char *at = text;

    for (; *at >= '0' && *at <= '9' && read->digits < digit_max; at++, read->digits++)
        read->value = read->value * 10 + (*at - '0');
    read->size = (size_t)(at - text);
    read->leading_zero = read->digits > 1 && *text == '0';
    read->scripts = read->digits > 0 ? JF__SCRIPT_ASCII : 0;
}

jf__numeral jf__numeral_read(const char *text, int32_t digit_max)
{
    jf__numeral read = {0};
    jf__glyph glyph;

    if (digit_max > DIGIT_MOST)
        digit_max = DIGIT_MOST;
    read_ascii(text, digit_max, &read);
    glyph = jf__glyph_at(text + read.size);
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
