/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a table: options, the bytes of a file or of memory, then decoding and scanning. */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/records.h"
#include "io/csv.h"

#define COLUMN_MAX_DEFAULT 256
#define ROW_MAX_DEFAULT (INT32_C(1) << 24)
#define BYTE_MAX_DEFAULT (INT64_C(1) << 30)

/* Rows and cells are numbered in 32 bits, and GB18030 may grow by half. */
#define ROW_MAX_MOST (INT64_C(1) << 30)
#define BYTE_MAX_MOST (INT64_C(1) << 31)

#define PIPE_SIZE_FIRST 65536

jf_status jf__csv_fail_io(jf_error *err, const char *path, const char *action)
{
    int number = errno;
    const char *reason = number == ENOENT   ? "no such file"
                         : number == EACCES ? "permission denied"
                         : number == EISDIR ? "it is a folder"
                         : number == EEXIST ? "a temporary file stands in the way"
                         : number == ENOSPC ? "no space left"
                                            : NULL;

    if (reason)
        return jf__fail(err, JF_E_IO, "cannot %s %s: %s", action, path, reason);
    return jf__fail(err, JF_E_IO, "cannot %s %s: system error %d", action, path, number);
}

static jf_status fail_option(jf_error *err, const char *option, int64_t most, int64_t value)
{
    return jf__fail_about(err, JF_E_ARGUMENT, 0, most, value, "opts.%s is %" PRId64, option, value);
}

jf_status jf__csv_bounds_read(jf__csv_bounds *bounds_out, jf_allocator *allocator_out,
                              const jf_csv_options *opts, jf_error *err)
{
    jf_csv_options known;
    jf_status status = jf__options_read(&known, sizeof known, opts, "opts", err);

    if (!status)
        status = jf__allocator_init(allocator_out, &known.allocator, err);
    if (status)
        return status;
    if (known.encoding < JF_ENCODING_DETECT || known.encoding > JF_ENCODING_GB18030)
        return fail_option(err, "encoding", JF_ENCODING_GB18030, known.encoding);
    if (known.separator < 0 || known.separator > 127 || known.separator == '"' ||
        known.separator == '\n' || known.separator == '\r')
        return fail_option(err, "separator", 127, known.separator);
    if (known.column_max < 0)
        return fail_option(err, "column_max", INT32_MAX, known.column_max);
    if (known.row_max < 0 || known.row_max > ROW_MAX_MOST)
        return fail_option(err, "row_max", ROW_MAX_MOST, known.row_max);
    if (known.byte_max < 0 || known.byte_max > BYTE_MAX_MOST)
        return fail_option(err, "byte_max", BYTE_MAX_MOST, known.byte_max);
    if (known.line_end < JF_LINE_END_LF || known.line_end > JF_LINE_END_CRLF)
        return fail_option(err, "line_end", JF_LINE_END_CRLF, known.line_end);
    if (known.mark < 0 || known.mark > 1)
        return fail_option(err, "mark", 1, known.mark);
    bounds_out->ends_in_crlf = known.line_end == JF_LINE_END_CRLF;
    bounds_out->has_mark = known.mark != 0;
    bounds_out->encoding = known.encoding;
    bounds_out->separator = (unsigned char)(known.separator ? known.separator : ',');
    bounds_out->column_max = (size_t)(known.column_max ? known.column_max : COLUMN_MAX_DEFAULT);
    bounds_out->row_max = (size_t)(known.row_max ? known.row_max : ROW_MAX_DEFAULT);
    bounds_out->byte_max = (size_t)(known.byte_max ? known.byte_max : BYTE_MAX_DEFAULT);
    return JF_OK;
}

static jf_status fail_size(jf_error *err, const char *path, const jf__csv_bounds *bounds,
                           size_t size)
{
    return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)bounds->byte_max, (int64_t)size,
                          "%s is larger than %zu bytes", path, bounds->byte_max);
}

/* Size of a regular file, a first guess for what has none; false, with errno, for a folder. */
static bool expect_size(FILE *file, size_t *size_out)
{
    struct stat about;

    if (fstat(fileno(file), &about) != 0)
        return false;
    errno = EISDIR;
    *size_out = S_ISREG(about.st_mode) ? (size_t)about.st_size : PIPE_SIZE_FIRST;
    return !S_ISDIR(about.st_mode);
}

