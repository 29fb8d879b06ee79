/* SPDX-License-Identifier: Apache-2.0 */
/* Rules for one item before it goes out: a document, a meeting, an inspection.
 *
 * A jf_rules is a list of clauses, from presets and of the caller's own, and is sealed. A check
 * applies every clause that is in force on the draft's day and about such a draft, and gives
 * findings: what is broken and how badly, what a claim lets pass, and what could not be checked
 * because something is not said. Nothing is refused by itself unless a clause is marked hard.
 */
#ifndef JIANFU_RULES_H
#define JIANFU_RULES_H

#include "jianfu/base.h"
#include "jianfu/calendar.h"
#include "jianfu/rules_clauses.h"
#include "jianfu/rules_drafts.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A list of clauses. Sealed, it is immutable and shareable between threads. */
typedef struct jf_rules jf_rules;

/** Options of rules; zero means default. */
typedef struct jf_rules_options {
    uint32_t size;
    int32_t week_definition; /**< a jf_week_definition, for clauses that do not say */
    jf_allocator allocator;
} jf_rules_options;

/** No clause yet. `calendar` may be NULL: clauses on working days are skipped then, as they are
 * on days that the calendar does not know; it is sealed. JF_E_ARGUMENT; JF_E_NOT_SEALED. */
JF_API jf_rules *jf_rules_new(jf_calendar *calendar, const jf_rules_options *opts, jf_error *err);

/** Another reference to the same rules; NULL gives NULL. Each reference is freed once. */
JF_API jf_rules *jf_rules_retain(jf_rules *self);

/** Drops a reference; NULL is allowed. */
JF_API void jf_rules_free(jf_rules *self);

/** Adds the clauses of a preset. Each is in force on the days its text is, so a later text is never
 * applied to an earlier draft. JF_E_SEALED; JF_E_NOT_FOUND: no such preset; JF_E_EXISTS: it was
 * added already. */
JF_API jf_status jf_rules_add_preset(jf_rules *self, const char *name, jf_error *err);

/** Adds a clause of the caller's own: place and source may be "", text says what it is.
 * JF_E_SEALED; JF_E_ARGUMENT: an unknown check, kind of draft or severity, a check that is not for
 * this kind, bits or a mask outside their values; JF_E_RANGE: limit, per, year or a day; of place,
 * source, text: JF_E_RANGE: over 65,535 bytes, JF_E_ENCODING. */
JF_API jf_status jf_rules_add_clause(jf_rules *self, const jf_clause *clause, const char *place,
                                     const char *source, const char *text, jf_error *err);

/** Ends building. Sealing twice is fine. */
JF_API jf_status jf_rules_seal(jf_rules *self, jf_error *err);

/** Number of clauses. */
JF_API size_t jf_rules_count(const jf_rules *self);

/** The clause at index, in the order of adding, with its severity written out. JF_E_RANGE. */
JF_API jf_status jf_rules_at(const jf_rules *self, size_t index, jf_clause *clause_out,
                             jf_error *err);

/** Of the clause at index: what it says and where, its place, its source, and the preset it came
 * from ("" for one of the caller's own); NULL beyond the end. */
JF_API const char *jf_rules_text_at(const jf_rules *self, size_t index);
JF_API const char *jf_rules_place_at(const jf_rules *self, size_t index);
JF_API const char *jf_rules_source_at(const jf_rules *self, size_t index);
JF_API const char *jf_rules_preset_at(const jf_rules *self, size_t index);

/** What a check found. It keeps a reference to its rules. */
typedef struct jf_findings jf_findings;

