/* SPDX-License-Identifier: Apache-2.0 */
/* Digits, numerals and white space as people write them in document numbers and dates. */
#ifndef JIANFU_LIB_GLYPH_H
#define JIANFU_LIB_GLYPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a digit is written in; bits of a numeral. */
enum {
    JF__SCRIPT_ASCII = 1,
    JF__SCRIPT_WIDE = 2,    /* U+FF10 to U+FF19 */
    JF__SCRIPT_CHINESE = 4  /* with every zero glyph: U+3007, U+25CB, U+96F6 */
};

/* One digit, or one of ten, hundred, thousand (unit > 0, Chinese). */
typedef struct jf__glyph {
    uint8_t size; /* bytes; 0 = neither */
    uint8_t script;
    uint8_t value; /* of a digit */
    uint16_t unit;
} jf__glyph;

jf__glyph jf__glyph_at(const char *text);

/* A whole number, digit by digit in any mix of scripts, or with units (U+5341 ten and so on). */
typedef struct jf__numeral {
    size_t size;       /* bytes; 0 = there is none, or its units are out of order */
    int32_t value;
    int32_t digits;    /* digits written; 0 where units are used */
    int32_t scripts;   /* bits */
    bool leading_zero; /* its first digit is a zero, and another one follows */
    bool is_cut;       /* a further digit stands behind the last that was taken */
} jf__numeral;

/* Takes at most digit_max (1 to 9) digits. */
jf__numeral jf__numeral_read(const char *text, int32_t digit_max);

/* Bytes of the white space that text begins with, zero-width characters included. */
size_t jf__space_run(const char *text);

/* Whether text begins with the given bytes. */
static inline bool jf__begins(const char *text, const char *with)
{
    while (*with && *text == *with) {
        text++;
        with++;
    }
    return *with == '\0';
}

#endif