/* The whole file, and one byte that stays free behind it. */
static jf_status load(FILE *file, const char *path, jf__csv_bytes *bytes,
                      const jf__csv_bounds *bounds, const jf_allocator *allocator, jf_error *err)
{
    size_t more;
    size_t room;
    size_t got;

    if (!expect_size(file, &more))
        return jf__csv_fail_io(err, path, "read");
    do {
        if (more > bounds->byte_max)
            more = bounds->byte_max;
        if (!jf__array_reserve(bytes, more + 2, allocator))
            return jf__fail_memory(err);
        room = bytes->capacity - bytes->count - 1;
        got = fread(bytes->items + bytes->count, 1, room, file);
        bytes->count += got;
        if (bytes->count > bounds->byte_max)
            return fail_size(err, path, bounds, bytes->count);
        more = bytes->count;
    } while (got == room);
    return ferror(file) ? jf__csv_fail_io(err, path, "read") : JF_OK;
}

static jf_status load_path(const char *path, jf__csv_bytes *bytes, const jf__csv_bounds *bounds,
                           const jf_allocator *allocator, jf_error *err)
{
    FILE *file = fopen(path, "rb");
    jf_status status;

    if (!file)
        return jf__csv_fail_io(err, path, "open");
    status = load(file, path, bytes, bounds, allocator, err);
    (void)fclose(file);
    return status;
}

static jf_status load_bytes(const char *name, const uint8_t *source, size_t size,
                            jf__csv_bytes *bytes, const jf__csv_bounds *bounds,
                            const jf_allocator *allocator, jf_error *err)
{
    if (size > bounds->byte_max)
        return fail_size(err, name, bounds, size);
    if (!jf__array_reserve(bytes, size + 1, allocator))
        return jf__fail_memory(err);
    if (size > 0)
        memcpy(bytes->items, source, size);
    bytes->count = size;
    return JF_OK;
}

jf_csv *jf__csv_new(const char *path, const jf_allocator *allocator, jf_error *err)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash && slash[1] ? slash + 1 : path;
    size_t size = strlen(name) + 1;
    jf_csv *self = jf__allocate(allocator, 1, sizeof *self);

    if (self) {
        self->allocator = *allocator;
        self->name = jf__allocate(allocator, size, 1);
    }
    if (!self || !self->name) {
        jf__release(allocator, self);
        (void)jf__fail_memory(err);
        return NULL;
    }
    memcpy(self->name, name, size);
    return self;
}

static jf_status fill(jf_csv *self, const jf__csv_bounds *bounds, jf_error *err)
{
    size_t start = 0;
    jf_status status;

    self->encoding = bounds->encoding;
    status =
        jf__csv_decode(self->name, &self->text, &self->encoding, &start, &self->allocator, err);
    return status ? status : jf__csv_scan(self, start, bounds, err);
}

static jf_csv *read_table(const char *path, const uint8_t *memory, size_t size, bool is_file,
                          const jf_csv_options *opts, jf_error *err)
{
    jf__csv_bounds bounds = {.byte_max = 0};
    jf_allocator allocator = {.user = NULL};
    jf_csv *self;
    jf_status status;

    if (jf__csv_bounds_read(&bounds, &allocator, opts, err))
        return NULL;
    self = jf__csv_new(path, &allocator, err);
    if (!self)
        return NULL;
    status = is_file ? load_path(path, &self->text, &bounds, &allocator, err)
                     : load_bytes(path, memory, size, &self->text, &bounds, &allocator, err);
    if (!status)
        status = fill(self, &bounds, err);
    if (status) {
        jf_csv_free(self);
        return NULL;
    }
    return self;
}

jf_csv *jf_csv_read_file(const char *path, const jf_csv_options *opts, jf_error *err)
{
    if (!path) {
        (void)jf__fail_null(err, "path");
        return NULL;
    }
    return read_table(path, NULL, 0, true, opts, err);
}

jf_csv *jf_csv_read(const char *name, const uint8_t *bytes, size_t byte_count,
                    const jf_csv_options *opts, jf_error *err)
{
    if (!name || (!bytes && byte_count > 0)) {
        (void)jf__fail_null(err, name ? "bytes" : "name");
        return NULL;
    }
    return read_table(name, bytes, byte_count, false, opts, err);
}

void jf_csv_free(jf_csv *self)
{
    jf_allocator allocator;

    if (!self)
        return;
    allocator = self->allocator;
    jf__array_release(&self->text, &allocator);
    jf__array_release(&self->cells, &allocator);
    jf__array_release(&self->name_column, &allocator);
    jf__texts_release(&self->names, &allocator);
    jf__release(&allocator, self->name);
    jf__release(&allocator, self);
}
