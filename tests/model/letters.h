/* SPDX-License-Identifier: Apache-2.0 */
/* The alphabet of the exhaustive histories: every call over three units (1 above 2 and 3), two
 * kinds and two months. Where a verb has an amount it has one that fits and one that breaks: all
 * limits are 2 or 3, what may be borrowed, lent or drawn is 1.
 *
 *   verb                                  times
 *   issue, hold                           units x kinds x months x {1, 4}
 *   set limit, adjust                     units x kinds x months x {up, down}
 *   transfer, borrow, lend, repay         between 2 and 3, each way x kinds x months x {1, 9}
 *   draw (from 1)                         units x kinds x months x {1, 9}
 *   grant                                 units x kinds x months x {explain, refuse}
 *   expire                                {before, after} the last day of all holds
 *   of each call before it:
 *     commit, revive                      {on its day, in the other month}
 *     commit with lines                   {1, 9}
 *     release
 *     withdraw                            {counts, frees}
 *     amend                               {2, 9, the other kind, the other month}
 *     issue 4 with the grants of it
 *     the same again, or changed under its key */
#ifndef JIANFU_TESTS_MODEL_LETTERS_H
#define JIANFU_TESTS_MODEL_LETTERS_H

#include "model/call.h"

enum { LETTERS_ALONE = 48 + 48 + 64 + 24 + 24 + 2, LETTERS_OF_CALL = 16 };

/* What a letter names first; 0 for what it does not name. */
typedef struct named {
    int64_t unit; /* 2 or 3 */
    int64_t kind;
    int month; /* 1 or 2 */
} named;

/* The limit of (unit, kind, month 1 or 2) as it is when a history begins. */
jf_limit letter_limit(int64_t unit, int64_t kind, int month);

static inline size_t letter_count(size_t calls_before)
{
    return LETTERS_ALONE + LETTERS_OF_CALL * calls_before;
}

/* The call of a letter behind the calls of `path`. */
void letter_call(size_t letter, const call *path, size_t length, call *c, named *n);

#endif
