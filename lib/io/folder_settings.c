/* SPDX-License-Identifier: Apache-2.0 */
/* settings.csv: one key and one value a row; the first row of a key counts. */
#include <string.h>

#include "io/folder.h"

/* Row of a key; false when it is not set or its value is empty. */
static bool find_setting(const jf_folder *self, const char *key, jf__row *row, jf_error *err)
{
    *row = jf__row_first(self, JF__FILE_SETTINGS, err);
    for (; row->row < jf_csv_row_count(row->table); row->row++)
        if (strcmp(jf__row_text(row, "key"), key) == 0)
            return *jf__row_text(row, "value") != '\0';
    return false;
}

const char *jf_folder_setting(const jf_folder *self, const char *key)
{
    jf__row row;

    if (!self || !key || !find_setting(self, key, &row, NULL))
        return NULL;
    return jf__row_text(&row, "value");
}

jf_status jf_folder_setting_integer(const jf_folder *self, const char *key, int64_t fallback,
                                    int64_t *value_out, jf_error *err)
{
    jf__row row;

    if (!self || !key || !value_out)
        return jf__fail_null(err, !self ? "self" : !key ? "key" : "value_out");
    if (!find_setting(self, key, &row, err)) {
        *value_out = fallback;
        return JF_OK;
    }
    return jf__row_integer(&row, "value", fallback, INT64_MIN, INT64_MAX, value_out);
}

jf_status jf_folder_setting_day(const jf_folder *self, const char *key, jf_day *day_out,
                                jf_error *err)
{
    jf__row row;

    if (!self || !key || !day_out)
        return jf__fail_null(err, !self ? "self" : !key ? "key" : "day_out");
    if (!find_setting(self, key, &row, err))
        return jf__fail(err, JF_E_NOT_FOUND, "settings.csv: %s is not set", key);
    return jf__row_needs_day(&row, "value", day_out);
}
