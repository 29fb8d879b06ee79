/* SPDX-License-Identifier: Apache-2.0 */
/* Clauses, the presets that hold them, and the week of a month.
 *
 * A clause is one sentence of a rule text as numbers: what it checks, for which items, from when
 * to when, and how strictly. Presets are the clauses of real texts, named by place and year; facts
 * and figures are theirs, the words are ours. What nobody could read is not among them.
 */
#ifndef JIANFU_RULES_CLAUSES_H
#define JIANFU_RULES_CLAUSES_H

#include "jianfu/base.h"
#include "jianfu/calendar.h"
#include "jianfu/rules_drafts.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What a clause checks; the code of a finding. `limit` and `per` are those of jf_clause. */
typedef enum jf_check {
    JF_CHECK_CHARACTERS = 1,  /**< document: characters at most limit */
    JF_CHECK_PAGES = 2,       /**< document: pages at most limit */
    JF_CHECK_KIND = 3,        /**< document: its kind is in the bits of limit */
    JF_CHECK_DIRECTION = 4,   /**< document: its direction is in the bits of limit */
    JF_CHECK_LEVELS = 5,      /**< document, meeting: levels at most limit (yueji, kaidao) */
    JF_CHECK_DIRECTIVE = 6,   /**< document: none such may be (zhilingxing gongwen) */
    JF_CHECK_ISSUER = 7,      /**< document: not from such a body */
    JF_CHECK_PURPOSE = 8,     /**< document: not for such a purpose */
    JF_CHECK_FORWARDING = 9,  /**< document: not passed on */
    JF_CHECK_INFORMAL = 10,   /**< document: a paper beside the count (baitou, biangian) */
    JF_CHECK_PLANNED = 11,    /**< any: in the plan of the year */
    JF_CHECK_APPROVER = 12,   /**< any: approved, by this rank or a higher one (limit) */
    JF_CHECK_COUNT = 13,      /**< any: number in the year at most limit */
    JF_CHECK_REDUCTION = 14,  /**< any: number in the year at most last year's, less limit
                                   per mille */
    JF_CHECK_MINUTES = 15,    /**< meeting: length at most limit */
    JF_CHECK_HEADS = 16,      /**< meeting: heads at most limit */
    JF_CHECK_STAFF = 17,      /**< meeting: staff at most limit per mille of the heads */
    JF_CHECK_COST = 18,       /**< meeting: fen a head (with staff, none when not said) and day at
                                   most limit */
    JF_CHECK_RANK = 19,       /**< meeting: nobody of a rank above limit is required from below */
    JF_CHECK_SPEAKERS = 20,   /**< meeting: speeches from the floor at most limit */
    JF_CHECK_MAIN_SPEECH = 21, /**< meeting: minutes at most limit, and so the next five */
    JF_CHECK_DEPUTY_SPEECH = 22,
    JF_CHECK_SPEECH = 23,
    JF_CHECK_REPORT = 24,
    JF_CHECK_REMARK = 25,
    JF_CHECK_CHAIR = 26,
    JF_CHECK_BOTH_SPEAK = 27, /**< meeting: not both leading officials speak */
    JF_CHECK_QUIET_DAY = 28,  /**< meeting: not on weekday limit (wuhuiri); every day of it counts,
                                   one when no length is said, and so in the next and OFF_DAY */
    JF_CHECK_QUIET_WEEK = 29, /**< meeting: not in week limit of a month (wuhuizhou), counted as
                                   per says, a jf_week_definition; 0 = that of the rules */
    JF_CHECK_QUIET_WEEKS = 30, /**< meeting: no-meeting weeks of the year at least limit */
    JF_CHECK_OFF_DAY = 31,    /**< meeting: on a working day */
    JF_CHECK_FILING_WORKDAYS = 32, /**< meeting: filed at least limit working days ahead */
    JF_CHECK_FILING_DAYS = 33, /**< meeting: filed at least limit days ahead */
    JF_CHECK_PLAN_FILED = 34, /**< meeting, inspection: plan filed by month x 100 + day (limit) of
                                   the year that lies per years before */
    JF_CHECK_VIDEO_SHARE = 35, /**< meeting: at least limit of per meetings of the year by video */
    JF_CHECK_BASIS = 36,      /**< inspection: rests on a document of the bodies in limit */
    JF_CHECK_VISITS = 37,     /**< inspection: number at the target at most limit */
    JF_CHECK_MONTHLY = 38,    /**< inspection: number at the target at most limit x months begun */
    JF_CHECK_INTERVAL = 39,   /**< inspection: at most limit years after the last visit (a floor) */
    JF_CHECK_REVIEW_WORKDAYS = 40, /**< inspection: scheme sent limit working days before notice */
    JF_CHECK_SPLIT = 41,      /**< several inspections: one run as several (chaibao fenbao) */
    JF_CHECK_BUNDLED = 42,    /**< several documents: several in one (duowen heyi) */
    JF_CHECK_UNRELATED = 43   /**< several meetings: unrelated ones tied together */
} jf_check;

/** Name of a jf_check, for instance "filing-workdays"; "unknown" for any other number. */
JF_API const char *jf_check_name(int32_t check);

/** What a clause says about a draft, from mild to strict. */
typedef enum jf_severity {
    JF_SEVERITY_NONE = 0,    /**< the clause is not about this draft */
    JF_SEVERITY_PASSED = 1,
    JF_SEVERITY_EXEMPT = 2,  /**< broken, but a claim lets it pass; counted apart */
    JF_SEVERITY_SKIPPED = 3, /**< not checked: something is not said */
    JF_SEVERITY_NOTICE = 4,  /**< broken: look at it */
    JF_SEVERITY_EXPLAIN = 5, /**< needs a written explanation */
    JF_SEVERITY_APPROVE = 6, /**< needs an approval */
    JF_SEVERITY_REFUSE = 7   /**< hard: refused, unless a claim named by the clause lets it pass */
} jf_severity;

