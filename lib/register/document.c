/* SPDX-License-Identifier: Apache-2.0 */
/* Which records a register takes. */
#include <inttypes.h>

#include "base/error.h"
#include "register/state.h"

static jf_status check_fields(const jf_document *document, jf_error *err)
{
    const struct {
        const char *name;
        int64_t value;
        int64_t most;
    } fields[] = {
        {"row", document->row, INT32_MAX},
        {"count", document->count, INT64_MAX},
        {"doc_kind", document->doc_kind, JF_DOC_KIND_MINUTES},
        {"direction", document->direction, JF_DIRECTION_UP},
        {"informal", document->informal, 1},
        {"status", document->status, JF_DOCUMENT_VOID},
        {"classification", document->classification, 3},
        {"forwarded", document->forwarded, 1},
        {"minutes", document->minutes, 1},
        {"corrects", document->corrects, 1},
        {"characters", document->characters, INT32_MAX},
        {"annexes", document->annexes, INT32_MAX},
        {"led_elsewhere", document->led_elsewhere, 1},
        {"topics", document->topics, INT32_MAX},
        {"video", document->video, 1},
        {"relayed", document->relayed, 1},
    };

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (fields[i].value < 0 || fields[i].value > fields[i].most)
            return jf__fail_about(err, JF_E_ARGUMENT, 0, fields[i].most, fields[i].value,
                                  "document.%s is %" PRId64 ", not 0 to %" PRId64, fields[i].name,
                                  fields[i].value, fields[i].most);
    return JF_OK;
}

jf_status jf__register_check_node(const jf_tree *tree, int64_t id, const char *what,
                                  jf_error *err)
{
    if (jf_tree_has(tree, id))
        return JF_OK;
    return jf__fail_about(err, JF_E_NOT_FOUND, id, 0, 0, "no %s %" PRId64, what, id);
}

jf_status jf__register_check_day(jf_day day, const char *what, jf_error *err)
{
    if (day >= JF_DAY_FIRST && day <= JF_DAY_LAST)
        return JF_OK;
    return jf__fail_about(err, JF_E_RANGE, 0, 0, day, "%s: no day %" PRId32, what, day);
}

jf_status jf__document_check(const jf_register *self, const jf_document *document, jf_error *err)
{
    const struct {
        const char *name;
        jf_day day;
    } days[] = {
        {"document.date_signed", document->date_signed},
        {"document.date_dispatched", document->date_dispatched},
        {"document.date_published", document->date_published},
    };
    jf_status status = check_fields(document, err);

    if (!status)
        status = jf__register_check_node(self->units, document->sponsor, "sponsor", err);
    if (!status && document->lead != 0)
        status = jf__register_check_node(self->units, document->lead, "lead", err);
    if (!status)
        status = jf__register_check_node(self->kinds, document->kind, "kind", err);
    for (size_t i = 0; !status && i < sizeof days / sizeof days[0]; i++)
        if (days[i].day != JF_DAY_NONE)
            status = jf__register_check_day(days[i].day, days[i].name, err);
    return status;
}
