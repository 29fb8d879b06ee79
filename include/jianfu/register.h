/* SPDX-License-Identifier: Apache-2.0 */
/* Documents as they come, counted as a stated counting policy says.
 *
 * Every document that is added is kept and has a verdict: counted, or not counted for one named
 * reason. Rates and shares are exact rationals, rounded once. What is odd about documents and
 * their numbers is found by register_check.h.
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
    JF_DOCUMENT_WITHDRAWN = 1, /**< taken back after issue: void from the beginning (chexiao) */
    JF_DOCUMENT_REPEALED = 2,  /**< void from the day of repeal (feizhi) */
    JF_DOCUMENT_VOID = 3       /**< a number was given, and nothing issued under it (zuofei) */
} jf_document_status;

/** A document, or a meeting where a register keeps meetings. */
typedef struct jf_document {
    uint32_t size;          /**< sizeof(jf_document) */
    int32_t row;            /**< row of the source, for messages; 0 = none */
    int64_t sponsor;        /**< unit that drafts it and holds the quota */
    int64_t lead;           /**< leading issuer of a joint document; 0 = the sponsor's own */
    int64_t kind;           /**< node of the kind tree: what it counts as */
    int64_t count;          /**< documents this row stands for; 0 = 1 */
    jf_day date_signed;     /**< JF_DAY_NONE = unknown */
    jf_day date_dispatched; /**< JF_DAY_NONE = unknown */
    jf_day date_published;  /**< JF_DAY_NONE = unknown */
    int32_t doc_kind;       /**< a jf_doc_kind; 0 = what the title ends with */
    int32_t direction;      /**< a jf_direction */
    int32_t informal;       /**< 1: white-header paper, note, briefing; 0: formal */
    int32_t status;         /**< a jf_document_status */
    int32_t classification; /**< 0 open, 1 confidential, 2 secret, 3 top secret */
    int32_t forwarded;      /**< 1: forwards a document of another body */
    int32_t minutes;        /**< 1: minutes of a meeting (jiyao) */
    int32_t corrects;       /**< 1: a corrected copy of a document issued before */
    int32_t characters;     /**< length of the body in characters; 0 = unknown */
    int32_t annexes;        /**< number of annexes; 0 = none or unknown */
    int32_t led_elsewhere;  /**< 1: joint, and led by another body */
    int32_t topics;         /**< topics of a merged meeting; 0 = 1 */
    int32_t video;          /**< 1: a meeting by video */
    int32_t relayed;        /**< 1: relays a meeting of an upper level */
} jf_document;

/** Why a document counts or does not; the first reason in this order. */
typedef enum jf_verdict {
    JF_VERDICT_COUNTED = 0,
    JF_VERDICT_UNDATED = 1,  /**< the date that decides is missing */
    JF_VERDICT_VOID = 2,     /**< nothing was issued */
    JF_VERDICT_INFORMAL = 3, /**< shadow-counted only: its total is the shadow count */
    JF_VERDICT_IGNORED = 4,  /**< informal, and not even shadow-counted */
    JF_VERDICT_MINUTES = 5,
    JF_VERDICT_LED_ELSEWHERE = 6, /**< counts at the leading body */
    JF_VERDICT_UPWARD = 7,        /**< upward, and the policy does not count that */
    JF_VERDICT_DIRECTION = 8,     /**< another direction outside the policy */
    JF_VERDICT_LETTER = 9,
    JF_VERDICT_DECREE = 10,
    JF_VERDICT_TELEGRAM = 11,
    JF_VERDICT_FORWARDED = 12,
    JF_VERDICT_WITHDRAWN = 13,
    JF_VERDICT_REPEALED = 14,
    JF_VERDICT_CORRECTION = 15, /**< a corrected copy under a number that is there already */
    JF_VERDICT_DUPLICATE = 16,  /**< its number is there already */
    JF_VERDICT_VIDEO = 17,
    JF_VERDICT_RELAYED = 18,   /**< exempt: a meeting of an upper level */
    JF_VERDICT_APART = 19,     /**< classified: counted apart, by the total of this verdict */
    JF_VERDICT_CLASSIFIED = 20
} jf_verdict;

/** Who counts a joint document. */
typedef enum jf_joint_rule {
    JF_JOINT_LEAD = 0, /**< the lead 1, the others 0 (regulation, art. 9(5): the lead's number) */
    JF_JOINT_EACH = 1, /**< each issuer 1 */
    JF_JOINT_SHARE = 2 /**< each of n issuers 1/n, exactly */
} jf_joint_rule;