/** A clause that is broken, let pass, or skipped. */
typedef struct jf_rule_finding {
    uint32_t size;
    int32_t check;     /**< a jf_check: the code */
    int32_t severity;  /**< a jf_severity: EXEMPT or above */
    int32_t clause;    /**< index of the clause in the rules */
    int32_t exemption; /**< a jf_exemption: what let it pass; 0 = nothing */
    int32_t missing;   /**< a jf_input: what a skipped clause lacks; 0 = nothing */
    int32_t year;      /**< of the text; 0 = not said */
    int32_t reserved;  /**< 0 */
    int64_t actual;    /**< what the draft has, in the measure of the check */
    int64_t allowed;   /**< the most, or the least, that the clause allows */
    jf_day first;      /**< deadline, or first day of a no-meeting time or group; JF_DAY_NONE = no
                            day is evidence */
    jf_day last;       /**< last day of it; JF_DAY_NONE = none */
} jf_rule_finding;

/** How many clauses said what. */
typedef struct jf_finding_summary {
    uint32_t size;
    int32_t worst;     /**< a jf_severity: the strictest of any clause */
    int32_t passed;    /**< 0 or more, as the rest */
    int32_t exempt;    /**< 0 or more */
    int32_t skipped;   /**< 0 or more */
    int32_t notices;   /**< 0 or more */
    int32_t explain;   /**< 0 or more */
    int32_t approve;   /**< 0 or more */
    int32_t refuse;    /**< 0 or more */
    int32_t none;      /**< clauses that are not about this draft; 0 or more */
} jf_finding_summary;

/** Applies the clauses for documents. Findings stand in the order of the clauses.
 * JF_E_NOT_SEALED; JF_E_ARGUMENT: a field outside its enum, bits or sign; JF_E_RANGE: a day.
 * O(clauses). */
JF_API jf_findings *jf_rules_check_document(jf_rules *self, const jf_document_draft *draft,
                                            jf_error *err);

/** Applies the clauses for meetings; else as jf_rules_check_document. */
JF_API jf_findings *jf_rules_check_meeting(jf_rules *self, const jf_meeting_draft *draft,
                                           jf_error *err);

/** Applies the clauses for inspections; else as jf_rules_check_document. */
JF_API jf_findings *jf_rules_check_inspection(jf_rules *self,
                                              const jf_inspection_draft *draft, jf_error *err);

/** NULL is allowed. */
JF_API void jf_findings_free(jf_findings *self);

/** Number of findings. */
JF_API size_t jf_findings_count(const jf_findings *self);

/** The finding at index. JF_E_RANGE. */
JF_API jf_status jf_findings_at(const jf_findings *self, size_t index, jf_rule_finding *finding_out,
                                jf_error *err);

/** What the clause of the finding at index says and where, and its place; NULL beyond the end. */
JF_API const char *jf_findings_text_at(const jf_findings *self, size_t index);
JF_API const char *jf_findings_place_at(const jf_findings *self, size_t index);

/** Bytes that hold every finding as a line with its NUL. */
#define JF_FINDING_TEXT_SIZE 192

/** Writes the finding at index as one line without the words of its clause, for instance
 * "approve  characters: 4600, allowed 4000". JF_E_RANGE: the index, or text_size is below
 * JF_FINDING_TEXT_SIZE. */
JF_API jf_status jf_findings_format(const jf_findings *self, size_t index, char *text_out,
                                    size_t text_size, jf_error *err);

/** Members of the group that the finding at `finding` is about; 0 when it is about one draft, or
 * beyond the end. */
JF_API size_t jf_findings_member_count(const jf_findings *self, size_t finding);

/** Id of the member at index of the finding at `finding`, in the order of the events.
 * JF_E_RANGE: either. */
JF_API jf_status jf_findings_member_at(const jf_findings *self, size_t finding, size_t index,
                                       int64_t *id_out, jf_error *err);

/** What the clause said, a jf_severity; NONE too when it was not asked. JF_E_RANGE: no such clause
 * in the rules. */
JF_API jf_status jf_findings_severity_of(const jf_findings *self, size_t clause,
                                         int32_t *severity_out, jf_error *err);

/** How many clauses said what, and the strictest. */
JF_API jf_status jf_findings_summary(const jf_findings *self, jf_finding_summary *summary_out,
                                     jf_error *err);

#ifdef __cplusplus
}
#endif

#include "jianfu/rules_groups.h"

#endif
