/* SPDX-License-Identifier: Apache-2.0 */
/* What the rules are asked about: one draft of a document, a meeting or an inspection.
 *
 * A field that is not said is 0 (a day: 0 or JF_DAY_NONE), and a clause that needs it is skipped,
 * never guessed. Where 0 is an answer, a has_ field says that it is one. How many there have been
 * and what is allowed arrive as numbers: the rules keep no count.
 */
#ifndef JIANFU_RULES_DRAFTS_H
#define JIANFU_RULES_DRAFTS_H

#include "jianfu/base.h"
#include "jianfu/calendar.h"
#include "jianfu/register.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Minutes that stand for a day of meeting: our convention, so half a day is 240. */
#define JF_MEETING_DAY_MINUTES 480

/** Kinds of draft. */
typedef enum jf_draft_kind {
    JF_DRAFT_DOCUMENT = 1,
    JF_DRAFT_MEETING = 2,
    JF_DRAFT_INSPECTION = 3
} jf_draft_kind;

/** Who issues, convenes or inspects. */
typedef enum jf_body {
    JF_BODY_UNKNOWN = 0,
    JF_BODY_PARTY = 1,      /**< a Party committee (dangwei) */
    JF_BODY_GOVERNMENT = 2, /**< a government; the organ itself */
    JF_BODY_BOTH = 3,       /**< both together, or in both names */
    JF_BODY_OFFICE = 4,     /**< their general office (bangongting, bangongshi) */
    JF_BODY_DEPARTMENT = 5, /**< a department of theirs */
    JF_BODY_SECTION = 6     /**< an internal unit of a department (neishe jigou) */
} jf_body;

/** What an item covers. */
typedef enum jf_scope {
    JF_SCOPE_UNKNOWN = 0,
    JF_SCOPE_GENERAL = 1,  /**< general work (zonghexing) of a system or place */
    JF_SCOPE_SPECIFIC = 2, /**< one subject or task (zhuanxiang, zhuanti) */
    JF_SCOPE_OTHER = 3     /**< neither */
} jf_scope;

/** Ranks of people, from above. */
typedef enum jf_rank {
    JF_RANK_UNKNOWN = 0,
    JF_RANK_HEAD = 1,    /**< the leading official (zhuyao fuzeren) */
    JF_RANK_DEPUTY = 2,  /**< a deputy in charge (fenguan fuzeren) */
    JF_RANK_SECTION = 3, /**< head of a section */
    JF_RANK_STAFF = 4
} jf_rank;

/** Whether an item is in the plan of the year. */
typedef enum jf_plan_status {
    JF_PLAN_STATUS_UNKNOWN = 0,
    JF_PLAN_STATUS_PLANNED = 1,
    JF_PLAN_STATUS_OFF_PLAN = 2 /**< jihua wai */
} jf_plan_status;

/** What a document is for, where rules restrict it. */
typedef enum jf_purpose {
    JF_PURPOSE_UNKNOWN = 0,
    JF_PURPOSE_ORDINARY = 1,
    JF_PURPOSE_TEMPORARY = 2,  /**< linshixing */
    JF_PURPOSE_SUPPORTING = 3, /**< peitaolei: goes with a document of a higher body */
    JF_PURPOSE_DIVISION = 4    /**< fengonglei: divides tasks among units */
} jf_purpose;

/** How people take part. */
typedef enum jf_mode {
    JF_MODE_UNKNOWN = 0,
    JF_MODE_ON_SITE = 1,
    JF_MODE_VIDEO = 2,   /**< of an inspection: online */
    JF_MODE_HYBRID = 3,
    JF_MODE_WRITTEN = 4  /**< of an inspection: by papers */
} jf_mode;

/** The three families of oversight (ducha, jiancha, kaohe). */
typedef enum jf_oversight_kind {
    JF_OVERSIGHT_UNKNOWN = 0,
    JF_OVERSIGHT_SUPERVISION = 1,
    JF_OVERSIGHT_CHECK = 2,
    JF_OVERSIGHT_ASSESSMENT = 3
} jf_oversight_kind;

