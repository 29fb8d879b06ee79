/* SPDX-License-Identifier: Apache-2.0 */
/* A warning as one line for bulletins: fixed columns, so that lines stand under each other. */
#include <inttypes.h>
#include <stdio.h>

#include "base/error.h"
#include "base/records.h"
#include "jianfu/watch.h"

jf_status jf_warning_format(const jf_warning *warning, char *text_out, size_t text_size,
                            jf_error *err)
{
    jf_warning own;
    jf_status status;
    int64_t permille;
    int length;

    if (!text_out)
        return jf__fail_null(err, "text_out");
    status = jf__record_read(&own, sizeof own, warning, "warning", err);
    if (status)
        return status;
    if (text_size < JF_WARNING_TEXT_SIZE)
        return jf__fail_about(err, JF_E_RANGE, 0, JF_WARNING_TEXT_SIZE, (int64_t)text_size,
                              "a warning needs %d bytes", JF_WARNING_TEXT_SIZE);
    length = snprintf(text_out, text_size, "%-6s  used %4" PRId64 " of %4" PRId64,
                      jf_alert_level_name(own.level), own.used, own.limit);
    if (own.projected_milli >= 0 && own.projected_permille >= 0)
        length += snprintf(text_out + length, text_size - (size_t)length,
                           ", projected %4" PRId64 ".%03" PRId64 " = %3" PRId64 ".%" PRId64 " %%",
                           own.projected_milli / 1000, own.projected_milli % 1000,
                           own.projected_permille / 10, own.projected_permille % 10);
    permille = ((int64_t)own.forecast_ppm + 500) / 1000;
    if (own.has_forecast && own.forecast_ppm >= 0)
        length += snprintf(text_out + length, text_size - (size_t)length, ", %s with %3d.%d %%",
                           own.bound == JF_BOUND_FLOOR ? "falls short" : "exceeds",
                           (int)(permille / 10),
                           (int)(permille % 10));
    (void)snprintf(text_out + length, text_size - (size_t)length, " (%s)",
                   jf_alert_cause_name(own.cause));
    return JF_OK;
}
