/* SPDX-License-Identifier: Apache-2.0 */
/* Civil days, periods, and the calendar of working days with holidays and make-up working days.
 *
 * Days are counts since 1970-01-01 in the proleptic Gregorian calendar, years 1 to 9999: the same
 * origin as Arrow date32 and Java's epoch day, the same range as Python's datetime.date.
 * A calendar is built (mark, add_schedule, set_known), sealed, and then immutable and shareable
 * between threads. Asking about a day outside its known range is an error, never a guess.
 */
#ifndef JIANFU_CALENDAR_H
#define JIANFU_CALENDAR_H

#include "jianfu/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Days since 1970-01-01. */
typedef int32_t jf_day;

#define JF_DAY_FIRST (-719162) /* 0001-01-01 */
#define JF_DAY_LAST 2932896    /* 9999-12-31 */
#define JF_DAY_NONE INT32_MIN  /* "no day" where a contract allows it */

/** A civil date; frozen. */
typedef struct jf_civil {
    int32_t year;  /**< 1 to 9999 */
    int32_t month; /**< 1 to 12 */
    int32_t day;   /**< 1 to 31 */
} jf_civil;

/** Days of the week by ISO 8601. */
typedef enum jf_weekday {
    JF_WEEKDAY_MONDAY = 1,
    JF_WEEKDAY_TUESDAY = 2,
    JF_WEEKDAY_WEDNESDAY = 3,
    JF_WEEKDAY_THURSDAY = 4,
    JF_WEEKDAY_FRIDAY = 5,
    JF_WEEKDAY_SATURDAY = 6,
    JF_WEEKDAY_SUNDAY = 7
} jf_weekday;

/** Day of a civil date. JF_E_RANGE: no such date (2023-02-29, month 13, year 0 or 10000). */
JF_API jf_status jf_day_from_civil(int32_t year, int32_t month, int32_t day, jf_day *day_out,
                                   jf_error *err);

/** Civil date of a day. JF_E_RANGE outside JF_DAY_FIRST..JF_DAY_LAST. */
JF_API jf_status jf_day_civil(jf_day day, jf_civil *civil_out, jf_error *err);

/** Day of the week, a jf_weekday (1 Monday .. 7 Sunday). JF_E_RANGE outside the day range. */
JF_API jf_status jf_day_weekday(jf_day day, int32_t *weekday_out, jf_error *err);

/** Reads exactly "YYYY-MM-DD". JF_E_TEXT: another form; JF_E_RANGE: no such date. */
JF_API jf_status jf_day_parse(const char *text, jf_day *day_out, jf_error *err);

/** Writes "YYYY-MM-DD" and a NUL to text_out (at least 11 bytes; text_size says how many).
 * JF_E_RANGE: no such day or a buffer that is too small. */
JF_API jf_status jf_day_format(jf_day day, char *text_out, size_t text_size, jf_error *err);

/** The same civil day `years` later (earlier when negative); 29 February becomes 28 February in a
 * year without it. JF_E_RANGE: a day or year outside the range. */
JF_API jf_status jf_day_add_years(jf_day day, int32_t years, jf_day *day_out, jf_error *err);

/** Kinds of period. */
typedef enum jf_period_kind {
    JF_PERIOD_YEAR = 1,
    JF_PERIOD_HALF = 2,
    JF_PERIOD_QUARTER = 3,
    JF_PERIOD_MONTH = 4,
    JF_PERIOD_WEEK = 5 /**< ISO 8601: Monday to Sunday, week 1 holds the first Thursday */
} jf_period_kind;

/** A period; frozen. Years, halves and quarters begin in fiscal_month; a fiscal year is named by
 * the civil year in which it begins. */
typedef struct jf_period {
    int32_t kind;         /**< a jf_period_kind */
    int32_t fiscal_month; /**< 1 to 12; 1 for months and weeks */
    jf_day first;         /**< first day */
    jf_day last;          /**< last day */
} jf_period;

