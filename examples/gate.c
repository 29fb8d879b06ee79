/* SPDX-License-Identifier: Apache-2.0 */
/* Before a number is given: gate FOLDER checks a draft of section 科技创新科 against rule texts, gets
 * it approved, holds its quota in the ledger, and asks for more than is left. Exit code 2 with one
 * error. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <jianfu.h>

static const char *const presets[] = {"cn-regulation-2012", "cn-rules-2024"};

typedef struct gate {
    jf_folder *folder;
    jf_calendar *calendar;
    jf_tree *units;
    jf_register *documents;
    jf_ledger *ledger;
    jf_rules *rules;
    jf_day today;
    int64_t section, kind; /* who asks, and what it counts as */
} gate;

static jf_error error;

static void need(bool is_fine)
{
    if (!is_fine) {
        fflush(stdout);
        fprintf(stderr, "gate: %s: %s\n", jf_status_name(error.status), error.message);
        exit(2);
    }
}

static jf_balance balance(const gate *self)
{
    jf_limit cell = {.size = sizeof cell, .unit = self->section, .kind = self->kind,
                     .period_kind = JF_PERIOD_YEAR, .day = self->today};
    jf_balance found = {.size = sizeof found};
    need(!jf_ledger_balance(self->ledger, &cell, &found, &error));
    return found;
}

static void print_balance(const gate *self)
{
    jf_balance found = balance(self);
    printf("  limit %" PRId64 ", used %" PRId64 ", held %" PRId64 ", left %" PRId64 "\n",
           found.limit, found.used, found.held, found.available);
}

/* A house rule beside the presets: it needs no source but the house. */
static void add_house_rules(const gate *self)
{
    jf_clause length = {.size = sizeof length, .check = JF_CHECK_CHARACTERS,
                        .draft = JF_DRAFT_DOCUMENT, .limit = 4000,
                        .scopes = 1 << JF_SCOPE_SPECIFIC};
    jf_clause purpose = {.size = sizeof purpose, .check = JF_CHECK_PURPOSE,
                         .draft = JF_DRAFT_DOCUMENT, .severity = JF_SEVERITY_APPROVE,
                         .purposes = 1 << JF_PURPOSE_SUPPORTING};
    need(!jf_rules_add_clause(self->rules, &length, "示例市国资委", "", "专项文件4000字以内（示例约定）",
                              &error) &&
         !jf_rules_add_clause(self->rules, &purpose, "示例市国资委", "", "配套类文件须经批准（示例约定）",
                              &error));
}

/* Findings with the words of their clauses; the strictest of them. */
static int32_t print_check(const gate *self, const jf_document_draft *draft)
{
    jf_findings *found = jf_rules_check_document(self->rules, draft, &error);
    jf_finding_summary summary = {.size = sizeof summary};
    char text[JF_FINDING_TEXT_SIZE];

    need(found && !jf_findings_summary(found, &summary, &error));
    printf("  %s: passed %d, skipped %d, not in force or not about it %d\n",
           jf_severity_name(summary.worst), summary.passed, summary.skipped, summary.none);
    for (size_t i = 0; i < jf_findings_count(found); i++) {
        need(!jf_findings_format(found, i, text, sizeof text, &error));
        printf("    %s  %s  %s\n", text, jf_findings_place_at(found, i),
               jf_findings_text_at(found, i));
    }
    jf_findings_free(found);
    return summary.worst;
}

/* Story 3: the next paper of the year, on one subject, that goes with a document from above. */
static jf_document_draft draft_of(const gate *self)
{
    jf_period year, past;
    jf_document_draft draft = {.size = sizeof draft, .day = self->today, .doc_kind = 8,
                               .issuer = JF_BODY_DEPARTMENT, .recipient = JF_BODY_DEPARTMENT,
                               .levels = 1, .scope = JF_SCOPE_SPECIFIC,
                               .purpose = JF_PURPOSE_SUPPORTING, .characters = 4600,
                               .plan = JF_PLAN_STATUS_PLANNED, .has_last_year = 1};

    need(!jf_period_containing(self->today, JF_PERIOD_YEAR, 1, &year, &error) &&
         !jf_period_shift(&year, -1, &past, &error) &&
         !jf_register_total(self->documents, self->section, self->kind, past.first, past.last,
                            &draft.last_year, &error));
    draft.number_in_year = balance(self).used + balance(self).held + 1;
    return draft;
}

/* The quota is held at drafting; the number, when it is given, turns the hold into use. */
static void print_hold(const gate *self, int64_t key)
{
    jf_record record = {.size = sizeof record, .day = self->today, .key = key,
                        .kind = self->kind};
    jf_line line = {.unit = self->section, .count = 1, .side = JF_SIDE_ISSUER};
    jf_status status = jf_ledger_hold(self->ledger, &record, &line, 1, NULL, &error);

    need(!status || status == JF_E_LIMIT);
    printf("  hold %" PRId64 ": %s\n", key, status ? error.message : "held");
    print_balance(self);
}

int main(int argc, char **argv)
{
    gate self = {0};
    jf_document_draft draft;

    if (argc != 2)
        return fputs("usage: gate FOLDER\n", stderr), 2;
    need((self.folder = jf_folder_open(argv[1], NULL, &error)) &&
         !jf_folder_setting_day(self.folder, "as_of", &self.today, &error) &&
         !jf_folder_setting_integer(self.folder, "formal_kind", 0, &self.kind, &error) &&
         (self.calendar = jf_folder_calendar(self.folder, &error)) &&
         (self.units = jf_folder_units(self.folder, &error)) &&
         (self.documents = jf_folder_register(self.folder, NULL, &error)) &&
         (self.ledger = jf_folder_ledger(self.folder, self.documents, self.today, &error)) &&
         !jf_tree_find(self.units, "科技创新科", &self.section, &error) &&
         (self.rules = jf_rules_new(self.calendar, NULL, &error)));
    for (size_t i = 0; i < sizeof presets / sizeof presets[0]; i++)
        need(!jf_rules_add_preset(self.rules, presets[i], &error));
    add_house_rules(&self);
    need(!jf_rules_seal(self.rules, &error));

    puts("1. A draft on 2023-06-30: 4,600 characters, one subject, supporting");
    print_balance(&self);
    draft = draft_of(&self);
    if (print_check(&self, &draft) == JF_SEVERITY_APPROVE)
        draft.claims |= JF_EXEMPTION_APPROVED, draft.approver = JF_RANK_DEPUTY;
    puts("2. Approved, checked again, and held");
    if (print_check(&self, &draft) < JF_SEVERITY_EXPLAIN)
        print_hold(&self, 900001);
    puts("3. Its number is given; two more are asked for");
    need(!jf_ledger_commit(self.ledger, 900002, 900001, JF_DAY_NONE, NULL, &error));
    print_hold(&self, 900003), print_hold(&self, 900004);
    puts("4. The same draft a year later, when the rules of 2024 are in force");
    draft.claims = JF_EXEMPTION_NONE;
    need(!jf_day_parse("2024-09-02", &draft.day, &error));
    print_check(&self, &draft);
    jf_rules_free(self.rules), jf_ledger_free(self.ledger), jf_register_free(self.documents);
    jf_tree_free(self.units), jf_calendar_free(self.calendar), jf_folder_free(self.folder);
    return 0;
}
