/* SPDX-License-Identifier: Apache-2.0 */
/* Columns that a table of a folder must have. */
#include "io/folder.h"

jf_status jf__table_requires(const jf_folder *folder, jf__file file, const char *names,
                             jf_error *err)
{
    const char *rest = names;
    char name[JF__PIECE_SIZE];
    size_t at;

    while (jf__list_next(&rest, name))
        if (!jf__table_column(folder->tables[file], name, &at))
            return jf_csv_column(folder->tables[file], name, &at, err);
    return JF_OK;
}
