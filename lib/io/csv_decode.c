/* SPDX-License-Identifier: Apache-2.0 */
/* From the bytes of a file to UTF-8: byte order mark, else strict UTF-8, else GB18030 by the iconv
 * of libc; or what the caller demands. Nothing is replaced: the first wrong byte is an error.
 *
 * Quote and line feed never occur inside a GB18030 sequence (its trail bytes are 0x30 or more), so
 * rows can be counted before decoding. */
#include <errno.h>
#include <string.h>

#include "base/error.h"
#include "io/csv.h"

#define MARK "\xEF\xBB\xBF"
#define MARK_SIZE (sizeof MARK - 1)

size_t jf__csv_mark_size(const jf__csv_bytes *bytes)
{
    bool begins = bytes->count >= MARK_SIZE && memcmp(bytes->items, MARK, MARK_SIZE) == 0;

    return begins ? MARK_SIZE : 0;
}

int32_t jf__csv_row_of(const char *bytes, size_t offset)
{
    int32_t row = 1;
    bool quoted = false;

    for (size_t i = 0; i < offset; i++) {
        if (bytes[i] == '"')
            quoted = !quoted;
        else if (bytes[i] == '\n' && !quoted && row < INT32_MAX)
            row++;
    }
    return row;
}

static size_t ascii_run(const char *bytes, size_t size)
{
    size_t at = 0;

    while (size - at >= sizeof(uint64_t)) {
        uint64_t word;

        memcpy(&word, bytes + at, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
        at += sizeof word;
    }
    while (at < size && ((unsigned char)bytes[at] & 0x80U) == 0)
        at++;
    return at;
}

static size_t other_run(const char *bytes, size_t size)
{
    size_t at = 0;

    while (at < size && ((unsigned char)bytes[at] & 0x80U) != 0)
        at++;
    return at;
}

/* ASCII goes eight bytes a step; no sequence spans an ASCII byte. */
size_t jf__csv_not_utf8(const jf__csv_bytes *bytes, size_t start)
{
    size_t at = start;

    while (at < bytes->count) {
        size_t run;
        size_t valid;

        at += ascii_run(bytes->items + at, bytes->count - at);
        run = other_run(bytes->items + at, bytes->count - at);
        valid = jf__utf8_valid(bytes->items + at, run);
        at += valid;
        if (valid != run)
            return at;
    }
    return JF__CSV_NONE_WRONG;
}

/* Converts bytes to decoded up to the first wrong byte. JF_E_NO_MEMORY. */
static jf_status convert(iconv_t converter, const jf__csv_bytes *bytes, jf__csv_bytes *decoded,
                         size_t *wrong_out, const jf_allocator *allocator, jf_error *err)
{
    char *in = bytes->items;
    size_t in_left = bytes->count;
    size_t room = bytes->count / 2 * 3 + 8;
    size_t converted;

    do {
        char *out;
        size_t out_left;

        if (!jf__array_reserve(decoded, room, allocator))
            return jf__fail_memory(err);
        out = decoded->items + decoded->count;
        out_left = decoded->capacity - decoded->count - 1;
        converted = iconv(converter, &in, &in_left, &out, &out_left);
        decoded->count = (size_t)(out - decoded->items);
        room = in_left * 2 + 8;
    } while (converted == (size_t)-1 && errno == E2BIG);
    *wrong_out = in_left == 0 ? JF__CSV_NONE_WRONG : bytes->count - in_left;
    return JF_OK;
}

jf_status jf__csv_converter(const char *to, const char *from, iconv_t *converter_out,
                            jf_error *err)
{
    iconv_t converter = iconv_open(to, from);

    /* iconv_t is a pointer in every libc we know, but POSIX says only that -1 is the failure. */
    if (converter == (iconv_t)-1)
        return errno == ENOMEM
                   ? jf__fail_memory(err)
                   : jf__fail(err, JF_E_UNSUPPORTED, "the iconv of this system has no GB18030");
    *converter_out = converter;
    return JF_OK;
}

/* Replaces bytes by their UTF-8 when none of them is wrong. */
static jf_status decode_gb18030(jf__csv_bytes *bytes, size_t *wrong_out,
                                const jf_allocator *allocator, jf_error *err)
{
    jf__csv_bytes decoded = {0};
    iconv_t converter;
    jf_status status = jf__csv_converter("UTF-8", "GB18030", &converter, err);

    if (status)
        return status;
    status = convert(converter, bytes, &decoded, wrong_out, allocator, err);
    (void)iconv_close(converter);
    if (status || *wrong_out != JF__CSV_NONE_WRONG) {
        jf__array_release(&decoded, allocator);
        return status;
    }
    jf__array_release(bytes, allocator);
    *bytes = decoded;
    return JF_OK;
}

jf_status jf__csv_fail_encoding(jf_error *err, const char *name, int32_t row, size_t wrong,
                                const char *problem)
{
    jf_status status = jf__fail_at(err, JF_E_ENCODING, row, "%s row %d: byte %zu %s", name,
                                   (int)row, wrong, problem);

    if (err)
        err->actual = (int64_t)wrong;
    return status;
}

static jf_status fail_encoding(jf_error *err, const char *name, const jf__csv_bytes *bytes,
                               size_t wrong, const char *problem)
{
    return jf__csv_fail_encoding(err, name, jf__csv_row_of(bytes->items, wrong), wrong, problem);
}

static bool has_utf16_mark(const jf__csv_bytes *bytes)
{
    return bytes->count >= 2 &&
           (memcmp(bytes->items, "\xFF\xFE", 2) == 0 || memcmp(bytes->items, "\xFE\xFF", 2) == 0);
}

/* Of two encodings that both fail, the one that went further is the likelier, UTF-8 in a tie. */
static jf_status detect(const char *name, jf__csv_bytes *bytes, int32_t *encoding,
                        const jf_allocator *allocator, jf_error *err)
{
    size_t utf8 = jf__csv_not_utf8(bytes, 0);
    size_t gb18030 = JF__CSV_NONE_WRONG;
    jf_status status;

    *encoding = JF_ENCODING_UTF_8;
    if (utf8 == JF__CSV_NONE_WRONG)
        return JF_OK;
    if (has_utf16_mark(bytes))
        return fail_encoding(err, name, bytes, 0, "begins UTF-16, save the file as UTF-8");
    if (jf__csv_mark_size(bytes) > 0)
        return fail_encoding(err, name, bytes, utf8,
                             "is not UTF-8, which the byte order mark announces");
    *encoding = JF_ENCODING_GB18030;
    status = decode_gb18030(bytes, &gb18030, allocator, err);
    if (status || gb18030 == JF__CSV_NONE_WRONG)
        return status;
    if (utf8 >= gb18030)
        return fail_encoding(err, name, bytes, utf8,
                             "is not UTF-8, and the file is not GB18030 either");
    return fail_encoding(err, name, bytes, gb18030,
                         "is not GB18030, and the file is not UTF-8 either");
}

static jf_status obey(const char *name, jf__csv_bytes *bytes, int32_t encoding,
                      const jf_allocator *allocator, jf_error *err)
{
    size_t wrong = JF__CSV_NONE_WRONG;
    jf_status status = JF_OK;

    if (encoding == JF_ENCODING_UTF_8)
        wrong = jf__csv_not_utf8(bytes, 0);
    else
        status = decode_gb18030(bytes, &wrong, allocator, err);
    if (status || wrong == JF__CSV_NONE_WRONG)
        return status;
    return fail_encoding(err, name, bytes, wrong,
                         encoding == JF_ENCODING_UTF_8 ? "is not UTF-8" : "is not GB18030");
}

jf_status jf__csv_decode(const char *name, jf__csv_bytes *bytes, int32_t *encoding,
                         size_t *start_out, const jf_allocator *allocator, jf_error *err)
{
    jf_status status = *encoding == JF_ENCODING_DETECT
                           ? detect(name, bytes, encoding, allocator, err)
                           : obey(name, bytes, *encoding, allocator, err);

    if (status)
        return status;
    *start_out = jf__csv_mark_size(bytes);
    return JF_OK;
}
