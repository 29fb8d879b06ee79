/* SPDX-License-Identifier: Apache-2.0 */
/* The hash chain: a seal is an entry that holds the SHA-256 of all journal bytes before it, so it
 * holds the seals before it too. */
#include "ledger/entry.h"

jf_status jf_ledger_seal_batch(jf_ledger *self, jf_error *err)
{
    jf__journal *journal;
    size_t start;

    if (!self)
        return jf__fail_null(err, "self");
    journal = &self->journal;
    if (journal->sealed_count == journal->entry_count)
        return JF_OK;
    if (!jf__journal_reserve(journal, JF__SEAL_SIZE, 1, &self->allocator))
        return jf__fail_memory(err);
    jf__journal_feed(journal, &journal->digest, journal->digested);
    journal->digested = journal->size;
    jf__journal_digest(journal, journal->head);
    start = jf__journal_begin(journal, JF__ENTRY_SEAL);
    jf__journal_put(journal, (uint64_t)journal->sealed_count + 1, 8);
    jf__journal_put(journal, (uint64_t)(journal->entry_count - journal->sealed_count), 8);
    jf__journal_put_bytes(journal, journal->head, JF__SHA256_SIZE);
    journal->sealed_size = journal->size;
    jf__journal_end(journal, start);
    journal->sealed_count = journal->entry_count;
    return JF_OK;
}

jf_status jf_ledger_chain_head(const jf_ledger *self, char *text_out, size_t text_size,
                               jf_error *err)
{
    static const char digits[] = "0123456789abcdef";

    if (!self || !text_out)
        return jf__fail_null(err, !self ? "self" : "text_out");
    if (text_size < JF_LEDGER_HEAD_SIZE)
        return jf__fail_about(err, JF_E_RANGE, 0, JF_LEDGER_HEAD_SIZE, (int64_t)text_size,
                              "a head needs %d bytes, not %zu", JF_LEDGER_HEAD_SIZE, text_size);
    if (self->journal.sealed_count == 0)
        return jf__fail(err, JF_E_NOT_FOUND, "nothing is sealed");
    for (size_t i = 0; i < JF__SHA256_SIZE; i++) {
        text_out[2 * i] = digits[self->journal.head[i] >> 4];
        text_out[2 * i + 1] = digits[self->journal.head[i] & 15];
    }
    text_out[2 * JF__SHA256_SIZE] = '\0';
    return JF_OK;
}

size_t jf_ledger_sealed_size(const jf_ledger *self)
{
    return self ? self->journal.sealed_size : 0;
}