/** Trade of an enterprise that is inspected, as far as caps differ by it. */
typedef enum jf_sector {
    JF_SECTOR_UNKNOWN = 0,
    JF_SECTOR_COAL = 1,      /**< coal mines */
    JF_SECTOR_MINE = 2,      /**< other mines */
    JF_SECTOR_HAZARDOUS = 3, /**< hazardous chemicals, metal smelting */
    JF_SECTOR_OTHER = 4,
    JF_SECTOR_SERVICE = 5,   /**< agencies that assess or test for others */
    JF_SECTOR_RADIO = 6      /**< sale of radio equipment */
} jf_sector;

/** Marks of a draft; bits. */
typedef enum jf_flag {
    JF_FLAG_NONE = 0,
    JF_FLAG_DIRECTIVE = 1,   /**< orders something (zhilingxing) */
    JF_FLAG_FORWARDED = 2,   /**< passes on a document of another body */
    JF_FLAG_PUBLISHED = 4,   /**< what it passes on is public already */
    JF_FLAG_INFORMAL = 8,    /**< white-header paper, note: not counted as a document */
    JF_FLAG_INTERNAL = 16,   /**< does not leave the organ */
    JF_FLAG_COPIED = 32,     /**< the body that is passed over gets a copy */
    JF_FLAG_GROUPED = 64,    /**< with discussion in groups (fenzu taolun) */
    JF_FLAG_BOTH_SPEAK = 128, /**< both leading officials, of Party and government, speak */
    JF_FLAG_BRIEFING = 256,  /**< only passes on or assigns (chuanda, buzhi) */
    JF_FLAG_GRASSROOTS = 512 /**< reaches counties, townships, villages, enterprises or schools */
} jf_flag;

/** What a draft claims in its favour; bits. A clause says which of them let it pass. */
typedef enum jf_exemption {
    JF_EXEMPTION_NONE = 0,
    JF_EXEMPTION_EXPLAINED = 1, /**< a written explanation lies before */
    JF_EXEMPTION_APPROVED = 2,  /**< approved for this case (yishi yibao) */
    JF_EXEMPTION_EMERGENCY = 4, /**< disaster, accident, emergency: allowed and counted apart */
    JF_EXEMPTION_STATUTORY = 8, /**< ordered by law or by the Party constitution */
    JF_EXEMPTION_UPPER = 16     /**< ordered by, or relays a meeting of, a higher level */
} jf_exemption;

/** A draft of a document. */
typedef struct jf_document_draft {
    uint32_t size;
    jf_day day;             /**< day it would be issued; 0 or JF_DAY_NONE = not said */
    int32_t doc_kind;       /**< number in art. 8 of the regulation of 2012: 1 resolution to
                                 15 minutes; 16 another kind; 0 = not said */
    int32_t direction;      /**< a jf_direction */
    int32_t issuer;         /**< a jf_body */
    int32_t recipient;      /**< a jf_body: the highest of those it is addressed to */
    int32_t levels;         /**< levels between issuer and recipient: 1 next above or below, 2 skips
                                 one; 0 = not said */
    int32_t scope;          /**< a jf_scope */
    int32_t purpose;        /**< a jf_purpose */
    int32_t characters;     /**< length of the body; 0 = not said */
    int32_t pages;          /**< 0 = as characters give, 22 lines of 28 a page (GB/T 9704-2012) */
    int32_t flags;          /**< bits of jf_flag */
    int32_t claims;         /**< bits of jf_exemption */
    int32_t plan;           /**< a jf_plan_status */
    int32_t approver;       /**< a jf_rank: who approved, when approved */
    int32_t has_cap;        /**< 1: cap is a number */
    int64_t cap;            /**< for clauses whose number is the caller's; 0 or more */
    int64_t number_in_year; /**< which one of its sponsor's year it would be; 0 = not said */
    int64_t last_year;      /**< how many there were the year before; 0 or more */
    int32_t has_last_year;  /**< 1: last_year is a number */
    int32_t reserved;       /**< 0 */
} jf_document_draft;

