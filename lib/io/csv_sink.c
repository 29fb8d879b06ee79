/* SPDX-License-Identifier: Apache-2.0 */
#define _POSIX_C_SOURCE 200809L

#include "io/csv_sink.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

/* Leftovers of crashed runs that a new temporary file steps around. */
#define TEMPORARY_MAX 100

#define CONVERTED_SIZE 16384

/* Creates a file that did not exist, beside the path. */
static bool open_temporary(jf__csv_sink *sink, size_t name_size)
{
    errno = EEXIST;
    for (int i = 0; !sink->file && errno == EEXIST && i < TEMPORARY_MAX; i++) {
        (void)snprintf(sink->temporary, name_size, "%s.%d.tmp", sink->path, i);
        sink->file = fopen(sink->temporary, "wbx");
    }
    return sink->file != NULL;
}

jf_status jf__csv_sink_open(jf__csv_sink *sink, const char *path, const jf__csv_bounds *bounds,
                            const jf_allocator *allocator, jf_error *err)
{
    size_t size = strlen(path) + 1;
    size_t name_size = size + sizeof ".99.tmp";
    jf_status status = JF_OK;

    memset(sink, 0, sizeof *sink);
    sink->allocator = allocator;
    sink->path = jf__allocate(allocator, size, 1);
    sink->temporary = jf__allocate(allocator, name_size, 1);
    if (!sink->path || !sink->temporary)
        return jf__fail_memory(err);
    memcpy(sink->path, path, size);
    if (bounds->encoding == JF_ENCODING_GB18030) {
        status = jf__csv_converter("GB18030", "UTF-8", &sink->converter, err);
        sink->has_converter = status == JF_OK;
    }
    if (status)
        return status;
    if (!open_temporary(sink, name_size))
        return jf__csv_fail_io(err, path, "write");
    return bounds->has_mark ? jf__csv_sink_write(sink, "\xEF\xBB\xBF", 3, err) : JF_OK;
}

static bool write_bytes(jf__csv_sink *sink, const char *bytes, size_t size)
{
    return fwrite(bytes, 1, size, sink->file) == size;
}

/* iconv takes its input by a pointer to char that it does not write through. */
static bool write_converted(jf__csv_sink *sink, char *in, size_t in_left)
{
    bool is_written = true;

    while (is_written && in_left > 0) {
        char converted[CONVERTED_SIZE];
        char *out = converted;
        size_t out_left = sizeof converted;

        if (iconv(sink->converter, &in, &in_left, &out, &out_left) == (size_t)-1 && errno != E2BIG)
            return false;
        is_written = write_bytes(sink, converted, (size_t)(out - converted));
    }
    return is_written;
}

jf_status jf__csv_sink_write(jf__csv_sink *sink, const char *text, size_t size, jf_error *err)
{
    union {
        const char *given;
        char *taken;
    } in = {text};
    bool is_written =
        sink->has_converter ? write_converted(sink, in.taken, size) : write_bytes(sink, text, size);

    return is_written ? JF_OK : jf__csv_fail_io(err, sink->path, "write");
}

jf_status jf__csv_sink_finish(jf__csv_sink *sink, jf_error *err)
{
    bool is_written = fflush(sink->file) == 0 && fsync(fileno(sink->file)) == 0;
    int number = errno;
    bool is_closed = fclose(sink->file) == 0;

    sink->file = NULL;
    if (!is_written)
        errno = number;
    if (is_written && is_closed && rename(sink->temporary, sink->path) == 0)
        return JF_OK;
    number = errno;
    (void)remove(sink->temporary);
    errno = number;
    return jf__csv_fail_io(err, sink->path, "write");
}

void jf__csv_sink_drop(jf__csv_sink *sink)
{
    if (!sink->allocator)
        return;
    if (sink->file) {
        (void)fclose(sink->file);
        (void)remove(sink->temporary);
    }
    if (sink->has_converter)
        (void)iconv_close(sink->converter);
    jf__release(sink->allocator, sink->path);
    jf__release(sink->allocator, sink->temporary);
    memset(sink, 0, sizeof *sink);
}
