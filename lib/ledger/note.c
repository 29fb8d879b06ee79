/* SPDX-License-Identifier: Apache-2.0 */
/* Texts that records name by id: actors, reasons, references. */
#include <inttypes.h>

#include "ledger/entry.h"

static size_t count_of(const jf_ledger *self)
{
    return self->texts.offsets.count;
}

jf_status jf__note_find(const jf_ledger *self, int64_t id, const char *field, uint32_t *note_out,
                        jf_error *err)
{
    if (id < 0 || (uint64_t)id > count_of(self))
        return jf__fail_about(err, JF_E_NOT_FOUND, id, (int64_t)count_of(self), id,
                              "the ledger has no text %" PRId64 " (%s)", id, field);
    *note_out = (uint32_t)id;
    return JF_OK;
}

jf_status jf_ledger_text(jf_ledger *self, const char *text, int64_t *id_out, jf_error *err)
{
    jf_status status;
    uint32_t id;

    if (!self || !text || !id_out)
        return jf__fail_null(err, !self ? "self" : !text ? "text" : "id_out");
    status = jf__text_check(text, "text", err);
    if (status)
        return status;
    if (!*text)
        return jf__fail(err, JF_E_ARGUMENT, "text is empty");
    id = jf__texts_find(&self->texts, text);
    if (id == JF__NONE) {
        if (!jf__journal_reserve(&self->journal, JF__ENTRY_TEXT_HEAD + JF__TEXT_MAX, 1,
                                 &self->allocator) ||
            !jf__texts_intern(&self->texts, text, &id, &self->allocator))
            return jf__fail_memory(err);
        jf__entry_write_text(self, text);
    }
    *id_out = id;
    return JF_OK;
}

const char *jf_ledger_text_of(const jf_ledger *self, int64_t id)
{
    if (!self || id < 1 || (uint64_t)id > count_of(self))
        return NULL;
    return jf__texts_at(&self->texts, (uint32_t)id);
}
