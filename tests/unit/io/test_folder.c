/* SPDX-License-Identifier: Apache-2.0 */
#define _POSIX_C_SOURCE 200809L

#include "support/support.h"

#include <stdio.h>
#include <unistd.h>

#include "jianfu.h"
#include "support/folder.h"

#define MEETINGS "id,title,sponsor,duration_min,earliest,latest,target,room,start,topic_tags\n"

static jf_folder *open_current(const char *path)
{
    jf_error error = {0};

    return assert_made(jf_folder_open(path, NULL, &error), &error);
}

/* Opening has to fail with this status and a message that holds this text. */
static void assert_open_fails(const char *path, jf_status status, const char *text)
{
    jf_error error = {0};

    assert_null(jf_folder_open(path, NULL, &error));
    if (error.status != (int32_t)status || !strstr(error.message, text))
        fail_msg("status %s, message \"%s\", wanted \"%s\"", jf_status_name(error.status),
                 error.message, text);
}

static void a_missing_required_file_is_an_error_that_names_it(void **state)
{
    const char *path = jf_test_folder("folder");

    (void)state;
    assert_open_fails(path, JF_E_IO, "org.csv");
    jf_test_file("org.csv", "id,name\n1,a\n");
    assert_open_fails(path, JF_E_IO, "kinds.csv");
    assert_open_fails("no/such/folder", JF_E_IO, "no/such/folder");
}

static void an_empty_file_is_an_error_that_names_it(void **state)
{
    const char *path;

    (void)state;
    jf_test_office("folder");
    path = jf_test_scratch();
    jf_test_file("org.csv", "");
    {
        char full[4096];

        snprintf(full, sizeof full, "%s/folder", path);
        assert_open_fails(full, JF_E_TEXT, "org.csv");
    }
}

/* A link to itself is there and cannot be opened, whoever runs the test. */
static void a_file_that_cannot_be_opened_is_an_error_not_a_missing_one(void **state)
{
    char folder[4096];
    char path[4200];

    (void)state;
    jf_test_office("folder");
    (void)snprintf(folder, sizeof folder, "%s/folder", jf_test_scratch());
    (void)snprintf(path, sizeof path, "%s/quota.csv", folder);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(symlink("quota.csv", path), 0);
    assert_open_fails(folder, JF_E_IO, "quota.csv");
}