/** Counting policy (tongji koujing); zero in every field is the default policy. No national rule
 * fixes these questions: each field is one of them, with the default first. */
typedef struct jf_counting_policy {
    uint32_t size;        /**< sizeof(jf_counting_policy) */
    int32_t date_basis;   /**< the day that decides: 0 = signed; 1 = dispatched; 2 = published,
                               with a finding on each document */
    int32_t joint;        /**< a jf_joint_rule */
    int32_t letter_basis; /**< a letter is: 0 = what stands in a letter series; 1 = of that kind */
    int32_t letters;      /**< letters: 0 = count; 1 = do not */
    int32_t informal;     /**< informal papers: 0 = shadow-counted; 1 = count; 2 = ignored */
    int32_t forwarded;    /**< forwarded documents: 0 = count; 1 = do not */
    int32_t classified;   /**< classified ones: 0 = count; 1 = apart; 2 = do not count */
    int32_t directions;   /**< which count: the sum of 1 down, 2 level, 4 up; 0 = 3 */
    int32_t decrees;      /**< decrees: 0 = count; 1 = do not */
    int32_t telegrams;    /**< telegrams: 0 = count; 1 = do not */
    int32_t minutes;      /**< minutes of meetings: 0 = do not count; 1 = count */
    int32_t withdrawn;    /**< withdrawn documents: 0 = count, with a finding; 1 = do not */
    int32_t repealed;     /**< repealed documents: 0 = count; 1 = do not */
    int32_t voided;       /**< numbers without a document: 0 = do not count; 1 = count */
    int32_t corrections;  /**< corrected copies: 0 = none under a number that is there; 1 = each */
    int32_t duplicates;   /**< further documents of one number: 0 = count; 1 = do not */
    int32_t owner;        /**< who holds the quota: 0 = the sponsor, whatever the series; 1 = the
                               issuing body of the series, where the unit tree knows it */
    int32_t predecessors; /**< baseline of a unit: 0 = with its predecessors; 1 = its own */
    int32_t sessions;     /**< a merged meeting: 0 = 1 session; 1 = one for each topic */
    int32_t video;        /**< meetings by video: 0 = count; 1 = do not */
    int32_t relayed;      /**< relayed meetings: 0 = exempt; 1 = count */
} jf_counting_policy;

/** An exact number of documents. */
typedef struct jf_share {
    uint32_t size;       /**< sizeof(jf_share) */
    int64_t numerator;   /**< in lowest terms */
    int64_t denominator; /**< 1 or more */
} jf_share;

/** Rounds an exact number once: units of 10^-decimals, decimals 0 to 6, by a jf_rounding.
 * JF_E_ARGUMENT: decimals, rounding or share outside their range; JF_E_OVERFLOW. */
JF_API jf_status jf_share_round(const jf_share *share, int32_t decimals, int32_t rounding,
                                int64_t *rounded_out, jf_error *err);

/** A register of documents. */
typedef struct jf_register jf_register;

/** Options of a register; zero means default. */
typedef struct jf_register_options {
    uint32_t size;           /**< sizeof(jf_register_options) */
    int32_t needs_series;    /**< 1: a series that no unit has as a name or alias is a finding */
    int32_t characters_most; /**< a longer body is a finding (bundled papers); 0 = 10,000 */
    int32_t annexes_most;    /**< more annexes are a finding (bundled papers); 0 = 9 */
    jf_allocator allocator;
} jf_register_options;

/** A register over two trees, under one counting policy (NULL = default policy); keeps references
 * to the trees. JF_E_ARGUMENT: a policy or option field outside its range. */
JF_API jf_register *jf_register_new(jf_tree *units, jf_tree *kinds,
                                    const jf_counting_policy *policy,
                                    const jf_register_options *opts, jf_error *err);

/** NULL is allowed. */
JF_API void jf_register_free(jf_register *self);

/** Puts another policy in force for documents of the closed day range, by the date they were
 * signed (dispatched or published, where that is not known); the policy of jf_register_new holds on
 * all other days. JF_E_ARGUMENT: a field outside its range; JF_E_RANGE: no such day, or last <
 * first; JF_E_EXISTS: another one is in force on a day of the range. */
