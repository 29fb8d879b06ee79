/* SPDX-License-Identifier: Apache-2.0 */
/* What is written is read back; and whatever bytes come, a table or one clear error comes out. */
#include "support/support.h"

#include <stdlib.h>

#include "base/random.h"
#include "jianfu/csv.h"

#define ROWS_MAX 12
#define COLUMNS_MAX 6
#define CELL_SIZE 64
#define INPUT_MAX 400

typedef struct table {
    size_t row_count; /* without the header */
    size_t column_count;
    char cells[ROWS_MAX][COLUMNS_MAX][CELL_SIZE];
} table;

/* Texts that a writer has to think about. */
static const char *const pieces[] = {
    "a",  "0",    "-",    ",",    "\"", "\n",           "\r",           "\r\n",     " ",
    "\t", "　",   "办",   "公",   "，", "\xC2\xA0",     "\xEF\xBB\xBF", "é",        "/",
    ";",  "\"\"", "“全”", "１２", "🀄",  "\xE4\xB8\x80", "\x01",         "\xC3\xA0", "x y",
};

#define PIECE_COUNT (sizeof pieces / sizeof pieces[0])

static void fill_cell(char *cell, jf__random *random)
{
    uint32_t count = jf__random_below(random, 5);

    cell[0] = '\0';
    for (uint32_t i = 0; i < count; i++)
        strcat(cell, pieces[jf__random_below(random, PIECE_COUNT)]);
}

static void fill_table(table *made, jf__random *random)
{
    made->row_count = jf__random_below(random, ROWS_MAX + 1);
    made->column_count = 1 + jf__random_below(random, COLUMNS_MAX);
    for (size_t row = 0; row < made->row_count; row++)
        for (size_t column = 0; column < made->column_count; column++)
            fill_cell(made->cells[row][column], random);
}

static jf_csv_writer *write_table(const table *made)
{
    jf_error error = {0};
    jf_csv_writer *writer = assert_made(jf_csv_writer_new(NULL, &error), &error);

    for (size_t column = 0; column < made->column_count; column++)
        assert_ok(jf_csv_writer_integer(writer, (int64_t)column, err));
    assert_ok(jf_csv_writer_end_row(writer, err));
    for (size_t row = 0; row < made->row_count; row++) {
        for (size_t column = 0; column < made->column_count; column++)
            assert_ok(jf_csv_writer_text(writer, made->cells[row][column], err));
        assert_ok(jf_csv_writer_end_row(writer, err));
    }
    return writer;
}

static void check_same(const jf_csv *read, const table *made)
{
    assert_int_equal(jf_csv_row_count(read), made->row_count);
    assert_int_equal(jf_csv_column_count(read), made->column_count);
    for (size_t row = 0; row < made->row_count; row++)
        for (size_t column = 0; column < made->column_count; column++)
            assert_string_equal(jf_csv_text(read, row, column), made->cells[row][column]);
}

static void written_tables_are_read_back_equal(void **state)
{
    jf__random random = {42};
    int rounds = jf_test_long() ? 300000 : 5000;

    (void)state;
    for (int round = 0; round < rounds; round++) {
        static table made;
        jf_error error = {0};
        jf_csv_writer *writer;
        const char *text;
        jf_csv *read;

        fill_table(&made, &random);
        writer = write_table(&made);
        text = jf_csv_writer_result(writer);
        read = assert_made(jf_csv_read("t.csv", (const uint8_t *)text, strlen(text), NULL, &error),
                           &error);
        check_same(read, &made);
        jf_csv_free(read);
        jf_csv_writer_free(writer);
    }
}

/* A table has rows of one length and cells of valid text; an error says what and where. */
static void check_outcome(const jf_csv *read, const jf_error *error)
{
    if (!read) {
        assert_true(error->status == JF_E_TEXT || error->status == JF_E_ENCODING);
        assert_true(error->line >= 1);
        assert_true(strncmp(error->message, "t.csv ", 6) == 0);
        return;
    }
    for (size_t row = 0; row < jf_csv_row_count(read); row++) {
        for (size_t column = 0; column < jf_csv_column_count(read); column++) {
            assert_non_null(jf_csv_text(read, row, column));
            assert_true(strlen(jf_csv_text(read, row, column)) < 3 * INPUT_MAX);
        }
        assert_null(jf_csv_text(read, row, jf_csv_column_count(read)));
    }
}

/* Reads a copy of exactly the right size, so that a byte too far is found by the sanitizer. */
static void check_input(const uint8_t *bytes, size_t size, int32_t encoding)
{
    jf_csv_options opts = {.size = sizeof opts, .encoding = encoding};
    jf_error error = {0};
    uint8_t *copy = malloc(size + (size == 0));
    jf_csv *read;

    assert_non_null(copy);
    memcpy(copy, bytes, size);
    read = jf_csv_read("t.csv", copy, size, &opts, &error);
    free(copy);
    check_outcome(read, &error);
    jf_csv_free(read);
}

static void random_bytes_give_a_table_or_an_error(void **state)
{
    jf__random random = {43};
    int rounds = jf_test_long() ? 1000000 : 20000;

    (void)state;
    for (int round = 0; round < rounds; round++) {
        uint8_t bytes[INPUT_MAX];
        size_t size = jf__random_below(&random, INPUT_MAX);
        uint32_t span = 1 + jf__random_below(&random, 255);

        for (size_t i = 0; i < size; i++)
            bytes[i] = (uint8_t)jf__random_below(&random, span);
        check_input(bytes, size, (int32_t)jf__random_below(&random, 3));
    }
}

/* Near misses: pieces in a row, now and then a byte changed. */
static void likely_bytes_give_a_table_or_an_error(void **state)
{
    jf__random random = {44};
    int rounds = jf_test_long() ? 1000000 : 50000;

    (void)state;
    for (int round = 0; round < rounds; round++) {
        char text[INPUT_MAX] = "a,b\n";
        size_t size;
        uint32_t count = jf__random_below(&random, 30);

        for (uint32_t i = 0; i < count; i++)
            strcat(text, i % 4 == 3   ? "\n"
                         : i % 4 == 1 ? ","
                                      : pieces[jf__random_below(&random, PIECE_COUNT)]);
        size = strlen(text);
        if (jf__random_below(&random, 4) == 0)
            text[jf__random_below(&random, (uint32_t)size)] = (char)jf__random_below(&random, 256);
        check_input((const uint8_t *)text, size, (int32_t)jf__random_below(&random, 3));
    }
}

static void every_cut_of_a_table_gives_a_table_or_an_error(void **state)
{
    const char text[] = "\xEF\xBB\xBFid,name/名称\r\n1,\"办公室\"\"\r\n\"\r\n2,　x　\n";

    (void)state;
    for (size_t first = 0; first < sizeof text; first++)
        for (size_t size = 0; size < sizeof text - first; size++)
            for (int32_t encoding = 0; encoding < 3; encoding++)
                check_input((const uint8_t *)text + first, size, encoding);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_tables_are_read_back_equal),
        cmocka_unit_test(random_bytes_give_a_table_or_an_error),
        cmocka_unit_test(likely_bytes_give_a_table_or_an_error),
        cmocka_unit_test(every_cut_of_a_table_gives_a_table_or_an_error),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.csv_round_trip", tests, NULL, NULL);
}
