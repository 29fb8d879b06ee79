/* SPDX-License-Identifier: Apache-2.0 */
/* The log as text, the book from the log, and logs that are not what a book writes. */
#include "book.h"

#include <stdio.h>
#include <stdlib.h>

#include "support/trees.h"

/* A log, NUL-terminated. */
typedef struct log_text {
    char *bytes;
    size_t size;
} log_text;

static log_text log_of(const jf_alerts *book)
{
    log_text made = {.size = jf_alerts_log_size(book)};

    made.bytes = calloc(made.size + 1, 1);
    assert_non_null(made.bytes);
    assert_ok(jf_alerts_log_read(book, 0, (uint8_t *)made.bytes, made.size, err));
    return made;
}

/* A book with a bit of everything. */
static jf_alerts *full_book(jf_calendar *calendar)
{
    jf_alert_rules rules = {
        .size = sizeof rules, .rule = JF_ALERT_RULE_FORECAST, .fdr_ppm = 200000};
    jf_alerts *book = new_book(calendar, NULL);
    jf_tree *tree = jf_test_tree_small();
    jf_silence silence = {.size = sizeof silence,
                          .unit = 11,
                          .first = jf_test_day("2023-03-05"),
                          .last = jf_test_day("2023-03-20")};
    jf_alert_sign signs[] = {sign_on("2023-03-01", 900000), sign_on("2023-03-01", 600000)};
    jf_alert_key key = key_of(&signs[0]);

    signs[1].unit = 111;
    signs[1].rule = JF_ALERT_RULE_LEVEL;
    signs[1].date_q10 = jf_test_day("2023-09-01");
    assert_ok(jf_alerts_set_rules(book, &rules, err));
    assert_ok(jf_alerts_observe(book, jf_test_day("2023-03-01"), signs, 2, err));
    assert_ok(jf_alerts_silence(book, &silence, tree, err));
    silence.unit = 0;
    assert_ok(jf_alerts_silence(book, &silence, NULL, err));
    assert_ok(jf_alerts_acknowledge(book, &key, jf_test_day("2023-03-06"),
                                    jf_test_day("2023-03-31"), "50 % \n#已约谈 ", err));
    assert_ok(jf_alerts_end_silence(book, 1, jf_test_day("2023-03-12"), err));
    signs[1].used = 101;
    assert_ok(jf_alerts_observe(book, jf_test_day("2023-03-10"), &signs[1], 1, err));
    assert_ok(jf_alerts_observe(book, jf_test_day("2023-04-20"), NULL, 0, err));
    jf_tree_free(tree);
    return book;
}

static jf_alerts *replay(jf_calendar *calendar, const char *text, size_t size, jf_error *error)
{
    return jf_alerts_replay(calendar, (const uint8_t *)text, size, JF_DAY_NONE, NULL, error);
}

static void assert_same(const jf_alerts *a, const jf_alerts *b)
{
    assert_int_equal(jf_alerts_day(a), jf_alerts_day(b));
    assert_int_equal(jf_alerts_alert_count(a), jf_alerts_alert_count(b));
    assert_int_equal(jf_alerts_event_count(a), jf_alerts_event_count(b));
    assert_int_equal(jf_alerts_silence_count(a), jf_alerts_silence_count(b));
    for (size_t i = 0; i < jf_alerts_alert_count(a); i++) {
        jf_alert one = alert_at(a, i);
        jf_alert other = alert_at(b, i);

        assert_memory_equal(&one, &other, sizeof one);
        assert_string_equal(jf_alerts_note(a, i), jf_alerts_note(b, i));
    }
    for (size_t i = 0; i < jf_alerts_silence_count(a); i++) {
        jf_silence one = {.size = sizeof one};
        jf_silence other = {.size = sizeof other};

        assert_ok(jf_alerts_silence_at(a, i, &one, err));
        assert_ok(jf_alerts_silence_at(b, i, &other, err));
        assert_memory_equal(&one, &other, sizeof one);
    }
    for (size_t i = 0; i < jf_alerts_event_count(a); i++) {
        jf_alert_event one = event_at(a, i);
        jf_alert_event other = event_at(b, i);

        assert_memory_equal(&one, &other, sizeof one);
    }
}

static void replay_gives_the_same_book(void **state)
{
    jf_calendar *calendar = jf_test_china(2023, 2023);
    jf_alerts *book = full_book(calendar);
    log_text text = log_of(book);
    jf_error error = {0};
    jf_alerts *again = assert_made(replay(calendar, text.bytes, text.size, &error), &error);
    log_text own = log_of(again);

    (void)state;
    assert_same(book, again);
    assert_string_equal(text.bytes, own.bytes);
    look(book, "2023-05-01", 900000);
    look(again, "2023-05-01", 900000);
    assert_same(book, again);
    jf_alerts_free(book);
    jf_alerts_free(again);
    jf_calendar_free(calendar);
    free(text.bytes);
    free(own.bytes);
}

