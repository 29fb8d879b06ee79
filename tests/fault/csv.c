/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of reading and writing tables refused in turn. */
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "jianfu/csv.h"

/* Many columns with two names each, a quoted cell, and more rows than the first room. */
static const char utf8[] = "id/编号,name/名称,a/甲,b/乙,c/丙,d/丁,e/戊,f/己,g/庚\n"
                           "1,\"办公室\"\"\",,,,,,,\n2,,,,,,,,\n3,,,,,,,,\n";
static const char gb18030[] = "id,name\n1,\xB0\xEC\xB9\xAB\xCA\xD2\n";

static jf_status read_memory(const jf_allocator *allocator, void *user)
{
    jf_csv_options opts = {.size = sizeof opts, .allocator = *allocator};
    const char *text = user;
    jf_error error = {0};
    jf_csv *table = jf_csv_read("t.csv", (const uint8_t *)text, strlen(text), &opts, &error);

    if (!table)
        return (jf_status)error.status;
    assert_string_equal(jf_csv_text(table, 0, 0), "1");
    jf_csv_free(table);
    return JF_OK;
}

static jf_status read_file(const jf_allocator *allocator, void *user)
{
    jf_csv_options opts = {.size = sizeof opts, .allocator = *allocator};
    jf_error error = {0};
    jf_csv *table = jf_csv_read_file(user, &opts, &error);

    if (!table)
        return (jf_status)error.status;
    assert_string_equal(jf_csv_text(table, 0, 0), "1");
    jf_csv_free(table);
    return JF_OK;
}

static jf_status read_by_row(const jf_allocator *allocator, void *user)
{
    jf_csv_options opts = {.size = sizeof opts, .allocator = *allocator};
    jf_error error = {0};
    jf_csv_reader *reader = jf_csv_reader_new(user, &opts, &error);
    bool has_row = false;
    jf_status status;

    if (!reader)
        return (jf_status)error.status;
    status = jf_csv_reader_next(reader, &has_row, &error);
    if (status == JF_OK)
        assert_string_equal(jf_csv_reader_text(reader, 0), "1");
    jf_csv_reader_free(reader);
    return status;
}

static void tables_are_read_or_refused(void **state)
{
    char text[sizeof utf8];

    (void)state;
    memcpy(text, utf8, sizeof utf8);
    assert_true(jf_test_every_failure(read_memory, text) > 8);
    memcpy(text, gb18030, sizeof gb18030);
    assert_true(jf_test_every_failure(read_memory, text) > 6);
}

static void files_are_read_or_refused(void **state)
{
    char path[512];
    FILE *file;

    (void)state;
    (void)snprintf(path, sizeof path, "%s/fault_csv.csv", jf_test_scratch());
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(utf8, 1, sizeof utf8 - 1, file), sizeof utf8 - 1);
    assert_int_equal(fclose(file), 0);
    assert_true(jf_test_every_failure(read_file, path) > 8);
    assert_true(jf_test_every_failure(read_by_row, path) > 8);
    assert_int_equal(remove(path), 0);
}

/* One call of the writer; a refused one leaves the text as it was and is made once more. */
static jf_status call_writer(jf_csv_writer *writer, int step, bool *refused)
{
    char before[512];
    jf_status status = JF_OK;

    (void)snprintf(before, sizeof before, "%s", jf_csv_writer_result(writer));
    for (int attempt = 0; attempt < 2; attempt++) {
        jf_error error = {0};

        status = step == 2   ? jf_csv_writer_end_row(writer, &error)
                 : step == 1 ? jf_csv_writer_day(writer, 19538, &error)
                             : jf_csv_writer_text(writer, "say \"no\"", &error);
        if (status == JF_OK)
            return JF_OK;
        assert_int_equal(error.status, JF_E_NO_MEMORY);
        assert_string_equal(jf_csv_writer_result(writer), before);
        *refused = true;
    }
    return status;
}

static jf_status write_table(const jf_allocator *allocator, void *user)
{
    jf_csv_options opts = {.size = sizeof opts, .allocator = *allocator};
    jf_error error = {0};
    jf_csv_writer *writer = jf_csv_writer_new(&opts, &error);
    jf_status status = JF_OK;
    bool refused = false;

    if (!writer)
        return (jf_status)error.status;
    for (int step = 0; status == JF_OK && step < 30; step++)
        status = call_writer(writer, step % 3, &refused);
    if (status == JF_OK && jf_csv_writer_save(writer, user, NULL) != JF_OK) {
        assert_null(fopen(user, "rb"));
        refused = true;
    }
    (void)remove(user);
    jf_csv_writer_free(writer);
    return refused ? JF_E_NO_MEMORY : status;
}

/* A table that goes to a file: when anything is refused there is no file, and no leftover. */
static jf_status write_by_row(const jf_allocator *allocator, void *user)
{
    jf_csv_options opts = {.size = sizeof opts, .allocator = *allocator, .line_end = 1};
    jf_error error = {0};
    jf_csv_writer *writer = jf_csv_writer_open(user, &opts, &error);
    jf_status status;

    if (!writer)
        return (jf_status)error.status;
    status = jf_csv_writer_begin_sheet(writer, JF_SHEET_CALENDAR, &error);
    if (status == JF_OK)
        status = jf_csv_writer_finish(writer, &error);
    jf_csv_writer_free(writer);
    if (status)
        assert_null(fopen(user, "rb"));
    else
        assert_int_equal(remove(user), 0);
    return status;
}

static void tables_are_written_or_refused(void **state)
{
    char path[512];

    (void)state;
    (void)snprintf(path, sizeof path, "%s/fault_written.csv", jf_test_scratch());
    assert_true(jf_test_every_failure(write_table, path) > 4);
    assert_true(jf_test_every_failure(write_by_row, path) > 4);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_read_or_refused),
        cmocka_unit_test(files_are_read_or_refused),
        cmocka_unit_test(tables_are_written_or_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("fault.csv", tests, NULL, NULL);
}
