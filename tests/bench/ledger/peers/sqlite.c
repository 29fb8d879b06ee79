/* SPDX-License-Identifier: Apache-2.0 */
/* SQLite in memory, in process: prepared statements, one transaction a batch. A charge is one row
 * of the journal and eight updates that each test their cell; those before one that refuses are
 * undone by hand, which is cheaper than a savepoint for each charge. */
#include "ledger/peers/peer.h"

#include <sqlite3.h>

static sqlite3 *database;
static sqlite3_stmt *insert_key;
static sqlite3_stmt *update_cell;
static sqlite3_stmt *undo_cell;
static sqlite3_stmt *begin;
static sqlite3_stmt *commit;

static void run(const char *sql)
{
    peer_require(sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK, sql,
                 sqlite3_errmsg(database));
}

static sqlite3_stmt *prepare(const char *sql)
{
    sqlite3_stmt *statement = NULL;

    peer_require(sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK, sql,
                 sqlite3_errmsg(database));
    return statement;
}

static int step(sqlite3_stmt *statement)
{
    int found = sqlite3_step(statement);

    peer_require(found == SQLITE_DONE || found == SQLITE_ROW || found == SQLITE_CONSTRAINT, "step",
                 sqlite3_errmsg(database));
    return found;
}

static void sqlite_open(const char *where)
{
    sqlite3_stmt *insert;

    (void)where;
    peer_require(sqlite3_open(":memory:", &database) == SQLITE_OK, "open", NULL);
    run("PRAGMA journal_mode = OFF");
    run("CREATE TABLE cell (id INTEGER PRIMARY KEY, used INTEGER NOT NULL, "
        "amount INTEGER NOT NULL)");
    run("CREATE TABLE journal (key INTEGER PRIMARY KEY, issuer INTEGER NOT NULL, "
        "recipient INTEGER NOT NULL, refused INTEGER NOT NULL)");
    begin = prepare("BEGIN");
    commit = prepare("COMMIT");
    update_cell = prepare("UPDATE cell SET used = used + 1 WHERE id = ?1 AND used < amount");
    undo_cell = prepare("UPDATE cell SET used = used - 1 WHERE id = ?1");
    insert_key = prepare("INSERT INTO journal VALUES (?1, ?2, ?3, ?4)");
    insert = prepare("INSERT INTO cell VALUES (?1, 0, ?2)");
    run("BEGIN");
    for (uint32_t cell = 0; cell < WORKLOAD_CELLS; cell++) {
        sqlite3_bind_int64(insert, 1, cell);
        sqlite3_bind_int64(insert, 2, workload_amount(cell));
        step(insert);
        sqlite3_reset(insert);
    }
    run("COMMIT");
    sqlite3_finalize(insert);
}

static void change(sqlite3_stmt *statement, uint32_t cell)
{
    sqlite3_bind_int64(statement, 1, cell);
    step(statement);
    sqlite3_reset(statement);
}

/* How many of the charge's cells were charged: all or none. */
static int charge_cells(const workload_charge *charge)
{
    int done = 0;

    for (; done < WORKLOAD_ASKED; done++) {
        change(update_cell, charge->cells[done]);
        if (sqlite3_changes(database) == 0)
            break;
    }
    if (done < WORKLOAD_ASKED)
        for (; done > 0; done--)
            change(undo_cell, charge->cells[done - 1]);
    return done;
}

static int charge_one(const workload_charge *charge)
{
    int refused = charge_cells(charge) == 0;
    int found;

    sqlite3_bind_int64(insert_key, 1, charge->key);
    sqlite3_bind_int64(insert_key, 2, charge->issuer);
    sqlite3_bind_int64(insert_key, 3, charge->recipient);
    sqlite3_bind_int(insert_key, 4, refused);
    found = step(insert_key);
    sqlite3_reset(insert_key);
    peer_require(found == SQLITE_DONE, "a key that is new", NULL);
    return refused;
}

static int64_t sqlite_charge(const workload_charge *charges, int count)
{
    int64_t refusals = 0;

    step(begin);
    sqlite3_reset(begin);
    for (int i = 0; i < count; i++)
        refusals += charge_one(&charges[i]);
    step(commit);
    sqlite3_reset(commit);
    return refusals;
}

static int64_t sqlite_used(uint32_t cell)
{
    sqlite3_stmt *query = prepare("SELECT used FROM cell WHERE id = ?1");
    int64_t used;

    sqlite3_bind_int64(query, 1, cell);
    peer_require(step(query) == SQLITE_ROW, "a cell", NULL);
    used = sqlite3_column_int64(query, 0);
    sqlite3_finalize(query);
    return used;
}

static void sqlite_close(void)
{
    sqlite3_finalize(begin);
    sqlite3_finalize(commit);
    sqlite3_finalize(undo_cell);
    sqlite3_finalize(update_cell);
    sqlite3_finalize(insert_key);
    sqlite3_close(database);
}

const peer peer_measured = {.name = "sqlite",
                            .how = "in process, in memory",
                            .in_process = true,
                            .normal_count = 200 * 1024,
                            .single_count = 50 * 1024,
                            .open = sqlite_open,
                            .charge = sqlite_charge,
                            .used = sqlite_used,
                            .close = sqlite_close};
