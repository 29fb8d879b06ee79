/* SPDX-License-Identifier: Apache-2.0 */
/* The journal of a ledger: its bytes, digest, hash chain, and the way back from bytes to a ledger.
 */
#ifndef JIANFU_LEDGER_JOURNAL_H
#define JIANFU_LEDGER_JOURNAL_H

#include "jianfu/ledger.h"

#ifdef __cplusplus
extern "C" {
#endif

#define JF_LEDGER_HEAD_SIZE 65 /* bytes that hold the printed head of the chain with its NUL */

/** Number of journal entries: the opening, one per unit, kind, text, limit set and attempt, and
 * what the contracts name further. */
JF_API int64_t jf_ledger_entry_count(const jf_ledger *self);

/** Bytes of the journal so far. */
JF_API size_t jf_ledger_journal_size(const jf_ledger *self);

/** Copies byte_count journal bytes from an offset. JF_E_RANGE: beyond the journal. */
JF_API jf_status jf_ledger_journal_read(const jf_ledger *self, size_t offset, uint8_t *bytes_out,
                                        size_t byte_count, jf_error *err);

/** Digest of the whole journal: SHA-256 (FIPS 180-4), 32 bytes. JF_E_RANGE: digest_size < 32.
 * O(bytes since the last seal). */
JF_API jf_status jf_ledger_digest(const jf_ledger *self, uint8_t *digest_out, size_t digest_size,
                                  jf_error *err);

/** A ledger rebuilt from journal bytes; its own journal has the same bytes. Each entry is done
 * again and has to come out as it was written. The calendar must be the one the journal was opened
 * with (its digest stands in the first entry).
 * JF_E_ARGUMENT; JF_E_NOT_SEALED; JF_E_CORRUPT: the bytes fail their check (err->actual is the
 * offset of the entry); JF_E_STATE: another calendar, found before later entries are read. */
JF_API jf_ledger *jf_ledger_replay(jf_calendar *calendar, const uint8_t *bytes, size_t byte_count,
                                   const jf_ledger_options *opts, jf_error *err);


/** Seals all journal bytes so far into one link of the hash chain: an entry that holds the number
 * of the first entry it covers, how many, and the SHA-256 of all journal bytes before it, so that
 * `head -c OFFSET journal | sha256sum` verifies it. Nothing to seal: no entry. O(bytes since). */
JF_API jf_status jf_ledger_seal_batch(jf_ledger *self, jf_error *err);

/** The head of the chain in print: the SHA-256 that the last seal holds as 64 lower-case hex digits
 * and a NUL; text_size at least JF_LEDGER_HEAD_SIZE. JF_E_RANGE: the size; JF_E_NOT_FOUND: nothing
 * is sealed. */
JF_API jf_status jf_ledger_chain_head(const jf_ledger *self, char *text_out, size_t text_size,
                                      jf_error *err);

/** Bytes of journal that the last seal covers; 0 when nothing is sealed. */
JF_API size_t jf_ledger_sealed_size(const jf_ledger *self);

#ifdef __cplusplus
}
#endif

#endif
