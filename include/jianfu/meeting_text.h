/* SPDX-License-Identifier: Apache-2.0 */
/* Planning problems and plans as text: for bug reports, tests, stores. One item a line, in words
 * and key=value fields; docs/FORMATS.md has the grammar.
 *
 * The text of a problem needs no calendar: it holds the days on which the calendar departs from
 * the plain week, from the first to the last day that the problem asks about, and a problem that
 * is read has a calendar of its own of these days.
 */
#ifndef JIANFU_MEETING_TEXT_H
#define JIANFU_MEETING_TEXT_H

#include "jianfu/meeting.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Options of reading; zero means default. */
typedef struct jf_meeting_text_options {
    uint32_t size;    /**< sizeof(jf_meeting_text_options) */
    int32_t reserved; /**< 0 */
    jf_allocator allocator;
} jf_meeting_text_options;

/** Bytes of the text of a problem, sealed or not. JF_E_NOT_SEALED: its calendar is not sealed;
 * JF_E_UNKNOWN_DAY: that does not know the horizon or a target (neither of a sealed problem).
 * O(text + days). */
JF_API jf_status jf_problem_text_size(const jf_problem *self, size_t *size_out, jf_error *err);

/** Copies byte_count bytes of the text from an offset. Equal problems give equal texts: items stand
 * by kind, those of a kind in the order of adding, and what has its default is left out. No memory
 * is asked for. JF_E_NOT_SEALED, JF_E_UNKNOWN_DAY as for its size; JF_E_RANGE: beyond the text.
 * O(text + days). */
JF_API jf_status jf_problem_write(const jf_problem *self, size_t offset, uint8_t *bytes_out,
                                  size_t byte_count, jf_error *err);

/** A problem from its text, not sealed; when it is sealed, it has the same text and, for the same
 * options, the same plans. err->line is the wrong line, from 1.
 * JF_E_ARGUMENT; JF_E_RANGE: 2^31 bytes or more; JF_E_TEXT: no such text, another version, a line
 * of another form, items missing or too many; JF_E_ENCODING: a line that is not UTF-8;
 * JF_E_UNKNOWN_DAY: its days do not hold the horizon and every target; else what the function that
 * adds the item says. O(text + days). */
JF_API jf_problem *jf_problem_read(const uint8_t *bytes, size_t byte_count,
                                   const jf_meeting_text_options *opts, jf_error *err);

/** Bytes of the text of a plan. O(requests). */
JF_API size_t jf_plan_text_size(const jf_plan *self);

/** Copies byte_count bytes of the text from an offset: what the search concluded, and the place of
 * each placed request. No memory is asked for. JF_E_RANGE: beyond the text. O(requests). */
JF_API jf_status jf_plan_write(const jf_plan *self, size_t offset, uint8_t *bytes_out,
                               size_t byte_count, jf_error *err);

/** A plan from its text, for a problem with the same requests and rooms; checked, priced, bounded
 * and explained anew. A conclusion of a search is believed only as far as it agrees with that: a
 * plan that breaks nothing, complete or not, at the bound or not. err->line is the wrong line.
 * JF_E_NOT_SEALED; JF_E_ARGUMENT; JF_E_RANGE, JF_E_TEXT, JF_E_ENCODING as jf_problem_read;
 * JF_E_CORRUPT: a conclusion that does not agree; else as jf_plan_new. */
JF_API jf_plan *jf_plan_read(jf_problem *problem, const uint8_t *bytes, size_t byte_count,
                             jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
