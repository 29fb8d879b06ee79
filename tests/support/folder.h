/* SPDX-License-Identifier: Apache-2.0 */
/* Small folders of spreadsheets for tests, written below jf_test_scratch(). */
#ifndef JIANFU_TESTS_FOLDER_H
#define JIANFU_TESTS_FOLDER_H

/* Makes (or empties) a folder and returns its path, which lives until the next call. */
const char *jf_test_folder(const char *name);

/* Writes one file of the folder made last. */
void jf_test_file(const char *file, const char *text);

/* The folder made last, filled with a small office: 1 city, 10 office, 101 sponsor "甲科", 102 "乙科",
 * kinds 1 document > 11 formal, 12 informal, settings of 2023, six documents (one each informal,
 * upward, undated, led elsewhere; 101 signed two formal ones that count), caps 1 and 0. */
void jf_test_office(const char *name);

#endif
