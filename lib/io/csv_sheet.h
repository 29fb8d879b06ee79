/* SPDX-License-Identifier: Apache-2.0 */
/* The columns of the spreadsheets that have a fixed form, and what their cells may hold. */
#ifndef JIANFU_LIB_CSV_SHEET_H
#define JIANFU_LIB_CSV_SHEET_H

#include "jianfu/csv.h"

/* Position of the column of this English name, whose header may also be a Chinese one. */
bool jf__table_column(const jf_csv *table, const char *name, size_t *at);

/* JF_OK when text may stand in that column of the sheet; beyond its columns the contract of rows
 * fails later. */
jf_status jf__sheet_check_cell(int32_t sheet, size_t column, const char *text, jf_error *err);

/* As jf_csv_check, of one row; `row` beyond the end: of the header alone. */
jf_status jf__sheet_check_row(const jf_csv *table, int32_t sheet, size_t row, jf_error *err);

#endif
