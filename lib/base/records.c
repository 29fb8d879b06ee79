/* SPDX-License-Identifier: Apache-2.0 */
#include "base/records.h"

#include <string.h>

#include "base/error.h"

static uint32_t size_of(const void *record)
{
    uint32_t size;

    memcpy(&size, record, sizeof size);
    return size;
}

static jf_status check_size(const void *record, const char *what, jf_error *err)
{
    uint32_t size;

    if (!record)
        return jf__fail_null(err, what);
    size = size_of(record);
    if (size < sizeof size || size > JF__RECORD_MAX)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 0, size, "%s.size is not set to its sizeof",
                              what);
    return JF_OK;
}

jf_status jf__record_read(void *out, size_t out_size, const void *record, const char *what,
                          jf_error *err)
{
    uint32_t own = (uint32_t)out_size;
    jf_status status = check_size(record, what, err);
    size_t size;

    if (status)
        return status;
    size = size_of(record);
    for (size_t i = out_size; i < size; i++)
        if (((const char *)record)[i] != 0)
            return jf__fail_about(err, JF_E_ARGUMENT, 0, (int64_t)out_size, (int64_t)i,
                                  "%s sets a field that this version does not know", what);
    memset(out, 0, out_size);
    memcpy(out, record, size < out_size ? size : out_size);
    memcpy(out, &own, sizeof own);
    return JF_OK;
}

jf_status jf__options_read(void *out, size_t out_size, const void *options, const char *what,
                           jf_error *err)
{
    uint32_t own = (uint32_t)out_size;

    if (options)
        return jf__record_read(out, out_size, options, what, err);
    memset(out, 0, out_size);
    memcpy(out, &own, sizeof own);
    return JF_OK;
}

jf_status jf__record_writable(const void *record_out, const char *what, jf_error *err)
{
    return check_size(record_out, what, err);
}

void jf__record_write(void *record_out, const void *source, size_t source_size)
{
    uint32_t size = size_of(record_out);
    size_t known = size < source_size ? size : source_size;

    memset((char *)record_out + sizeof size, 0, size - sizeof size);
    if (known > sizeof size)
        memcpy((char *)record_out + sizeof size, (const char *)source + sizeof size,
               known - sizeof size);
}
