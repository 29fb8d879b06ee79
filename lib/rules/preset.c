/* SPDX-License-Identifier: Apache-2.0 */
/* Listing the presets of all tables. */
#include "rules/preset.h"

#include <string.h>

#include "base/error.h"
#include "base/records.h"

static const jf__preset *const tables[] = {jf__presets_national, jf__presets_documents,
                                           jf__presets_meetings, jf__presets_oversight};

/* The preset at index, or NULL. */
static const jf__preset *preset_at(size_t index)
{
    for (size_t i = 0; i < JF__COUNT_OF(tables); i++)
        for (const jf__preset *preset = tables[i]; preset->name; preset++)
            if (index-- == 0)
                return preset;
    return NULL;
}

const jf__preset *jf__preset_find(const char *name)
{
    const jf__preset *preset;

    for (size_t i = 0; (preset = preset_at(i)) != NULL; i++)
        if (strcmp(preset->name, name) == 0)
            return preset;
    return NULL;
}

jf_day jf__preset_day(int32_t yyyymmdd)
{
    jf_day day = JF_DAY_NONE;

    if (yyyymmdd != 0)
        (void)jf_day_from_civil(yyyymmdd / 10000, yyyymmdd / 100 % 100, yyyymmdd % 100, &day, NULL);
    return day;
}

size_t jf_preset_count(void)
{
    size_t count = 0;

    while (preset_at(count))
        count++;
    return count;
}

jf_status jf_preset_at(size_t index, jf_preset *preset_out, jf_error *err)
{
    const jf__preset *row = preset_at(index);
    jf_preset preset = {.size = sizeof preset};
    jf_status status = jf__record_writable(preset_out, "preset_out", err);

    if (status)
        return status;
    if (!row)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)jf_preset_count(), (int64_t)index,
                              "no preset %zu of %zu", index, jf_preset_count());
    preset.year = row->year;
    preset.effective_from = jf__preset_day(row->from);
    preset.effective_until = jf__preset_day(row->until);
    preset.evidence = row->evidence;
    preset.date_basis = row->date_basis;
    preset.clauses = (int32_t)row->count;
    jf__record_write(preset_out, &preset, sizeof preset);
    return JF_OK;
}

const char *jf_preset_name(size_t index)
{
    const jf__preset *row = preset_at(index);

    return row ? row->name : NULL;
}

const char *jf_preset_place(size_t index)
{
    const jf__preset *row = preset_at(index);

    return row ? row->place : NULL;
}

const char *jf_preset_title(size_t index)
{
    const jf__preset *row = preset_at(index);

    return row ? row->title : NULL;
}

const char *jf_preset_source(size_t index)
{
    const jf__preset *row = preset_at(index);

    return row ? row->source : NULL;
}