JF_API jf_status jf_register_add_policy(jf_register *self, const jf_counting_policy *policy,
                                        jf_day first, jf_day last, jf_error *err);

/** Adds a document with its number and title ("" = none, as for classified ones). A number that
 * cannot be read is kept as it is, and a finding (register_check.h).
 * JF_E_ARGUMENT: a field outside its range or enum; JF_E_NOT_FOUND: sponsor, lead or kind;
 * JF_E_RANGE: a day; of number, then title: JF_E_RANGE: over 65,535 bytes, JF_E_ENCODING;
 * JF_E_RANGE: 2^31 documents. */
JF_API jf_status jf_register_add(jf_register *self, const jf_document *document, const char *number,
                                 const char *title, jf_error *err);

/** Adds documents, all or none. `bytes` holds the number and the title of each, one text behind the
 * other, each with its NUL. JF_E_ARGUMENT: bytes hold another number of texts; then the first one
 * that jf_register_add would refuse fails with its status, err->line is its position from 1. */
JF_API jf_status jf_register_add_all(jf_register *self, const jf_document *documents,
                                     size_t document_count, const uint8_t *bytes,
                                     size_t byte_count, jf_error *err);

/** Names the issuers of the joint document at index, the lead first; sets its lead and
 * led_elsewhere. JF_E_RANGE: no such document; JF_E_STATE: they are named already; JF_E_ARGUMENT:
 * none, over 256, or one twice; JF_E_NOT_FOUND: a unit. */
JF_API jf_status jf_register_set_issuers(jf_register *self, size_t index, const int64_t *issuers,
                                         size_t issuer_count, jf_error *err);

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

/** Unit that holds the quota for the document at index: its sponsor, or the issuing body of its
 * series, by policy. JF_E_RANGE. */
JF_API jf_status jf_register_owner_at(const jf_register *self, size_t index, int64_t *unit_out,
                                      jf_error *err);

/** Documents counted in the subtree of unit (0 = all; by who holds the quota) and of kind (0 = all)
 * in the closed day range, 0 when last = first - 1. JF_E_NOT_FOUND; JF_E_RANGE: no such day, or
 * last < first - 1; JF_E_OVERFLOW; JF_E_STATE: shares do not add up to a whole number
 * (jf_register_share tells them). O(documents). */
JF_API jf_status jf_register_total(jf_register *self, int64_t unit, int64_t kind, jf_day first,
                                   jf_day last, int64_t *total_out, jf_error *err);

/** As jf_register_total, exactly: shares of joint documents included. */
JF_API jf_status jf_register_share(jf_register *self, int64_t unit, int64_t kind, jf_day first,
                                   jf_day last, jf_share *share_out, jf_error *err);

/** As jf_register_total, for comparison with another time: each document counts for the unit that
 * stands for its own on the day as_of (successors of merged, renamed or moved units), unless the
 * policy keeps predecessors apart. A unit that is new has a baseline of 0, and so no rate. */
JF_API jf_status jf_register_baseline(jf_register *self, int64_t unit, int64_t kind, jf_day first,
                                      jf_day last, jf_day as_of, int64_t *total_out, jf_error *err);

/** Documents of this direction, a jf_direction, that count or would if the policy counted all
 * directions. Statuses as jf_register_verdict_total. */
JF_API jf_status jf_register_direction_total(jf_register *self, int32_t direction, int64_t unit,
                                             jf_day first, jf_day last, int64_t *total_out,
                                             jf_error *err);

/** Letters that count or would if the policy counted letters: by series (letter_basis 0) or by kind
 * (1), so that both can be told. Statuses as jf_register_verdict_total. */
JF_API jf_status jf_register_letter_total(jf_register *self, int32_t letter_basis, int64_t unit,
                                          jf_day first, jf_day last, int64_t *total_out,
                                          jf_error *err);

/** Documents with this verdict in the day range, by who holds the quota, each whole; days are those
 * of jf_register_day_at, undated documents stand in every range. JF_E_ARGUMENT: no such verdict;
 * else as jf_register_total. */
JF_API jf_status jf_register_verdict_total(jf_register *self, int32_t verdict, int64_t unit,
                                           jf_day first, jf_day last, int64_t *total_out,
                                           jf_error *err);

/** Name of a verdict, for instance "led-elsewhere"; "unknown" for any other number. */
JF_API const char *jf_verdict_name(int32_t verdict);

#ifdef __cplusplus
}
#endif

#endif
