/* SPDX-License-Identifier: Apache-2.0 */
/* A folder of spreadsheets (docs/FORMATS.md), turned into the handles of the other modules.
 *
 * Every table that is there is read when the folder is opened; a bad cell is one error that names
 * file, row and column. The handles that are made from it are the caller's.
 */
#ifndef JIANFU_FOLDER_H
#define JIANFU_FOLDER_H

#include "jianfu/base.h"
#include "jianfu/calendar.h"
#include "jianfu/ledger.h"
#include "jianfu/meeting.h"
#include "jianfu/register.h"
#include "jianfu/tree.h"

#ifdef __cplusplus
extern "C" {
#endif

/** An opened folder; immutable. */
typedef struct jf_folder jf_folder;

/** Options of a folder; zero means default. */
typedef struct jf_folder_options {
    uint32_t size;          /**< sizeof(jf_folder_options) */
    int32_t encoding;       /**< a jf_encoding for all its files; 0 = detect */
    int32_t keep_wrong_dates; /**< 1: a date of documents.csv that cannot be read is a finding and
                                   leaves the document undated; 0: it is an error */
    jf_allocator allocator; /**< inherited by the handles made from it */
} jf_folder_options;

/** Opens a folder: org.csv, kinds.csv and settings.csv must be there. The calendar knows the
 * shipped schedules of the years from the one before `year` to the one after, as far as they ship,
 * and calendar.csv on top. `opts` may be NULL.
 * JF_E_IO: a required file is missing; else the statuses of jf_csv_read_file, JF_E_TEXT,
 * JF_E_RANGE, JF_E_NOT_FOUND, JF_E_EXISTS, JF_E_AMBIGUOUS for a bad cell. */
JF_API jf_folder *jf_folder_open(const char *path, const jf_folder_options *opts, jf_error *err);

/** NULL is allowed. */
JF_API void jf_folder_free(jf_folder *self);

/** Its calendar, units and kinds: new references, to be freed by the caller. */
JF_API jf_calendar *jf_folder_calendar(const jf_folder *self, jf_error *err);
JF_API jf_tree *jf_folder_units(const jf_folder *self, jf_error *err);
JF_API jf_tree *jf_folder_kinds(const jf_folder *self, jf_error *err);

/** Whether a file, for instance "meetings.csv", is there. */
JF_API bool jf_folder_has(const jf_folder *self, const char *file);

/** Value of a setting; NULL when it is not set. */
JF_API const char *jf_folder_setting(const jf_folder *self, const char *key);

/** A setting as whole number (`fallback` when it is not set). JF_E_TEXT; JF_E_RANGE. */
JF_API jf_status jf_folder_setting_integer(const jf_folder *self, const char *key,
                                           int64_t fallback, int64_t *value_out, jf_error *err);

/** A setting as day. JF_E_NOT_FOUND: not set; JF_E_TEXT; JF_E_RANGE. */
JF_API jf_status jf_folder_setting_day(const jf_folder *self, const char *key, jf_day *day_out,
                                       jf_error *err);

/** A register with all documents of documents.csv, in its order (none when it is not there), and
 * checked (register_check.h). Dates may have every shape of jf_doc_date_parse.
 * `policy` may be NULL. Statuses of a bad cell as jf_folder_open. */
JF_API jf_register *jf_folder_register(const jf_folder *self, const jf_counting_policy *policy,
                                       jf_error *err);

/** A ledger with the documents that `documents` counts up to and with `as_of` (keys: index + 1;
 * the sponsor issues, the recipients bear one each), and then the caps of quota.csv: what was
 * issued is a fact, whatever the cap. `documents` must come from jf_folder_register of this folder
 * (JF_E_ARGUMENT otherwise). Further statuses as jf_folder_open and jf_ledger_issue. */
JF_API jf_ledger *jf_folder_ledger(const jf_folder *self, const jf_register *documents,
                                   jf_day as_of, jf_error *err);

/** A sealed problem of meetings.csv and the files around it. `rules` may be NULL.
 * JF_E_NOT_FOUND: no meetings.csv; else as jf_folder_open and the jf_problem_ functions. */
JF_API jf_problem *jf_folder_problem(const jf_folder *self, const jf_meeting_rules *rules,
                                     jf_error *err);

/** Title of a meeting of meetings.csv; NULL when unknown. */
JF_API const char *jf_folder_meeting_title(const jf_folder *self, int64_t meeting);

/** Writes a plan as CSV: gathering, agenda, meeting_id, title, sponsor, date, start, end, room,
 * merged_with; in the order of gatherings, unplaced meetings last. Whole or not at all.
 * JF_E_IO. */
JF_API jf_status jf_folder_write_plan(const jf_folder *self, const jf_plan *plan,
                                      const char *path, jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