/** A draft of a meeting. */
typedef struct jf_meeting_draft {
    uint32_t size;
    jf_day day;             /**< first day; 0 or JF_DAY_NONE = not said */
    jf_day filed;           /**< day it was filed or reported; 0 or JF_DAY_NONE = not said */
    jf_day plan_filed;      /**< day its plan was filed; 0 or JF_DAY_NONE = not said */
    int32_t convener;       /**< a jf_body */
    int32_t convener_rank;  /**< a jf_rank */
    int32_t attendee_rank;  /**< a jf_rank: the highest that is required from below */
    int32_t levels;         /**< levels below that are called: 1 the next; 0 = not said */
    int32_t meeting_class;  /**< class of the meeting fee rules, 1 to 4; 0 = not said */
    int32_t scope;          /**< a jf_scope */
    int32_t mode;           /**< a jf_mode */
    int32_t minutes;        /**< length; a day is JF_MEETING_DAY_MINUTES; 0 = not said */
    int32_t days;           /**< days that are paid for; 0 = not said */
    int32_t heads;          /**< people, staff apart; 0 = not said */
    int32_t staff;          /**< 0 or more */
    int32_t has_staff;      /**< 1: staff is a number */
    int32_t has_speeches;   /**< 1: the next six are numbers, 0 among them is none */
    int32_t speakers;       /**< speeches from the floor; 0 or more */
    int32_t main_minutes;   /**< main report, or speech of the leading official; 0 or more */
    int32_t deputy_minutes; /**< longest speech of a deputy; 0 or more */
    int32_t speech_minutes; /**< longest speech from the floor; 0 or more */
    int32_t report_minutes; /**< longest report on an item (huibao); 0 or more */
    int32_t remark_minutes; /**< longest remark of others; 0 or more */
    int32_t has_chair;      /**< 1: chair_minutes is a number */
    int32_t chair_minutes;  /**< words of the chair; 0 or more */
    int32_t flags;          /**< bits of jf_flag */
    int32_t claims;         /**< bits of jf_exemption */
    int32_t plan;           /**< a jf_plan_status */
    int32_t approver;       /**< a jf_rank: who approved, when approved */
    int32_t has_quiet_weeks; /**< 1: quiet_weeks is a number */
    int32_t quiet_weeks;    /**< no-meeting weeks of the year, kept and planned; 0 or more */
    int32_t has_cap;        /**< 1: cap is a number */
    int64_t cap;            /**< for clauses whose number is the caller's; 0 or more */
    int64_t cost;           /**< of the whole meeting, in fen; 0 = not said */
    int64_t number_in_year; /**< which one of its convener's year it would be; 0 = not said */
    int64_t last_year;      /**< how many there were the year before; 0 or more */
    int64_t meetings_in_year; /**< with this one, for shares; 0 = not said */
    int64_t videos_in_year; /**< of these, by video; 0 or more */
    int32_t has_last_year;  /**< 1: last_year is a number */
    int32_t reserved;       /**< 0 */
} jf_meeting_draft;