static void null_arguments_are_errors(void **state)
{
    jf_error error = {0};
    int64_t value;
    jf_day day;

    (void)state;
    assert_null(jf_folder_open(NULL, NULL, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_folder_calendar(NULL, &error));
    assert_null(jf_folder_units(NULL, &error));
    assert_null(jf_folder_kinds(NULL, &error));
    assert_null(jf_folder_register(NULL, NULL, &error));
    assert_null(jf_folder_ledger(NULL, NULL, 0, &error));
    assert_null(jf_folder_problem(NULL, NULL, &error));
    assert_null(jf_folder_setting(NULL, "a"));
    assert_null(jf_folder_meeting_title(NULL, 1));
    assert_false(jf_folder_has(NULL, "org.csv"));
    assert_fails(JF_E_ARGUMENT, jf_folder_setting_integer(NULL, "a", 0, &value, err));
    assert_fails(JF_E_ARGUMENT, jf_folder_setting_day(NULL, "a", &day, err));
    assert_fails(JF_E_ARGUMENT, jf_folder_write_plan(NULL, NULL, "x", err));
    jf_folder_free(NULL);
}

static jf_folder *open_office(void)
{
    char path[4096];

    jf_test_office("folder");
    snprintf(path, sizeof path, "%s/folder", jf_test_scratch());
    return open_current(path);
}

static void every_row_of_the_documents_has_its_verdict(void **state)
{
    static const int32_t wanted[] = {JF_VERDICT_COUNTED,       JF_VERDICT_INFORMAL,
                                     JF_VERDICT_UPWARD,        JF_VERDICT_UNDATED,
                                     JF_VERDICT_LED_ELSEWHERE, JF_VERDICT_COUNTED};
    jf_folder *folder = open_office();
    jf_error error = {0};
    jf_register *documents = assert_made(jf_folder_register(folder, NULL, &error), &error);

    (void)state;
    assert_int_equal(jf_register_count(documents), 6);
    for (size_t i = 0; i < 6; i++) {
        int32_t verdict = -1;

        assert_ok(jf_register_verdict_at(documents, i, &verdict, err));
        assert_int_equal(verdict, wanted[i]);
    }
    assert_string_equal(jf_register_number_at(documents, 0), "委发〔2023〕1号");
    jf_register_free(documents);
    jf_folder_free(folder);
}

static void the_ledger_holds_the_counted_documents_and_then_the_caps(void **state)
{
    jf_folder *folder = open_office();
    jf_error error = {0};
    jf_register *documents = assert_made(jf_folder_register(folder, NULL, &error), &error);
    jf_day as_of = 0;
    jf_ledger *ledger;
    jf_limit cell = {.size = sizeof cell, .unit = 101, .kind = 11, .period_kind = JF_PERIOD_YEAR};
    jf_balance balance = {.size = sizeof balance};

    (void)state;
    assert_ok(jf_folder_setting_day(folder, "as_of", &as_of, err));
    ledger = assert_made(jf_folder_ledger(folder, documents, as_of, &error), &error);
    cell.day = as_of;
    assert_ok(jf_ledger_balance(ledger, &cell, &balance, err));
    assert_int_equal(balance.used, 2);
    assert_int_equal(balance.limit, 1);
    assert_int_equal(balance.available, -1);
    cell.unit = 20;
    assert_ok(jf_ledger_balance(ledger, &cell, &balance, err));
    assert_int_equal(balance.state, JF_LIMIT_NOT_PLANNED);
    cell.unit = 10;
    assert_ok(jf_ledger_balance(ledger, &cell, &balance, err));
    assert_int_equal(balance.state, JF_LIMIT_UNLIMITED);
    jf_ledger_free(ledger);
    ledger = assert_made(jf_folder_ledger(folder, documents, as_of - 1, &error), &error);
    cell.unit = 101;
    assert_ok(jf_ledger_balance(ledger, &cell, &balance, err));
    assert_int_equal(balance.used, 1);
    jf_ledger_free(ledger);
    jf_register_free(documents);
    jf_folder_free(folder);
}

static void a_register_of_another_folder_is_refused(void **state)
{
    jf_folder *folder = open_office();
    jf_error error = {0};
    jf_tree *units = assert_made(jf_folder_units(folder, &error), &error);
    jf_register *other = assert_made(jf_register_new(units, units, NULL, NULL, &error), &error);

    (void)state;
    assert_null(jf_folder_ledger(folder, other, 0, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    jf_register_free(other);
    jf_tree_free(units);
    jf_folder_free(folder);
}

/* Replaces one file of the office and expects this failure from the step that reads it. */
static void assert_bad(const char *file, const char *text, jf_status status, const char *message)
{
    char path[4096];
    jf_error error = {0};
    jf_folder *folder;
    jf_register *documents = NULL;
    jf_ledger *ledger = NULL;

    jf_test_office("folder");
    jf_test_file(file, text);
    snprintf(path, sizeof path, "%s/folder", jf_test_scratch());
    folder = jf_folder_open(path, NULL, &error);
    if (folder)
        documents = jf_folder_register(folder, NULL, &error);
    if (documents)
        ledger = jf_folder_ledger(folder, documents, JF_DAY_LAST, &error);
    assert_null(ledger);
    if (error.status != (int32_t)status || !strstr(error.message, message))
        fail_msg("%s: status %s, message \"%s\", wanted \"%s\"", file,
                 jf_status_name(error.status), error.message, message);
    jf_register_free(documents);
    jf_folder_free(folder);
}

static void a_bad_cell_is_one_error_that_names_file_row_and_column(void **state)
{
    (void)state;
    assert_bad("org.csv", "id,name\n1,a\n1,b\n", JF_E_EXISTS, "org.csv row 3");
    assert_bad("org.csv", "id,name,parent_id\n2,a,9\n", JF_E_NOT_FOUND, "org.csv row 2");
    assert_bad("org.csv", "id,name\n1,a,b\n", JF_E_TEXT, "org.csv");
    assert_bad("org.csv", "id,title\n1,a\n", JF_E_NOT_FOUND, "name");
    assert_bad("settings.csv", "key,value\nas_of,2023-06-30\n", JF_E_RANGE, "year");
    assert_bad("documents.csv", "sponsor,date_signed\n甲科,2023-02-29\n", JF_E_RANGE,
               "documents.csv row 2");
    assert_bad("documents.csv", "sponsor,date_signed\n丙科,2023-02-28\n", JF_E_NOT_FOUND,
               "documents.csv row 2, sponsor");
    assert_bad("documents.csv", "sponsor,date_signed\n,2023-02-28\n", JF_E_TEXT,
               "documents.csv row 2, sponsor");
    assert_bad("documents.csv", "sponsor,date_signed,direction\n甲科,2023-02-28,left\n", JF_E_TEXT,
               "documents.csv row 2, direction");
    assert_bad("documents.csv", "sponsor,date_signed,count\n甲科,2023-02-28,-1\n", JF_E_RANGE,
               "documents.csv row 2, count");
    assert_bad("documents.csv", "sponsor,date_signed,count\n甲科,2023-02-28,0\n", JF_E_RANGE,
               "documents.csv row 2, count");
    assert_bad("documents.csv", "sponsor,date_signed,resource\n甲科,2023-02-28,会\n",
               JF_E_NOT_FOUND, "documents.csv row 2, resource");
    assert_bad("quota.csv", "year,unit_id,resource,cap\n2023,101,11,-1\n", JF_E_RANGE,
               "quota.csv row 2, cap");
    assert_bad("quota.csv", "year,unit_id,resource,cap\n,101,11,1\n", JF_E_TEXT,
               "quota.csv row 2, year");
    assert_bad("quota.csv", "year,unit_id,resource,cap\n2023,101,11,many\n", JF_E_TEXT,
               "quota.csv");
    assert_bad("calendar.csv", "date,kind\n2023-01-04,makeup\n", JF_E_ARGUMENT,
               "calendar.csv row 2");
    assert_bad("calendar.csv", "date,kind\n,holiday\n", JF_E_TEXT, "calendar.csv row 2, date");
}

static void two_units_of_one_name_make_the_name_unusable_but_not_the_ids(void **state)
{
    (void)state;
    assert_bad("org.csv", "id,name\n101,甲科\n102,甲科\n20,别的委\n10,市委\n", JF_E_AMBIGUOUS,
               "documents.csv row 2, sponsor");
}

static jf_status problem_of(const char *meetings, const char *attendees, jf_error *err)
{
    char path[4096];
    jf_folder *folder;
    jf_problem *problem;

    jf_test_office("folder");
    jf_test_file("rooms.csv", "id,name,capacity\n1,大厅,10\n2,小厅,5\n3,小厅,5\n");
    jf_test_file("classes.csv", "id,name,max_minutes,max_heads\n4,四类,240,\n");
    jf_test_file("meetings.csv", meetings);
    jf_test_file("attendees.csv", attendees);
    snprintf(path, sizeof path, "%s/folder", jf_test_scratch());
    folder = open_current(path);
    problem = jf_folder_problem(folder, NULL, err);
    jf_problem_free(problem);
    jf_folder_free(folder);
    return problem ? JF_OK : (jf_status)err->status;
}

static void meetings_become_a_sealed_problem(void **state)
{
    jf_error error = {0};

    (void)state;
    assert_int_equal(problem_of(MEETINGS "1,甲会,甲科,60,2023-07-03,2023-07-07,,大厅,,安全;党建\n"
                                         "2,乙会,乙科,60,2023-07-03,2023-07-07,2023-07-04,2,540,\n",
                                "meeting_id,unit_id,role,count\n1,甲科,科长,1\n2,101,科长,\n",
                                &error),
                     JF_OK);
}

/* Building the problem has to fail with this status and a message that holds this text. */
static void assert_bad_meetings(const char *meetings, const char *attendees, jf_status status,
                                const char *text)
{
    jf_error error = {0};

    assert_int_equal(problem_of(meetings, attendees, &error), status);
    if (!strstr(error.message, text))
        fail_msg("message \"%s\", wanted \"%s\"", error.message, text);
}

static void bad_meetings_are_one_error_that_names_the_row(void **state)
{
    static const char nobody[] = "meeting_id,unit_id,role\n";

    (void)state;
    assert_bad_meetings(MEETINGS "1,会,甲科,60,2023-07-07,2023-07-03,,,,\n", nobody, JF_E_RANGE,
                        "meetings.csv row 2");
    assert_bad_meetings(MEETINGS "1,会,甲科,700,2023-07-03,2023-07-07,,,,\n", nobody, JF_E_RANGE,
                        "meetings.csv row 2");
    assert_bad_meetings(MEETINGS "1,会,甲科,,2023-07-03,2023-07-07,,,,\n", nobody, JF_E_ARGUMENT,
                        "meetings.csv row 2");
    assert_bad_meetings(MEETINGS "1,会,甲科,60,2023-07-03,2023-07-07,,小厅,,\n", nobody,
                        JF_E_AMBIGUOUS, "meetings.csv row 2, room");
    assert_bad_meetings(MEETINGS "1,会,甲科,60,2023-07-03,2023-07-07,,无厅,,\n", nobody,
                        JF_E_NOT_FOUND, "meetings.csv row 2, room");
    assert_bad_meetings(MEETINGS "1,会,甲科,60,2023-07-03,2023-07-07,,,,\n",
                        "meeting_id,unit_id,role\n9,甲科,科长\n", JF_E_NOT_FOUND,
                        "attendees.csv row 2");
    assert_bad_meetings(MEETINGS "1,会,甲科,60,,2023-07-07,,,,\n", nobody, JF_E_TEXT,
                        "meetings.csv row 2, earliest");
}

static void a_meeting_longer_than_its_window_is_one_error(void **state)
{
    (void)state;
    /* Saturday and Sunday only. */
    assert_bad_meetings(MEETINGS "7,会,甲科,60,2023-07-08,2023-07-09,,,,\n",
                        "meeting_id,unit_id,role\n", JF_E_RANGE, "7");
}

static void a_folder_without_meetings_has_no_problem(void **state)
{
    jf_folder *folder = open_office();
    jf_error error = {0};

    (void)state;
    assert_null(jf_folder_problem(folder, NULL, &error));
    assert_int_equal(error.status, JF_E_NOT_FOUND);
    assert_true(jf_folder_has(folder, "quota.csv"));
    assert_false(jf_folder_has(folder, "meetings.csv"));
    jf_folder_free(folder);
}

static void settings_are_read_as_text_number_and_day(void **state)
{
    jf_folder *folder = open_office();
    int64_t number = 0;
    jf_day day = 0;

    (void)state;
    assert_string_equal(jf_folder_setting(folder, "title"), "小委");
    assert_null(jf_folder_setting(folder, "nothing"));
    assert_ok(jf_folder_setting_integer(folder, "formal_kind", 0, &number, err));
    assert_int_equal(number, 11);
    assert_ok(jf_folder_setting_integer(folder, "nothing", 7, &number, err));
    assert_int_equal(number, 7);
    assert_fails(JF_E_TEXT, jf_folder_setting_integer(folder, "title", 0, &number, err));
    assert_fails(JF_E_NOT_FOUND, jf_folder_setting_day(folder, "nothing", &day, err));
    assert_fails(JF_E_TEXT, jf_folder_setting_day(folder, "title", &day, err));
    jf_folder_free(folder);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_required_file_is_an_error_that_names_it),
        cmocka_unit_test(an_empty_file_is_an_error_that_names_it),
        cmocka_unit_test(a_file_that_cannot_be_opened_is_an_error_not_a_missing_one),
        cmocka_unit_test(null_arguments_are_errors),
        cmocka_unit_test(every_row_of_the_documents_has_its_verdict),
        cmocka_unit_test(the_ledger_holds_the_counted_documents_and_then_the_caps),
        cmocka_unit_test(a_register_of_another_folder_is_refused),
        cmocka_unit_test(a_bad_cell_is_one_error_that_names_file_row_and_column),
        cmocka_unit_test(two_units_of_one_name_make_the_name_unusable_but_not_the_ids),
        cmocka_unit_test(meetings_become_a_sealed_problem),
        cmocka_unit_test(bad_meetings_are_one_error_that_names_the_row),
        cmocka_unit_test(a_meeting_longer_than_its_window_is_one_error),
        cmocka_unit_test(a_folder_without_meetings_has_no_problem),
        cmocka_unit_test(settings_are_read_as_text_number_and_day),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("io.folder", tests, NULL, NULL);
}
