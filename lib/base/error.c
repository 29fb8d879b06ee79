/* SPDX-License-Identifier: Apache-2.0 */
/* One writer for jf_error, so that messages are always terminated, cut at a character boundary
 * and free of stale numbers. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Drops an incomplete UTF-8 sequence that truncation may have left at the end. */
static void trim_partial_character(char *text)
{
    size_t length = strlen(text);
    size_t start = length;

    while (start > 0 && length - start < 4) {
        unsigned char byte = (unsigned char)text[start - 1];
        size_t need = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;

        start--;
        if ((byte & 0xC0U) == 0x80U)
            continue;
        if (length - start < need)
            text[start] = '\0';
        return;
    }
}

static void write_error(jf_error *err, jf_status status, const char *format, va_list arguments)
{
    memset(err, 0, sizeof *err);
    err->status = (int32_t)status;
    (void)vsnprintf(err->message, sizeof err->message, format, arguments);
    trim_partial_character(err->message);
}

jf_status jf__fail(jf_error *err, jf_status status, const char *format, ...)
{
    if (err) {
        va_list arguments;

        va_start(arguments, format);
        write_error(err, status, format, arguments);
        va_end(arguments);
    }
    return status;
}

jf_status jf__fail_about(jf_error *err, jf_status status, int64_t subject, int64_t expected,
                         int64_t actual, const char *format, ...)
{
    if (err) {
        va_list arguments;

        va_start(arguments, format);
        write_error(err, status, format, arguments);
        va_end(arguments);
        err->subject = subject;
        err->expected = expected;
        err->actual = actual;
    }
    return status;
}

jf_status jf__fail_at(jf_error *err, jf_status status, int32_t line, const char *format, ...)
{
    if (err) {
        va_list arguments;

        va_start(arguments, format);
        write_error(err, status, format, arguments);
        va_end(arguments);
        err->line = line;
    }
    return status;
}

jf_status jf__fail_memory(jf_error *err)
{
    return jf__fail(err, JF_E_NO_MEMORY, "out of memory");
}

jf_status jf__fail_null(jf_error *err, const char *argument)
{
    return jf__fail(err, JF_E_ARGUMENT, "%s is NULL", argument);
}