/** Name of a jf_severity, for instance "approve"; "unknown" for any other number. */
JF_API const char *jf_severity_name(int32_t severity);

/** Which days the n-th week of a month has. No rule text that was read defines it. */
typedef enum jf_week_definition {
    JF_WEEK_DEFAULT = 0,      /**< CONTAINING */
    JF_WEEK_CONTAINING = 1,   /**< week 1 holds the 1st of the month; Monday to Friday */
    JF_WEEK_FIRST_MONDAY = 2, /**< week 1 begins on the first Monday; Monday to Friday */
    JF_WEEK_SEVEN_DAYS = 3    /**< days 1 to 7, 8 to 14, ...; every day of them */
} jf_week_definition;

/** The days of week 1 to 6 of a month. JF_E_ARGUMENT: no such definition; JF_E_RANGE: no such year,
 * month or week; JF_E_NOT_FOUND: the month has no such week. */
JF_API jf_status jf_month_week(int32_t year, int32_t month, int32_t week, int32_t definition,
                               jf_day *first_out, jf_day *last_out, jf_error *err);

/** limit of a clause whose number the draft brings (cap). */
#define JF_CLAUSE_LIMIT_GIVEN (-1)

/** A clause. A mask has bit n for value n of what it is about. A draft that does not say what a
 * mask is about is skipped; one outside a mask is none of the clause's. */
typedef struct jf_clause {
    uint32_t size;
    int32_t check;          /**< a jf_check */
    int32_t draft;           /**< a jf_draft_kind */
    int32_t severity;       /**< when it is broken, a jf_severity from NOTICE on; 0 = NOTICE */
    int32_t exempt;         /**< bits of jf_exemption that let it pass; EXPLAIN has EXPLAINED and
                                 APPROVED by itself, APPROVE has APPROVED */
    int32_t year;           /**< of the text; 0 = not said */
    jf_day effective_from;  /**< 0 or JF_DAY_NONE = ever since */
    jf_day effective_until; /**< last day; 0 or JF_DAY_NONE = still */
    int64_t limit;          /**< 0 or more; -1 (JF_CLAUSE_LIMIT_GIVEN): the cap of the draft; what
                                 it means says jf_check */
    int64_t per;            /**< 0 unless jf_check gives it a meaning */
    int32_t bodies;         /**< mask of issuer, convener or sponsor; 0 = all */
    int32_t recipients;     /**< mask of recipient; 0 = all */
    int32_t directions;     /**< mask; 0 = all */
    int32_t scopes;         /**< mask; 0 = all */
    int32_t purposes;       /**< mask; 0 = all */
    int32_t modes;          /**< mask; 0 = all */
    int32_t classes;        /**< mask of meeting_class; 0 = all */
    int32_t ranks;          /**< mask of convener_rank; 0 = all */
    int32_t kinds;          /**< mask of doc_kind or oversight_kind; 0 = all */
    int32_t sectors;        /**< mask; 0 = all */
    int32_t grades;         /**< mask; 0 = all */
    int32_t plans;          /**< mask; 0 = all */
    int32_t months;         /**< mask of the month of the day; 0 = all */
    int32_t flags;          /**< bits of jf_flag that the draft must all have */
    int32_t flags_off;      /**< bits of jf_flag that the draft must not have */
    int32_t reserved;       /**< 0 */
} jf_clause;

/** How well the text behind a preset is known. */
typedef enum jf_evidence {
    JF_EVIDENCE_OFFICIAL = 1,   /**< read in a copy that states an official origin */
    JF_EVIDENCE_READ = 2,       /**< read in a stored copy, of a newspaper as a rule */
    JF_EVIDENCE_SECOND_HAND = 3 /**< read in a summary or repost of it */
} jf_evidence;

/** How exactly the first day of a preset is known. */
typedef enum jf_date_basis {
    JF_DATE_BASIS_DAY = 1,
    JF_DATE_BASIS_MONTH = 2,  /**< the first day of it is taken */
    JF_DATE_BASIS_YEAR = 3,   /**< the first day of it is taken */
    JF_DATE_BASIS_UNKNOWN = 4 /**< no date was found: taken as in force ever since */
} jf_date_basis;

/** A preset. */
typedef struct jf_preset {
    uint32_t size;
    int32_t year;           /**< of the text; 0 = not said */
    jf_day effective_from;  /**< JF_DAY_NONE = ever since */
    jf_day effective_until; /**< JF_DAY_NONE = nothing was read that ends it */
    int32_t evidence;       /**< a jf_evidence */
    int32_t date_basis;     /**< a jf_date_basis */
    int32_t clauses;        /**< how many */
    int32_t reserved;       /**< 0 */
} jf_preset;

/** Number of presets. */
JF_API size_t jf_preset_count(void);

/** The preset at index; national ones first. JF_E_RANGE. */
JF_API jf_status jf_preset_at(size_t index, jf_preset *preset_out, jf_error *err);

/** Name of the preset at index, for instance "zhangjiajie-2022"; NULL beyond the end. */
JF_API const char *jf_preset_name(size_t index);

/** Place, title (what it is, where the title was not read), and where the text was read, of the
 * preset at index; NULL beyond the end. */
JF_API const char *jf_preset_place(size_t index);
JF_API const char *jf_preset_title(size_t index);
JF_API const char *jf_preset_source(size_t index);

#ifdef __cplusplus
}
#endif

#endif