/** A draft of an inspection, supervision or assessment. */
typedef struct jf_inspection_draft {
    uint32_t size;
    jf_day day;             /**< first day; 0 or JF_DAY_NONE = not said */
    jf_day plan_filed;      /**< day its plan was filed; 0 or JF_DAY_NONE = not said */
    jf_day reviewed;        /**< day its scheme was sent for review; 0 or JF_DAY_NONE = not said */
    jf_day notified;        /**< day of its notice; 0 or JF_DAY_NONE = not said */
    jf_day last_visit;      /**< last one of the target; 0 or JF_DAY_NONE = not said */
    int32_t sponsor;        /**< a jf_body */
    int32_t basis;          /**< a jf_body: who issued the document it rests on */
    int32_t oversight_kind; /**< a jf_oversight_kind */
    int32_t scope;          /**< a jf_scope */
    int32_t mode;           /**< a jf_mode */
    int32_t sector;         /**< a jf_sector of the target */
    int32_t grade;          /**< risk grade of the target, 1 (A, or first) to 30; 0 = not said */
    int32_t flags;          /**< bits of jf_flag */
    int32_t claims;         /**< bits of jf_exemption */
    int32_t plan;           /**< a jf_plan_status */
    int32_t approver;       /**< a jf_rank: who approved, when approved */
    int32_t has_cap;        /**< 1: cap is a number */
    int64_t cap;            /**< for clauses whose number is the caller's; 0 or more */
    int64_t number_in_year; /**< which one of its sponsor's year it would be; 0 = not said */
    int64_t number_at_target; /**< which one of its target's year it would be; 0 = not said */
    int64_t last_year;      /**< how many of its sponsor there were the year before; 0 or more */
    int32_t has_last_year;  /**< 1: last_year is a number */
    int32_t reserved;       /**< 0 */
} jf_inspection_draft;

/** What a clause may need to know; a skipped one names the first that is missing. */
typedef enum jf_input {
    JF_INPUT_NONE = 0,
    JF_INPUT_DAY = 1,
    JF_INPUT_CALENDAR = 2, /**< working days around the day */
    JF_INPUT_BODY = 3,     /**< issuer, convener or sponsor */
    JF_INPUT_RECIPIENT = 4,
    JF_INPUT_DIRECTION = 5,
    JF_INPUT_LEVELS = 6,
    JF_INPUT_DOC_KIND = 7,
    JF_INPUT_SCOPE = 8,
    JF_INPUT_PURPOSE = 9,
    JF_INPUT_CHARACTERS = 10,
    JF_INPUT_PAGES = 11,
    JF_INPUT_FLAGS = 12,
    JF_INPUT_PLAN = 13,
    JF_INPUT_APPROVER = 14,
    JF_INPUT_CAP = 15,
    JF_INPUT_NUMBER_IN_YEAR = 16,
    JF_INPUT_LAST_YEAR = 17,
    JF_INPUT_FILED = 18,
    JF_INPUT_PLAN_FILED = 19,
    JF_INPUT_CONVENER_RANK = 20,
    JF_INPUT_ATTENDEE_RANK = 21,
    JF_INPUT_MEETING_CLASS = 22,
    JF_INPUT_MODE = 23,
    JF_INPUT_MINUTES = 24,
    JF_INPUT_DAYS = 25,
    JF_INPUT_HEADS = 26,
    JF_INPUT_STAFF = 27,
    JF_INPUT_SPEAKERS = 28,
    JF_INPUT_MAIN_MINUTES = 29,
    JF_INPUT_DEPUTY_MINUTES = 30,
    JF_INPUT_SPEECH_MINUTES = 31,
    JF_INPUT_REPORT_MINUTES = 32,
    JF_INPUT_REMARK_MINUTES = 33,
    JF_INPUT_CHAIR_MINUTES = 34,
    JF_INPUT_QUIET_WEEKS = 35,
    JF_INPUT_COST = 36,
    JF_INPUT_MEETINGS_IN_YEAR = 37,
    JF_INPUT_VIDEOS_IN_YEAR = 38,
    JF_INPUT_REVIEWED = 39,
    JF_INPUT_NOTIFIED = 40,
    JF_INPUT_LAST_VISIT = 41,
    JF_INPUT_BASIS = 42,
    JF_INPUT_OVERSIGHT_KIND = 43,
    JF_INPUT_SECTOR = 44,
    JF_INPUT_GRADE = 45,
    JF_INPUT_NUMBER_AT_TARGET = 46
} jf_input;

/** Name of a jf_input, for instance "characters"; "unknown" for any other number. */
JF_API const char *jf_input_name(int32_t input);

#ifdef __cplusplus
}
#endif

#endif