/** Bytes that hold every period name with its NUL. */
#define JF_PERIOD_NAME_SIZE 16

/** The period of a kind that holds the day. fiscal_month: 1 to 12, 0 means 1; it is ignored for
 * months and weeks. JF_E_ARGUMENT: no such kind or month; JF_E_RANGE: no such day, or a period
 * that leaves the day range. */
JF_API jf_status jf_period_containing(jf_day day, int32_t kind, int32_t fiscal_month,
                                      jf_period *period_out, jf_error *err);

/** The period `step` periods later (earlier when negative). JF_E_ARGUMENT: not a period (its days
 * do not fit its kind); JF_E_RANGE: outside the day range. */
JF_API jf_status jf_period_shift(const jf_period *period, int32_t step, jf_period *period_out,
                                 jf_error *err);

/** Reads "2023", "2023-H1", "2023-Q3", "2023-05" or "2023-W07". fiscal_month as above.
 * JF_E_TEXT: another form; JF_E_RANGE: no such period (2023-H3, 2023-W53). */
JF_API jf_status jf_period_parse(const char *text, int32_t fiscal_month, jf_period *period_out,
                                 jf_error *err);

/** Writes the name that jf_period_parse reads. text_size: at least JF_PERIOD_NAME_SIZE.
 * JF_E_ARGUMENT: not a period; JF_E_RANGE: buffer too small. */
JF_API jf_status jf_period_name(const jf_period *period, char *text_out, size_t text_size,
                                jf_error *err);

/** A calendar of working days. */
typedef struct jf_calendar jf_calendar;

/** Options of a calendar; zero means default. */
typedef struct jf_calendar_options {
    uint32_t size;                /**< sizeof(jf_calendar_options) */
    int32_t assume_plain_weeks;   /**< 1: every day can be asked; outside the known range what is
                                       not marked follows the plain week, Monday to Friday */
    jf_allocator allocator;       /**< inherited by what is made from the handle */
} jf_calendar_options;

/** What a day is. */
typedef enum jf_day_kind {
    JF_DAY_KIND_WORKDAY = 1, /**< an ordinary Monday to Friday */
    JF_DAY_KIND_WEEKEND = 2, /**< an ordinary Saturday or Sunday */
    JF_DAY_KIND_HOLIDAY = 3, /**< off by schedule, whatever the weekday */
    JF_DAY_KIND_MAKEUP = 4   /**< a working day by schedule on a weekend (make-up working day) */
} jf_day_kind;

/** An empty calendar, nothing known yet. `opts` may be NULL. */
JF_API jf_calendar *jf_calendar_new(const jf_calendar_options *opts, jf_error *err);

/** Another reference to the same calendar; NULL gives NULL. Each reference is freed once. */
JF_API jf_calendar *jf_calendar_retain(jf_calendar *self);

/** Drops a reference; NULL is allowed. */
JF_API void jf_calendar_free(jf_calendar *self);

/** Marks a closed day range as JF_DAY_KIND_HOLIDAY or JF_DAY_KIND_MAKEUP. A make-up day must be a
 * Saturday or Sunday. Marking a day again with the same kind changes nothing.
 * JF_E_SEALED; JF_E_ARGUMENT: another kind, or a make-up day on a weekday; JF_E_RANGE: first >
 * last, or outside the day range, or more than 366 days; JF_E_EXISTS: a day is marked as the
 * other kind (err->subject is 0, err->actual the day). */
JF_API jf_status jf_calendar_mark(jf_calendar *self, jf_day first, jf_day last, int32_t kind,
                                  jf_error *err);

/** Declares that the schedule of this closed day range is complete. Ranges may touch or overlap.
 * JF_E_SEALED; JF_E_RANGE: first > last or outside the day range; JF_E_STATE: the range would
 * leave a gap to what is known already (the known range is one interval). */
JF_API jf_status jf_calendar_set_known(jf_calendar *self, jf_day first, jf_day last, jf_error *err);

