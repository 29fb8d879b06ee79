/* SPDX-License-Identifier: Apache-2.0 */
/* Runs scenarios of the meeting planner: a problem in, a plan and its reasons expected. A line is a
 * command, `#` begins a comment. Days are numbers from 0 (any day), or dates after `workdays`.
 *
 *     horizon <first> <last>                       first command but for the next two
 *     workdays <year>                              with the shipped schedule of a year
 *     hours <from> <to> <lunch from> <lunch to> <grain>
 *     rule <field> <value>                         a field of jf_meeting_rules
 *     people <first id> <last id> <unit>
 *     busy <person> <day> <start> <minutes>
 *     room <id> <capacity>
 *     open <room> <day> <start> <minutes>
 *     feature <room> <feature>...
 *     blackout <first> <last>
 *     class <id> <max minutes> <max heads>
 *     request <id> <minutes> <opening> <first> <last> <target> [class|secrecy|statutory|start|room
 *             <value>]...
 *     topic <request> <topic>...
 *     need <request> <feature>...
 *     generic <topic>
 *     attend <request> <heads> <first person> <last person> [optional]
 *     away <request> <day> <start> <minutes>
 *     conflict <a> <b> <weight>
 *     bar <a> <b>
 *     relate <a> before|same_day|different_day|adjacent <b> [<least> <most>]
 *     place <request> <gathering> <day> <start> <minutes> <room>
 *     solve [<steps>]                              plans; `check` judges the places instead; both
 *                                                  also put problem and plan into text and back
 *     check
 *     expect verdict none|optimal|feasible|incomplete|stopped
 *     expect total|attended|superfluous|agenda|gathering|shift|conflict|bound <number>
 *     expect together <request>...                 exactly these form a gathering
 *     expect at <request> <day> <start> [<room>]
 *     expect pair <a> <b> passes | <test>...
 *     expect refusal <a> <b> <test> | placement | price <number>     in order, all of them
 *     expect broken <kind> <a> <b> <expected> <actual>               in order, all of them
 */
#include "scene.h"

static void run_command(scene *self)
{
    const command *at = world_commands;

    while (at->name && !is(self, 0, at->name))
        at++;
    if (at->name)
        at->run(self);
    else if (is(self, 0, "expect"))
        expect(self);
    else
        reject(self, "no such command");
}

/* Cuts a line into words; the comment ends it. */
static void split_line(scene *self, char *line)
{
    char *comment = strchr(line, '#');

    if (comment)
        *comment = '\0';
    self->word_count = 0;
    for (char *at = strtok(line, " \t\r"); at; at = strtok(NULL, " \t\r")) {
        if (self->word_count == WORDS_MAX)
            reject(self, "too many words");
        self->words[self->word_count++] = at;
    }
}

static void run_file(const char *path)
{
    scene self = {.path = path,
                  .options = {.size = sizeof(jf_problem_options), .any_day = 1},
                  .rules = {.size = sizeof(jf_meeting_rules)}};
    char *text = jf_test_read_file(path, NULL);
    char *next;

    for (char *line = text; line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        self.line++;
        split_line(&self, line);
        if (self.word_count > 0)
            run_command(&self);
    }
    expect_number(&self, "the number of refusals", (int64_t)jf_plan_refusal_count(self.plan),
                  (int64_t)self.refusals);
    expect_number(&self, "the number of broken rules", (int64_t)jf_plan_broken_count(self.plan),
                  (int64_t)self.broken);
    jf_plan_free(self.plan);
    jf_problem_free(self.problem);
    jf_calendar_free(self.calendar);
    free(text);
}

static int path_count;
static char **paths;

static void scenarios_hold(void **state)
{
    (void)state;
    for (int i = 0; i < path_count; i++)
        run_file(paths[i]);
    assert_true(path_count > 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(scenarios_hold)};

    path_count = argc - 1;
    paths = argv + 1;
    return cmocka_run_group_tests_name("meeting.scenario", tests, NULL, NULL);
}
