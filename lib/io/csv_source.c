/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a file in blocks. An encoding that is to be detected costs a pass of its own over the
 * file, because one wrong byte at its end decides. */
#include "io/csv_source.h"

#include <errno.h>
#include <string.h>

#include "base/error.h"

#define BLOCK_SIZE ((size_t)1 << 20)

/* Bytes of the longest sequence of UTF-8 less one: what a block may cut off. */
#define CUT_MAX 3

static jf_status read_some(jf__csv_source *source, jf__csv_bytes *bytes, jf_error *err)
{
    size_t got;

    if (!jf__array_reserve(bytes, BLOCK_SIZE + 1, source->allocator))
        return jf__fail_memory(err);
    got = fread(bytes->items + bytes->count, 1, BLOCK_SIZE, source->file);
    bytes->count += got;
    source->is_ended = got < BLOCK_SIZE;
    return ferror(source->file) ? jf__csv_fail_io(err, source->path, "read") : JF_OK;
}

/* Whether a sequence that begins at `at` may go on behind the end of the bytes. */
static bool is_cut_off(const jf__csv_bytes *bytes, size_t at)
{
    size_t left = bytes->count - at;
    unsigned char lead = (unsigned char)bytes->items[at];
    size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;

    return lead >= 0xC2 && lead <= 0xF4 && left <= CUT_MAX && left < length;
}

/* Keeps what follows the first `size` bytes. */
static void drop_first(jf__csv_bytes *bytes, size_t size)
{
    memmove(bytes->items, bytes->items + size, bytes->count - size);
    bytes->count -= size;
}

/* The pass that detects: whether the file is UTF-8 to its end. */
static jf_status look_through(jf__csv_source *source, jf__csv_bytes *bytes, jf_error *err)
{
    bool is_first = true;

    source->encoding = JF_ENCODING_UTF_8;
    while (!source->is_ended) {
        jf_status status = read_some(source, bytes, err);
        size_t wrong = status ? 0 : jf__csv_not_utf8(bytes, 0);

        if (status)
            return status;
        if (wrong != JF__CSV_NONE_WRONG && (source->is_ended || !is_cut_off(bytes, wrong))) {
            /* The mark announces UTF-8: reading it then says where it is not. */
            if (!is_first || jf__csv_mark_size(bytes) == 0)
                source->encoding = JF_ENCODING_GB18030;
            return JF_OK;
        }
        if (jf__csv_mark_size(bytes) > 0 && is_first)
            return JF_OK;
        drop_first(bytes, wrong == JF__CSV_NONE_WRONG ? bytes->count : wrong);
        is_first = false;
    }
    return JF_OK;
}

static jf_status detect(jf__csv_source *source, jf_error *err)
{
    jf__csv_bytes bytes = {0};
    jf_status status;

    if (fseek(source->file, 0, SEEK_SET) != 0)
        return jf__fail(err, JF_E_UNSUPPORTED,
                        "the encoding of %s has to be given: it can be read only once",
                        source->path);
    status = look_through(source, &bytes, err);
    jf__array_release(&bytes, source->allocator);
    if (!status && fseek(source->file, 0, SEEK_SET) != 0)
        status = jf__csv_fail_io(err, source->path, "read");
    source->is_ended = false;
    source->was_detected = true;
    return status;
}

jf_status jf__csv_source_open(jf__csv_source *source, const char *path, int32_t encoding,
                              const jf_allocator *allocator, jf_error *err)
{
    size_t size = strlen(path) + 1;
    jf_status status = JF_OK;

    memset(source, 0, sizeof *source);
    source->allocator = allocator;
    source->encoding = encoding;
    source->path = jf__allocate(allocator, size, 1);
    if (!source->path)
        return jf__fail_memory(err);
    memcpy(source->path, path, size);
    source->file = fopen(path, "rb");
    if (!source->file)
        return jf__csv_fail_io(err, path, "open");
    if (encoding == JF_ENCODING_DETECT)
        status = detect(source, err);
    if (status || source->encoding == JF_ENCODING_UTF_8)
        return status;
    status = jf__csv_converter("UTF-8", "GB18030", &source->converter, err);
    source->has_converter = status == JF_OK;
    return status;
}

/* Converts what is in raw; a sequence that is not complete stays there until the file has ended. */
static jf_status convert(jf__csv_source *source, jf__csv_bytes *text, bool *is_wrong, jf_error *err)
{
    char *in = source->raw.items;
    size_t in_left = source->raw.count;
    size_t converted;

    do {
        char *out;
        size_t out_left;

        if (!jf__array_reserve(text, in_left * 2 + 8, source->allocator))
            return jf__fail_memory(err);
        out = text->items + text->count;
        out_left = text->capacity - text->count - 1;
        converted = iconv(source->converter, &in, &in_left, &out, &out_left);
        text->count = (size_t)(out - text->items);
    } while (converted == (size_t)-1 && errno == E2BIG);
    *is_wrong = converted == (size_t)-1 && (errno == EILSEQ || source->is_ended);
    source->consumed += source->raw.count - in_left;
    drop_first(&source->raw, source->raw.count - in_left);
    return JF_OK;
}

jf_status jf__csv_source_read(jf__csv_source *source, jf__csv_bytes *text, const char *name,
                              size_t start, int32_t row, jf_error *err)
{
    bool is_wrong = false;
    jf_status status;

    if (!source->has_converter)
        return read_some(source, text, err);
    status = read_some(source, &source->raw, err);
    if (!status)
        status = convert(source, text, &is_wrong, err);
    if (status || !is_wrong)
        return status;
    row += jf__csv_row_of(text->items + start, text->count - start) - 1;
    return jf__csv_fail_encoding(err, name, row, (size_t)source->consumed,
                                 source->was_detected
                                     ? "is not GB18030, and the file is not UTF-8 either"
                                     : "is not GB18030");
}

void jf__csv_source_release(jf__csv_source *source)
{
    if (source->has_converter)
        (void)iconv_close(source->converter);
    if (source->file)
        (void)fclose(source->file);
    if (!source->allocator)
        return;
    jf__array_release(&source->raw, source->allocator);
    jf__release(source->allocator, source->path);
}
