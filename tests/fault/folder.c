/* SPDX-License-Identifier: Apache-2.0 */
/* A whole folder, from opening to the written plan, with every allocation refused in turn. */
#include "support/support.h"

#include <stdio.h>
#include <unistd.h>

#include "jianfu.h"
#include "support/folder.h"

static char folder_path[4096];
static char plan_path[4096];

static jf_status use_ledger(const jf_folder *folder, jf_error *err)
{
    jf_register *documents = jf_folder_register(folder, NULL, err);
    jf_ledger *ledger = documents ? jf_folder_ledger(folder, documents, JF_DAY_LAST, err) : NULL;
    bool is_fine = ledger != NULL;

    jf_ledger_free(ledger);
    jf_register_free(documents);
    return is_fine ? JF_OK : (jf_status)err->status;
}

static jf_status use_plan(const jf_folder *folder, jf_error *err)
{
    jf_solve_options few = {.size = sizeof few, .step_max = 200};
    jf_problem *problem = jf_folder_problem(folder, NULL, err);
    jf_plan *plan = problem ? jf_problem_solve(problem, &few, NULL, NULL, err) : NULL;
    jf_status status = plan ? jf_folder_write_plan(folder, plan, plan_path, err)
                            : (jf_status)err->status;

    if (status)
        assert_int_not_equal(access(plan_path, F_OK), 0);
    else
        assert_int_equal(unlink(plan_path), 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
    return status;
}

static jf_status story(const jf_allocator *allocator, void *user)
{
    jf_folder_options options = {.size = sizeof options, .allocator = *allocator};
    jf_error error = {0};
    jf_folder *folder = jf_folder_open(folder_path, &options, &error);
    jf_status status = folder ? use_ledger(folder, &error) : (jf_status)error.status;

    (void)user;
    if (!status)
        status = use_plan(folder, &error);
    jf_folder_free(folder);
    return status;
}

static void nothing_is_lost_or_half_written_when_memory_is_refused(void **state)
{
    (void)state;
    jf_test_office("folder_fault");
    jf_test_file("rooms.csv", "id,name,capacity\n1,大厅,10\n");
    jf_test_file("meetings.csv",
                 "id,title,sponsor,duration_min,earliest,latest,topic_tags\n"
                 "1,甲会,甲科,60,2023-07-03,2023-07-07,安全\n2,乙会,乙科,60,2023-07-03,2023-07-07,安全\n");
    jf_test_file("attendees.csv", "meeting_id,unit_id,role,count\n1,甲科,科长,1\n2,甲科,科长,1\n");
    (void)snprintf(folder_path, sizeof folder_path, "%s/folder_fault", jf_test_scratch());
    (void)snprintf(plan_path, sizeof plan_path, "%s/folder_fault.csv", jf_test_scratch());
    (void)unlink(plan_path);
    assert_true(jf_test_every_failure(story, NULL) > 20);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_lost_or_half_written_when_memory_is_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("fault.folder", tests, NULL, NULL);
}