static void log_is_readable(void **state)
{
    static const char *const lines[] = {
        "jianfu-alerts 1 #",
        "\nrules any 500000 700000 850000 350000 550000 750000 0 14 5 5 1 14 0 #",
        "\nrules forecast 500000 700000 850000 350000 550000 750000 0 14 5 5 1 14 200000 #",
        "\nlook 2023-03-01 2 #",
        "\nsign forecast 7 10 2023-01-01 2023-12-31 0 900000 2023-03-01 0 100 50 100 1 0 0 - - - 0"
        " #",
        "\nsilence any 11 0 2023-03-05 2023-03-20 11 111 112 #",
        "\nsilence any 0 0 2023-03-05 2023-03-20 #",
        "\nack forecast 7 10 2023-01-01 2023-12-31 2023-03-06 2023-03-31"
        " =50%20%25%20%0A%23已约谈%20 #",
        "\nend-silence 1 2023-03-12 #",
        "\nlook 2023-04-20 0 #",
    };
    jf_calendar *calendar = jf_test_china(2023, 2023);
    jf_alerts *book = full_book(calendar);
    log_text text = log_of(book);
    const char *at = text.bytes;

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        at = strstr(at, lines[i]);
        assert_non_null(at);
    }
    jf_alerts_free(book);
    jf_calendar_free(calendar);
    free(text.bytes);
}

static void replay_stops_before_the_day_after_until(void **state)
{
    static const struct {
        const char *until;
        const char *day;
        size_t events;
        size_t silences;
    } cases[] = {{"2023-02-28", NULL, 0, 0},         {"2023-03-01", "2023-03-01", 2, 2},
                 {"2023-03-05", "2023-03-01", 2, 2}, {"2023-03-06", "2023-03-06", 3, 2},
                 {"2023-03-10", "2023-03-10", 5, 2}, {"2023-04-20", "2023-04-20", 9, 2}};
    jf_calendar *calendar = jf_test_china(2023, 2023);
    jf_alerts *book = full_book(calendar);
    log_text text = log_of(book);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        jf_error error = {0};
        jf_alerts *part = assert_made(
            jf_alerts_replay(calendar, (const uint8_t *)text.bytes, text.size,
                             jf_test_day(cases[i].until), NULL, &error),
            &error);
        log_text own = log_of(part);

        assert_int_equal(jf_alerts_day(part),
                         cases[i].day ? jf_test_day(cases[i].day) : JF_DAY_NONE);
        assert_int_equal(jf_alerts_event_count(part), cases[i].events);
        assert_int_equal(jf_alerts_silence_count(part), cases[i].silences);
        assert_memory_equal(own.bytes, text.bytes, own.size);
        jf_alerts_free(part);
        free(own.bytes);
    }
    jf_alerts_free(book);
    jf_calendar_free(calendar);
    free(text.bytes);
}

static int32_t line_at(const log_text *text, size_t place)
{
    int32_t line = 1;

    for (size_t i = 0; i < place; i++)
        line += text->bytes[i] == '\n';
    return line;
}

static void every_changed_byte_is_found_in_its_line(void **state)
{
    static const char put[] = {'\0', '\n', ' ', '-', '0', '1',    '9',
                               '#',  '%',  '=', 'a', '\x7f', '\xff'};
    jf_calendar *calendar = jf_test_china(2023, 2023);
    jf_alerts *book = full_book(calendar);
    log_text text = log_of(book);

    (void)state;
    for (size_t place = 0; place < text.size; place += jf_test_stride())
        for (size_t i = 0; i < sizeof put; i++) {
            char kept = text.bytes[place];
            int32_t line = line_at(&text, place);
            jf_error error = {0};

            if (put[i] == kept)
                continue;
            text.bytes[place] = put[i];
            assert_null(replay(calendar, text.bytes, text.size, &error));
            text.bytes[place] = kept;
            assert_true(error.status == JF_E_CORRUPT || (error.status == JF_E_TEXT && line == 1));
            assert_int_equal(error.line, line);
        }
    jf_alerts_free(book);
    jf_calendar_free(calendar);
    free(text.bytes);
}

