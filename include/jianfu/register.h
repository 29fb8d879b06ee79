/* SPDX-License-Identifier: Apache-2.0 */
/* Documents as they come, counted as a stated counting policy says.
 *
 * Every document that is added is kept and has a verdict: counted, or not counted for one named
 * reason. Rates are exact rationals, rounded once.
 *
 * A live handle: one thread at a time.
 */
#ifndef JIANFU_REGISTER_H
#define JIANFU_REGISTER_H

#include "jianfu/base.h"
#include "jianfu/calendar.h"
#include "jianfu/tree.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Rounding of the one rounding that a rate gets. */
typedef enum jf_rounding {
    JF_ROUNDING_HALF_EVEN = 0, /**< a tie goes to the even digit (GB/T 8170-2008) */
    JF_ROUNDING_HALF_UP = 1,   /**< a tie goes away from zero (everyday rounding) */
    JF_ROUNDING_DOWN = 2       /**< towards zero (truncation) */
} jf_rounding;

/** A rate of change. */
typedef struct jf_rate {
    uint32_t size;       /**< sizeof(jf_rate) */
    int32_t is_defined;  /**< 0: the base is 0, nothing else is set */
    int64_t numerator;   /**< exact change (after - before) / before in lowest terms */
    int64_t denominator; /**< 1 or more */
    int64_t rounded;     /**< percent in units of 10^-decimals, for instance -53 for -5.3 % */
    int32_t decimals;    /**< 0 to 6 */
    int32_t rounding;    /**< a jf_rounding */
} jf_rate;

/** Bytes that hold every formatted rate with its NUL. */
#define JF_RATE_TEXT_SIZE 32

/** Change from `before` to `after`, both >= 0, in percent with `decimals` digits (0 to 6).
 * A base of 0 gives an undefined rate, not an error (TV05).
 * JF_E_ARGUMENT: a negative count, decimals or rounding outside their range; JF_E_OVERFLOW: the
 * rounded percentage leaves 64 bits (the exact rate never does).
 * Rounding: GB/T 8170-2008 for half-even; never from a rounded value. */
JF_API jf_status jf_rate_change(int64_t before, int64_t after, int32_t decimals, int32_t rounding,
                                jf_rate *rate_out, jf_error *err);

/** Writes "-5.3" (percent, sign always but for 0, no percent mark) or "undefined"; text_size at
 * least JF_RATE_TEXT_SIZE. JF_E_ARGUMENT: decimals outside 0 to 6; JF_E_RANGE: buffer too small. */
JF_API jf_status jf_rate_format(const jf_rate *rate, char *text_out, size_t text_size,
                                jf_error *err);

/** Direction of a document. */
typedef enum jf_direction {
    JF_DIRECTION_DOWN = 0,  /**< to units below */
    JF_DIRECTION_LEVEL = 1, /**< to units of the same level */
    JF_DIRECTION_UP = 2     /**< to units above */
} jf_direction;

/** Status of a document (regulation of 2012, art. 33). */
typedef enum jf_document_status {
    JF_DOCUMENT_ISSUED = 0,
    JF_DOCUMENT_WITHDRAWN = 1, /**< void from the beginning */
    JF_DOCUMENT_REPEALED = 2   /**< void from the day of repeal */
} jf_document_status;

/** A document. */
typedef struct jf_document {
    uint32_t size;          /**< sizeof(jf_document) */
    int32_t row;            /**< row of the source, for messages; 0 = none */
    int64_t sponsor;        /**< unit that drafts it and holds the quota */
    int64_t lead;           /**< leading issuer of a joint document; 0 = the sponsor's own */
    int64_t kind;           /**< node of the kind tree: what it counts as */
    int64_t count;          /**< documents this row stands for; 0 = 1 */
    jf_day date_signed;     /**< JF_DAY_NONE = unknown */
    jf_day date_dispatched; /**< JF_DAY_NONE = unknown */
    int32_t direction;      /**< a jf_direction */
    int32_t informal;       /**< 1: white-header paper, note, briefing; 0: formal */
    int32_t status;         /**< a jf_document_status */
    int32_t classification; /**< 0 open, 1 confidential, 2 secret, 3 top secret */
    int32_t forwarded;      /**< 1: forwards a document of another body */
    int32_t minutes;        /**< 1: minutes of a meeting (jiyao) */
    int32_t characters;     /**< length of the body in characters; 0 = unknown */
    int32_t led_elsewhere;  /**< 1: joint, and led by another body */
} jf_document;

