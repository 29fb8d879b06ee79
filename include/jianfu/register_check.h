/* SPDX-License-Identifier: Apache-2.0 */
/* What is odd about the documents of a register, as findings and never as errors; and serial
 * numbers as a meter of what was issued.
 *
 * Real registers break every rule that one would like to hold: numbers that run against their
 * dates, a notice in a letter series, gaps for what is secret. So each is told, with its place.
 */
#ifndef JIANFU_REGISTER_CHECK_H
#define JIANFU_REGISTER_CHECK_H

#include "jianfu/register.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What a finding is about. */
typedef enum jf_finding_kind {
    JF_FINDING_NUMBER_WRONG = 1, /**< the number cannot be read; actual: the jf_status */
    JF_FINDING_NUMBER_FORM = 2,  /**< not in its printed form; actual: one jf_number_finding */
    JF_FINDING_DUPLICATE = 3,    /**< its number is that of an earlier document (other) */
    JF_FINDING_YEAR = 4,         /**< the number's year (expected) is not the date's (actual) */
    JF_FINDING_MONTH_SHIFT = 5,  /**< dates of a series and year are a month late, it seems: actual
                                      documents of it fall into January of the next year */
    JF_FINDING_GAP = 6,          /**< actual numbers are missing before it, from expected on */
    JF_FINDING_ORDER = 7,        /**< signed actual days before the number before it (other) */
    JF_FINDING_SERIES_KIND = 8,  /**< its kind (actual, a jf_doc_kind) has no place in its series */
    JF_FINDING_SERIES_UNKNOWN = 9, /**< no unit has the series as a name or alias, or several do */
    JF_FINDING_UNDATED = 10,       /**< the date that decides is missing */
    JF_FINDING_UNIT_ENDED = 11,    /**< its sponsor (actual) had ended on that day; expected: who
                                        stands for it, 0 = nobody */
    JF_FINDING_BUNDLED = 12,       /**< length or annexes of several papers in one */
    JF_FINDING_PUBLISHED = 13,     /**< it is counted by the day of publication */
    JF_FINDING_STATUS = 14,        /**< withdrawn, repealed or void; actual: a jf_document_status */
    JF_FINDING_DATE_WRONG = 15,    /**< a date cannot be read; actual: the jf_status */
    JF_FINDING_DATE_FORM = 16      /**< a date in another form; actual: one jf_date_finding */
} jf_finding_kind;

/** A finding. */
typedef struct jf_finding {
    uint32_t size;    /**< sizeof(jf_finding) */
    int32_t kind;     /**< a jf_finding_kind */
    int64_t document; /**< index of the document */
    int64_t other;    /**< index of another document it is about; -1 = none */
    int32_t row;      /**< row of the source of the document; 0 = none */
    int32_t at;       /**< offset in the number, or in the date, in bytes */
    int32_t date;     /**< of those about dates: 0 = signed, 1 = dispatched, 2 = published */
    int64_t expected; /**< as the kind says */
    int64_t actual;   /**< as the kind says */
} jf_finding;

/** Looks at all documents anew. Findings are ordered by document, then kind, then place. Adding a
 * document drops them, but for those of jf_register_remark. O(documents log documents). */
JF_API jf_status jf_register_check(jf_register *self, jf_error *err);

/** Number of findings of the last check. */
JF_API size_t jf_register_finding_count(const jf_register *self);

/** The finding at index. JF_E_RANGE. */
JF_API jf_status jf_register_finding_at(const jf_register *self, size_t index,
                                        jf_finding *finding_out, jf_error *err);

/** Number of findings of one kind, a jf_finding_kind. */
JF_API size_t jf_register_finding_total(const jf_register *self, int32_t kind);

/** Keeps what an importer found in a date (DATE_WRONG, DATE_FORM), for the next check; its row is
 * that of the document. JF_E_ARGUMENT: another kind, or a date that is not 0 to 2; JF_E_RANGE: no
 * such document. */
JF_API jf_status jf_register_remark(jf_register *self, const jf_finding *finding, jf_error *err);

/** Name of a kind of finding, for instance "month-shift"; "unknown" for any other number. */
JF_API const char *jf_finding_name(int32_t kind);

/** One series in one year: its serial numbers count what was issued, seen or not. Documents that
 * another body leads carry that body's numbers and are left out. */
typedef struct jf_meter {
    uint32_t size;     /**< sizeof(jf_meter) */
    int32_t year;      /**< of the numbers; 0 = a series without years, which runs on */
    int64_t body;      /**< unit that has the series as a name or alias; 0 = none, or several */
    int64_t documents; /**< rows */
    int64_t seen;      /**< different serial numbers */
    int64_t least;     /**< lowest serial seen */
    int64_t most;      /**< highest serial seen */
    int64_t issued;    /**< at least so many were issued: 1 to most, least to most without years */
    int64_t missing;   /**< issued - seen */
} jf_meter;

/** Number of meters of the last check, by first document of the series, then year. */
JF_API size_t jf_register_meter_count(const jf_register *self);

/** The meter at index. JF_E_RANGE. */
JF_API jf_status jf_register_meter_at(const jf_register *self, size_t index, jf_meter *meter_out,
                                      jf_error *err);

/** Series code of the meter at index; NULL beyond the end. */
JF_API const char *jf_register_meter_series_at(const jf_register *self, size_t index);

#ifdef __cplusplus
}
#endif

#endif