/* Whether the bytes up to here end between two inputs. */
static bool is_between(const log_text *text, size_t size)
{
    size_t signs = 0;
    int at = 0;

    if (size == 0 || text->bytes[size - 1] != '\n')
        return false;
    for (const char *line = text->bytes; line < text->bytes + size; line = strchr(line, '\n') + 1) {
        size_t wanted;

        signs -= strncmp(line, "sign ", 5) == 0;
        if (sscanf(line, "look %*s %zu", &wanted) == 1)
            signs = wanted;
        at++;
    }
    return signs == 0 && at >= 2;
}

static void log_may_be_cut_between_inputs_only(void **state)
{
    jf_calendar *calendar = jf_test_china(2023, 2023);
    jf_alerts *book = full_book(calendar);
    log_text text = log_of(book);
    size_t cut_count = 0;

    (void)state;
    for (size_t size = 0; size <= text.size; size++) {
        jf_error error = {0};
        jf_alerts *part = replay(calendar, text.bytes, size, &error);

        assert_int_equal(part != NULL, is_between(&text, size));
        assert_true(part || error.status == JF_E_CORRUPT || error.status == JF_E_TEXT);
        assert_true(part || error.line >= 1);
        if (part)
            assert_int_equal(jf_alerts_log_size(part), size);
        cut_count += part != NULL;
        jf_alerts_free(part);
    }
    assert_int_equal(cut_count, 9);
    jf_alerts_free(book);
    jf_calendar_free(calendar);
    free(text.bytes);
}

static void append(log_text *text, const char *line)
{
    uint32_t check = UINT32_C(2166136261);
    char ending[16];
    size_t size = strlen(line);

    text->bytes = realloc(text->bytes, text->size + size + sizeof ending);
    assert_non_null(text->bytes);
    memcpy(text->bytes + text->size, line, size);
    text->size += size;
    for (size_t i = 0; i < text->size; i++)
        check = (check ^ (uint8_t)text->bytes[i]) * UINT32_C(16777619);
    (void)snprintf(ending, sizeof ending, " #%08x\n", (unsigned)check);
    memcpy(text->bytes + text->size, ending, 11);
    text->size += 11;
}

static void hostile_lines_with_right_checks_are_refused(void **state)
{
    static const char *const lines[] = {
        "", "look", "look 2023-03-01", "look 2023-02-29 0", "look - 0", "look 2023-03-01 -1",
        "look 2023-03-01 00", "look 2023-03-01 1048577", "look 2023-03-01 18446744073709551616",
        "look 2023-03-01 1", "look 2023-03-01 0 0", "look  2023-03-01 0", "look 2023-03-01 +0",
        "look 2023-03-01 0x", "sign", "look 2022-12-31 0", "rules any", "rules no 1 2 3",
        "rules any 500000 700000 850000 350000 550000 750000 0 14 5 5 1 14 1000001",
        "rules any 500000 700000 850000 350000 550000 750000 0 14 5 5 1 14 99999999999",
        "rules any 500000 700000 850000 350000 550000 750000 0 14 5 5 1 14 0 0",
        "silence any 0 0 2023-01-02 2023-01-01", "silence any 0 0 2023-01-02 - 5",
        "silence any 1 0 2023-01-01 2023-01-02 5 5", "silence any 1 0 2023-01-01 2023-01-02 x",
        "silence any 0 0 2023-01-01", "silence any 12345678901234567890 0 2023-01-01 2023-01-01",
        "silence any 0 0 2023-01-01 2023-01-02 ", "silence any 0 0 2023-01-01 2023-01-02 5",
        "silence any 1 0 2023-01-01 2023-01-02 5 6", "silence any 1 0 2023-01-01 2023-01-02 0 1",
        "silence any 1 0 2023-01-01 2023-01-02 -1 1",
        "end-silence 0 2023-01-01", "end-silence", "end-silence 0", "end-silence -1 2023-01-01",
        "end-silence 99999999999999999999 2023-01-01",
        "ack forecast 7 10 2023-01-01 2023-12-31 2023-03-06 - =",
        "ack forecast 7 10 2023-01-01 2023-12-31 2023-03-06", "ack forecast 7 10 2023-01-01",
        "ack forecast 7 10 2023-01-01 2023-12-31 2023-03-06 2023-03-31 x",
        "ack forecast 7 10 2023-01-01 2023-12-31 2023-03-06 2023-03-31 =%2",
        "ack forecast 7 10 2023-01-01 2023-12-31 2023-03-06 2023-03-31 =%zz",
        "thisisawordofmorethanthirtytwobytesinall",
    };
    jf_calendar *calendar = jf_test_china(2023, 2023);
    jf_alerts *book = new_book(calendar, NULL);

    (void)state;
    look(book, "2023-01-01", 0);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        log_text text = log_of(book);
        jf_error error = {0};

        append(&text, lines[i]);
        if (replay(calendar, text.bytes, text.size, &error))
            fail_msg("taken: %s", lines[i]);
        assert_int_equal(error.status, JF_E_CORRUPT);
        assert_in_range(error.line, 5, 6);
        free(text.bytes);
    }
    jf_alerts_free(book);
    jf_calendar_free(calendar);
}

