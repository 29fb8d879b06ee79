/* SPDX-License-Identifier: Apache-2.0 */
/* LMDB in process, on a folder that should lie in memory, without any sync: one write transaction a
 * batch. Cells are {used, amount} by number, overwritten in place; keys are a second database. */
#include "ledger/peers/peer.h"

#include <lmdb.h>
#include <string.h>

#define MAP_SIZE ((size_t)4 << 30)

typedef struct cell_value {
    int64_t used;
    int64_t amount;
} cell_value;

typedef struct journal_value {
    int32_t issuer;
    int32_t recipient;
    int64_t refused;
} journal_value;

static MDB_env *environment;
static MDB_dbi cells;
static MDB_dbi journal;

static void check(int status, const char *what)
{
    peer_require(status == MDB_SUCCESS, what, mdb_strerror(status));
}

static MDB_val value_of(void *data, size_t size)
{
    return (MDB_val){.mv_size = size, .mv_data = data};
}

static void put_cell(MDB_txn *transaction, uint32_t number, cell_value cell)
{
    MDB_val key = value_of(&number, sizeof number);
    MDB_val value = value_of(&cell, sizeof cell);

    check(mdb_put(transaction, cells, &key, &value, 0), "put");
}

static cell_value get_cell(MDB_txn *transaction, uint32_t number)
{
    MDB_val key = value_of(&number, sizeof number);
    MDB_val value;
    cell_value cell;

    check(mdb_get(transaction, cells, &key, &value), "get");
    memcpy(&cell, value.mv_data, sizeof cell);
    return cell;
}

static MDB_txn *begin(void)
{
    MDB_txn *transaction = NULL;

    check(mdb_txn_begin(environment, NULL, 0, &transaction), "begin");
    return transaction;
}

static void lmdb_open(const char *where)
{
    MDB_txn *transaction;

    check(mdb_env_create(&environment), "create");
    check(mdb_env_set_mapsize(environment, MAP_SIZE), "map size");
    check(mdb_env_set_maxdbs(environment, 2), "databases");
    check(mdb_env_open(environment, where, MDB_NOSYNC | MDB_WRITEMAP | MDB_NOLOCK, 0600), where);
    transaction = begin();
    check(mdb_dbi_open(transaction, "cells", MDB_CREATE | MDB_INTEGERKEY, &cells), "cells");
    check(mdb_dbi_open(transaction, "journal", MDB_CREATE | MDB_INTEGERKEY, &journal), "journal");
    for (uint32_t i = 0; i < WORKLOAD_CELLS; i++)
        put_cell(transaction, i, (cell_value){0, workload_amount(i)});
    check(mdb_txn_commit(transaction), "commit");
}

static int charge_one(MDB_txn *transaction, const workload_charge *charge)
{
    cell_value found[WORKLOAD_ASKED];
    journal_value entry = {charge->issuer, charge->recipient, 0};
    uint64_t number = (uint64_t)charge->key;
    MDB_val key = value_of(&number, sizeof number);
    MDB_val value = value_of(&entry, sizeof entry);

    for (int i = 0; i < WORKLOAD_ASKED; i++) {
        found[i] = get_cell(transaction, charge->cells[i]);
        entry.refused |= found[i].used >= found[i].amount;
    }
    check(mdb_put(transaction, journal, &key, &value, MDB_NOOVERWRITE), "a key that is new");
    for (int i = 0; !entry.refused && i < WORKLOAD_ASKED; i++) {
        found[i].used++;
        put_cell(transaction, charge->cells[i], found[i]);
    }
    return entry.refused != 0;
}

static int64_t lmdb_charge(const workload_charge *charges, int count)
{
    MDB_txn *transaction = begin();
    int64_t refusals = 0;

    for (int i = 0; i < count; i++)
        refusals += charge_one(transaction, &charges[i]);
    check(mdb_txn_commit(transaction), "commit");
    return refusals;
}

static int64_t lmdb_used(uint32_t cell)
{
    MDB_txn *transaction = begin();
    int64_t used = get_cell(transaction, cell).used;

    mdb_txn_abort(transaction);
    return used;
}

static void lmdb_close(void)
{
    mdb_env_close(environment);
}

const peer peer_measured = {.name = "lmdb",
                            .how = "in process, on a memory file system, without sync",
                            .in_process = true,
                            .normal_count = 500 * 1024,
                            .single_count = 50 * 1024,
                            .open = lmdb_open,
                            .charge = lmdb_charge,
                            .used = lmdb_used,
                            .close = lmdb_close};
