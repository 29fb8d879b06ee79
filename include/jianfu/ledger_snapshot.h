/* SPDX-License-Identifier: Apache-2.0 */
/* Snapshots: what a ledger knows after an entry, so that it need not be decided again; and the
 * ledger as it was after any entry. A snapshot changes what an answer costs, never the answer.
 *
 * Layout, all numbers little-endian: "JFSNAP", u16 version, i64 entries, u64 journal bytes, u32
 * CRC-32C of the frames (size and CRC) of these entries, 32 bytes SHA-256 of these bytes, u32
 * sections, each: u64 size, u32 CRC-32C; u32 CRC-32C of all before it; the sections; 32 bytes
 * SHA-256 of all before it. The same ledger after the same entry has the same bytes, whether it
 * was replayed, restored, or came about by calls.
 */
#ifndef JIANFU_LEDGER_SNAPSHOT_H
#define JIANFU_LEDGER_SNAPSHOT_H

#include "jianfu/ledger.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Bytes of a snapshot of the ledger as it is now. O(attempts + limits). */
JF_API size_t jf_ledger_snapshot_size(const jf_ledger *self);

/** Writes a snapshot of the ledger as it is now; byte_count is jf_ledger_snapshot_size, else
 * JF_E_RANGE. O(journal bytes). */
JF_API jf_status jf_ledger_snapshot_write(const jf_ledger *self, uint8_t *bytes_out,
                                          size_t byte_count, jf_error *err);

/** A ledger rebuilt from a snapshot and the journal that it belongs to; the journal may go on after
 * the snapshot's entry, and the rest is replayed. It is the same as jf_ledger_replay gives, for a
 * fraction of the time.
 *
 * What it proves: that no byte of the snapshot was changed, lost or added since it was written,
 * that each entry has its checksum and can be read, that the journal is the one the snapshot was
 * taken of (by the CRC of its frames), that each number is in its range, and that the records in
 * use add up to the totals. What it believes: the counters of the limits, and that the entries
 * before the snapshot came about. Whoever can write a snapshot can lie, and a ledger restored from
 * a lie answers with it. To know, replay the journal up to the snapshot's entry and write a
 * snapshot of that: it has the same bytes.
 *
 * JF_E_ARGUMENT; JF_E_NOT_SEALED; JF_E_CORRUPT: the snapshot or the journal fails its check, as the
 * message says (err->actual is the offset of the section or entry); JF_E_STATE: the journal was
 * opened with another calendar, is shorter than the snapshot's, or is another one. */
JF_API jf_ledger *jf_ledger_restore(jf_calendar *calendar, const uint8_t *snapshot_bytes,
                                    size_t snapshot_byte_count, const uint8_t *bytes,
                                    size_t byte_count, const jf_ledger_options *opts,
                                    jf_error *err);

/** Keeps a snapshot of now inside the ledger, for jf_ledger_as_of to begin from; none when the last
 * one is of this entry. It is no part of the journal, of its digest, or of what is copied.
 * O(attempts + limits). */
JF_API jf_status jf_ledger_keep(jf_ledger *self, jf_error *err);

/** Snapshots that are kept. */
JF_API size_t jf_ledger_kept_count(const jf_ledger *self);

/** Drops a kept snapshot, by its order among those that are kept. JF_E_RANGE. O(kept snapshots). */
JF_API jf_status jf_ledger_drop(jf_ledger *self, size_t index, jf_error *err);

/** A new ledger as this one was after an entry (0 = the last), with that much of its journal; it
 * goes its own way from there, so it also serves to try out what would happen. It begins from the
 * latest kept snapshot up to the entry, else it replays; a copy of now needs neither.
 * JF_E_RANGE: there is no such entry, or what was done with it goes on in the entry after it;
 * JF_E_ARGUMENT: opts. O(journal bytes up to the entry), beside the replay. */
JF_API jf_ledger *jf_ledger_as_of(const jf_ledger *self, int64_t entry,
                                  const jf_ledger_options *opts, jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