/** Why a document counts or does not; the first reason in this order. */
typedef enum jf_verdict {
    JF_VERDICT_COUNTED = 0,
    JF_VERDICT_UNDATED = 1,  /**< the date that decides is missing */
    JF_VERDICT_INFORMAL = 2, /**< shadow-counted only */
    JF_VERDICT_MINUTES = 3,
    JF_VERDICT_LED_ELSEWHERE = 4, /**< counts at the leading body */
    JF_VERDICT_UPWARD = 5,        /**< direction outside the policy */
    JF_VERDICT_FORWARDED = 6,
    JF_VERDICT_WITHDRAWN = 7,
    JF_VERDICT_CLASSIFIED = 8
} jf_verdict;

/** Counting policy (tongji koujing); zero in every field is the default policy. */
typedef struct jf_counting_policy {
    uint32_t size;               /**< sizeof(jf_counting_policy) */
    int32_t date_basis;          /**< 0 = date signed; 1 = date dispatched */
    int32_t count_informal;      /**< 1: informal papers count */
    int32_t count_minutes;       /**< 1: minutes of meetings count */
    int32_t count_led_elsewhere; /**< 1: co-issued documents led by others count */
    int32_t count_upward;        /**< 1: upward documents count */
    int32_t drop_forwarded;      /**< 1: forwarded documents do not count */
    int32_t drop_withdrawn;      /**< 1: withdrawn documents do not count */
    int32_t drop_classified;     /**< 1: classified documents do not count */
} jf_counting_policy;

/** A register of documents. */
typedef struct jf_register jf_register;

/** Options of a register; zero means default. */
typedef struct jf_register_options {
    uint32_t size;    /**< sizeof(jf_register_options) */
    int32_t reserved; /**< 0 */
    jf_allocator allocator;
} jf_register_options;

/** A register over two trees, under one counting policy (NULL = default policy); keeps references
 * to the trees. JF_E_ARGUMENT: a policy field outside 0..1. */
JF_API jf_register *jf_register_new(jf_tree *units, jf_tree *kinds,
                                    const jf_counting_policy *policy,
                                    const jf_register_options *opts, jf_error *err);

/** NULL is allowed. */
JF_API void jf_register_free(jf_register *self);

/** Adds a document with its number and title ("" = none, as for classified ones).
 * JF_E_ARGUMENT: a field outside its range or enum; JF_E_NOT_FOUND: sponsor, lead or kind;
 * JF_E_RANGE: a day; of number, then title: JF_E_RANGE: over 65,535 bytes, JF_E_ENCODING. */
JF_API jf_status jf_register_add(jf_register *self, const jf_document *document, const char *number,
                                 const char *title, jf_error *err);

/** Number of documents (rows) added. */
JF_API size_t jf_register_count(const jf_register *self);

/** The document at index, in the order of adding, with the count it stands for. JF_E_RANGE. */
JF_API jf_status jf_register_at(const jf_register *self, size_t index, jf_document *document_out,
                                jf_error *err);

/** Number and title of the document at index; NULL beyond the end. */
JF_API const char *jf_register_number_at(const jf_register *self, size_t index);
JF_API const char *jf_register_title_at(const jf_register *self, size_t index);

/** Verdict on the document at index, a jf_verdict. JF_E_RANGE. */
JF_API jf_status jf_register_verdict_at(const jf_register *self, size_t index, int32_t *verdict_out,
                                        jf_error *err);

/** The day that decides for the document at index; JF_DAY_NONE when missing. JF_E_RANGE. */
JF_API jf_status jf_register_day_at(const jf_register *self, size_t index, jf_day *day_out,
                                    jf_error *err);

/** Documents counted in the subtree of unit (0 = all; by sponsor) and of kind (0 = all) in the
 * closed day range, 0 when last = first - 1. JF_E_NOT_FOUND; JF_E_RANGE: no such day, or last <
 * first - 1; JF_E_OVERFLOW. O(documents). */
JF_API jf_status jf_register_total(jf_register *self, int64_t unit, int64_t kind, jf_day first,
                                   jf_day last, int64_t *total_out, jf_error *err);

/** Documents with this verdict in the day range; days are those of jf_register_day_at, undated
 * documents stand in every range. JF_E_ARGUMENT: no such verdict; else as jf_register_total. */
JF_API jf_status jf_register_verdict_total(jf_register *self, int32_t verdict, int64_t unit,
                                           jf_day first, jf_day last, int64_t *total_out,
                                           jf_error *err);

/** Name of a verdict, for instance "led-elsewhere"; "unknown" for any other number. */
JF_API const char *jf_verdict_name(int32_t verdict);

#ifdef __cplusplus
}
#endif

#endif