static void appended_lines_of_the_right_form_are_taken(void **state)
{
    jf_calendar *calendar = jf_test_china(2023, 2023);
    jf_alerts *book = new_book(calendar, NULL);
    log_text text = log_of(book);
    jf_error error = {0};
    jf_alerts *again;

    (void)state;
    append(&text, "look 2023-03-01 1");
    append(&text, "sign pace 9223372036854775807 0 2023-01-01 2023-12-31 0 2147483647 2023-03-01 0"
                  " 9 9223372036854775807 0 0 0 1 - - - 9223372036854775807");
    append(&text, "ack pace 9223372036854775807 0 2023-01-01 2023-12-31 2023-03-02 - =");
    append(&text, "silence any 5 0 2023-01-01 2023-01-02 1 5 6");
    append(&text, "end-silence 0 2022-12-31");
    again = assert_made(replay(calendar, text.bytes, text.size, &error), &error);
    assert_int_equal(alert_at(again, 0).unit, INT64_MAX);
    assert_int_equal(alert_at(again, 0).acknowledged, 1);
    assert_int_equal(event_at(again, 0).silenced, 1);
    jf_alerts_free(again);
    jf_alerts_free(book);
    jf_calendar_free(calendar);
    free(text.bytes);
}

static void assert_replay_fails(jf_status status, int32_t line, jf_alerts *book,
                                const jf_error *error)
{
    assert_null(book);
    assert_int_equal(error->status, status);
    assert_int_equal(error->line, line);
}

static void statuses_come_in_their_order(void **state)
{
    jf_calendar *calendar = jf_test_china(2023, 2023);
    jf_calendar *open = jf_test_calendar_new(0);
    jf_calendar *late = jf_test_china(2024, 2024);
    jf_alerts *book = full_book(calendar);
    log_text text = log_of(book);
    const uint8_t *bytes = (const uint8_t *)text.bytes;
    jf_alerts_options opts = {.size = 3};
    jf_error e = {0};

    (void)state;
    assert_replay_fails(JF_E_ARGUMENT, 0, jf_alerts_replay(NULL, bytes, 5, 0, NULL, &e), &e);
    assert_replay_fails(JF_E_ARGUMENT, 0, jf_alerts_replay(calendar, NULL, 5, 0, NULL, &e), &e);
    assert_replay_fails(JF_E_ARGUMENT, 0, jf_alerts_replay(calendar, bytes, 5, 0, &opts, &e), &e);
    assert_replay_fails(JF_E_RANGE, 0,
                        jf_alerts_replay(open, bytes, 5, JF_DAY_LAST + 1, NULL, &e), &e);
    assert_replay_fails(JF_E_NOT_SEALED, 0, jf_alerts_replay(open, bytes, 5, 0, NULL, &e), &e);
    assert_replay_fails(JF_E_TEXT, 1, jf_alerts_replay(calendar, bytes, 5, 0, NULL, &e), &e);
    assert_replay_fails(JF_E_TEXT, 1, jf_alerts_replay(calendar, NULL, 0, 0, NULL, &e), &e);
    assert_replay_fails(JF_E_UNKNOWN_DAY, 11, replay(late, text.bytes, text.size, &e), &e);
    assert_null(jf_alerts_replay(calendar, bytes, 5, 0, NULL, NULL));
    text.bytes[14] = '2';
    assert_replay_fails(JF_E_TEXT, 1, replay(calendar, text.bytes, text.size, &e), &e);
    jf_alerts_free(book);
    jf_calendar_free(calendar);
    jf_calendar_free(open);
    jf_calendar_free(late);
    free(text.bytes);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replay_gives_the_same_book),
        cmocka_unit_test(log_is_readable),
        cmocka_unit_test(replay_stops_before_the_day_after_until),
        cmocka_unit_test(every_changed_byte_is_found_in_its_line),
        cmocka_unit_test(log_may_be_cut_between_inputs_only),
        cmocka_unit_test(hostile_lines_with_right_checks_are_refused),
        cmocka_unit_test(appended_lines_of_the_right_form_are_taken),
        cmocka_unit_test(statuses_come_in_their_order),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.alerts_replay", tests, NULL, NULL);
}