/** Adds the shipped official schedule of a year of mainland China and makes that year known.
 * JF_E_SEALED; JF_E_NOT_FOUND: no schedule of that year ships; else as mark and set_known. */
JF_API jf_status jf_calendar_add_schedule(jf_calendar *self, int32_t year, jf_error *err);

/** Ends building: from now on the calendar is immutable and can be asked. Sealing twice is fine. */
JF_API jf_status jf_calendar_seal(jf_calendar *self, jf_error *err);

/** Known range (closed). JF_E_NOT_FOUND when nothing is known. */
JF_API jf_status jf_calendar_known(const jf_calendar *self, jf_day *first_out, jf_day *last_out,
                                   jf_error *err);

/** What a day is, a jf_day_kind. JF_E_NOT_SEALED; JF_E_RANGE; JF_E_UNKNOWN_DAY. */
JF_API jf_status jf_calendar_day_kind(const jf_calendar *self, jf_day day, int32_t *kind_out,
                                      jf_error *err);

/** Whether a day is a working day. JF_E_NOT_SEALED; JF_E_RANGE; JF_E_UNKNOWN_DAY. */
JF_API jf_status jf_calendar_is_workday(const jf_calendar *self, jf_day day, bool *is_workday_out,
                                        jf_error *err);

/** Working days in the closed range first..last, O(1); 0 when last = first - 1.
 * JF_E_NOT_SEALED; JF_E_RANGE: last < first - 1; JF_E_UNKNOWN_DAY. */
JF_API jf_status jf_calendar_workday_count(const jf_calendar *self, jf_day first, jf_day last,
                                           int64_t *count_out, jf_error *err);

/** The workday `step` working days after `day` (before, when negative); `day` need not be one.
 * step 0 gives `day` itself if it is a workday, else the next one. O(log of the known range).
 * For filing "n working days ahead" of an event use step = -n. Only the days that are looked at
 * must be known: with step -1 the day after the known range may be asked.
 * JF_E_NOT_SEALED; JF_E_RANGE: no such day, or (assume_plain_weeks) the answer is none;
 * JF_E_UNKNOWN_DAY: the answer lies beyond the known range. */
JF_API jf_status jf_calendar_add_workdays(const jf_calendar *self, jf_day day, int32_t step,
                                          jf_day *day_out, jf_error *err);

/** First and last working day of a closed range, O(log of its length). JF_E_NOT_SEALED;
 * JF_E_RANGE; JF_E_UNKNOWN_DAY; JF_E_NOT_FOUND: the range holds no working day, or is empty. */
JF_API jf_status jf_calendar_workday_bounds(const jf_calendar *self, jf_day first, jf_day last,
                                            jf_day *first_out, jf_day *last_out, jf_error *err);

/** How sure a shipped schedule is. */
typedef enum jf_schedule_status {
    JF_SCHEDULE_OFFICIAL = 1,   /**< the text of the notice was read */
    JF_SCHEDULE_PROVISIONAL = 2 /**< published before the notice, may change */
} jf_schedule_status;

/** A shipped schedule. */
typedef struct jf_schedule {
    uint32_t size;     /**< sizeof(jf_schedule) */
    int32_t year;      /**< its year; days of the year before may belong to it */
    int32_t status;    /**< a jf_schedule_status */
    jf_day published;  /**< day of the notice */
    int32_t holidays;  /**< days off that it names */
    int32_t makeups;   /**< make-up working days that it names */
} jf_schedule;

/** Number of shipped schedules. */
JF_API size_t jf_schedule_count(void);

/** The shipped schedule at index (ascending years). JF_E_RANGE. */
JF_API jf_status jf_schedule_at(size_t index, jf_schedule *schedule_out, jf_error *err);

/** Where the schedule of a year was read; NULL when none ships. */
JF_API const char *jf_schedule_source(int32_t year);

#ifdef __cplusplus
}
#endif

#endif
