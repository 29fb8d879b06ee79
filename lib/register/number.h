/* SPDX-License-Identifier: Apache-2.0 */
/* What reading and printing of document numbers share. */
#ifndef JIANFU_LIB_NUMBER_H
#define JIANFU_LIB_NUMBER_H

#include "jianfu/register_text.h"

#define DI "\xE7\xAC\xAC"
#define HAO "\xE5\x8F\xB7"
#define NIAN "\xE5\xB9\xB4"
#define OPEN "\xE3\x80\x94"
#define CLOSE "\xE3\x80\x95"

/* Bytes of the longest series. */
#define JF__SERIES_MAX 192

/* Bytes of the character of a series that text begins with; 0 = no such character. */
size_t jf__series_step(const char *text);

/* The ASCII letter that a full-width letter stands for; NUL = text begins with none. */
char jf__wide_letter(const char *text);

/* Writes the series of a number that was read from `text`, with ASCII letters and a NUL; returns
 * its bytes. */
size_t jf__series_copy(const jf_doc_number *number, const char *text,
                       char series_out[JF__SERIES_MAX + 1]);

#endif
